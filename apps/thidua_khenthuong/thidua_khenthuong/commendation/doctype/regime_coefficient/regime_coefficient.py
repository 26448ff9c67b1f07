from frappe.model.document import Document


class RegimeCoefficient(Document):
    pass
