from frappe.model.document import Document


class AwardDecisionDossier(Document):
    pass
