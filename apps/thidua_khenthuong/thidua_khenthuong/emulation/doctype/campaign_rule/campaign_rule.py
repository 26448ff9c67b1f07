from frappe.model.document import Document


class CampaignRule(Document):
    pass
