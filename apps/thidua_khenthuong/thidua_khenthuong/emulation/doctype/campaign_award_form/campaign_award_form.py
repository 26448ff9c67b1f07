from frappe.model.document import Document


class CampaignAwardForm(Document):
    pass
