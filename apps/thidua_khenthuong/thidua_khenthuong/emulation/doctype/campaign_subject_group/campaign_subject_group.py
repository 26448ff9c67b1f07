from frappe.model.document import Document


class CampaignSubjectGroup(Document):
    pass
