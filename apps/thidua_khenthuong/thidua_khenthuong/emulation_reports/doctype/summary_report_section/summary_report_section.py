from frappe.model.document import Document


class SummaryReportSection(Document):
    pass
