from frappe.model.document import Document


class CampaignRouteRule(Document):
    pass
