from frappe.model.document import Document


class ReportedModel(Document):
    pass
