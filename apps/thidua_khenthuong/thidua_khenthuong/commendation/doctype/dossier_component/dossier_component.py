from frappe.model.document import Document


class DossierComponent(Document):
    pass
