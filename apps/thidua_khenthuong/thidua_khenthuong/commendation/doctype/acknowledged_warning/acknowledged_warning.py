from frappe.model.document import Document

from thidua_khenthuong.services.server_fields import refuse_writing_by_hand


class AcknowledgedWarning(Document):
    """A warning of the rules on a dossier, and who read it. No role may write it: services do."""

    def validate(self) -> None:
        refuse_writing_by_hand()

    def on_trash(self) -> None:
        refuse_writing_by_hand()
