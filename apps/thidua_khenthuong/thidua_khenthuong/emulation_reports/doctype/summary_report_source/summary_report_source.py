from frappe.model.document import Document


class SummaryReportSource(Document):
    pass
