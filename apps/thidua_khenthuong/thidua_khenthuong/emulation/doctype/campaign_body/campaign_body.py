from frappe.model.document import Document


class CampaignBody(Document):
    pass
