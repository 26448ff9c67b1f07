from frappe.model.document import Document


class AwardDecisionRow(Document):
    pass
