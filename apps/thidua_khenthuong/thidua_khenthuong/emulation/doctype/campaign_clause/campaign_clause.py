from frappe.model.document import Document


class CampaignClause(Document):
    pass
