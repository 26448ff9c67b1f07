from frappe.model.document import Document


class NominationYearlyResult(Document):
    pass
