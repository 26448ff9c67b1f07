from frappe.model.document import Document


class SummaryReportFigure(Document):
    pass
