from frappe.model.document import Document


class AdministrativeUnitAlias(Document):
    pass
