from frappe.model.document import Document


class CampaignPeriod(Document):
    pass
