from frappe.model.document import Document


class CampaignLegalBasis(Document):
    pass
