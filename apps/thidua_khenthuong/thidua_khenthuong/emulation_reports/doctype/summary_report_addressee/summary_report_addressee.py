from frappe.model.document import Document


class SummaryReportAddressee(Document):
    pass
