from frappe.model.document import Document


class CampaignAssignment(Document):
    pass
