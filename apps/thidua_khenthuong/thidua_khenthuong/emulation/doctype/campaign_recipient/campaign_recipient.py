from frappe.model.document import Document


class CampaignRecipient(Document):
    pass
