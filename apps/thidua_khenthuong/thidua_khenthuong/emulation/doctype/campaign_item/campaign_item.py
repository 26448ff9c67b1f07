from frappe.model.document import Document


class CampaignItem(Document):
    pass
