from frappe.model.document import Document


class NominationContribution(Document):
    pass
