from frappe.model.document import Document


class AwardQuotaPart(Document):
    pass
