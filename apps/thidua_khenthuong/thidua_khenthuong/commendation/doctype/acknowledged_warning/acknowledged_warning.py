from frappe.model.document import Document


class AcknowledgedWarning(Document):
    """A warning of the rules on a dossier, and who read it. No role may write it: services do."""
