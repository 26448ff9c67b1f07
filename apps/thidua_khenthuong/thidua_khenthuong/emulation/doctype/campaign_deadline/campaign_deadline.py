from frappe.model.document import Document


class CampaignDeadline(Document):
    pass
