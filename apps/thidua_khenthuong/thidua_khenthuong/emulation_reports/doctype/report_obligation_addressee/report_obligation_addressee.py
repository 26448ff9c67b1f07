from frappe.model.document import Document


class ReportObligationAddressee(Document):
    pass
