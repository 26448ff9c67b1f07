from frappe.model.document import Document


class CampaignRouteStep(Document):
    pass
