from frappe.model.document import Document


class AdministrativeUnitSuccessor(Document):
    pass
