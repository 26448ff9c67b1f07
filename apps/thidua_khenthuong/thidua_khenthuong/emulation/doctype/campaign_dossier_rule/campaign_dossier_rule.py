from frappe.model.document import Document


class CampaignDossierRule(Document):
    pass
