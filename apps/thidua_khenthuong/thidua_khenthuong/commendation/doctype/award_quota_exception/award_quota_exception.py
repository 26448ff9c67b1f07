from frappe.model.document import Document


class AwardQuotaException(Document):
    pass
