from frappe.model.document import Document

from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.server_fields import are_open


class DeadlineExtension(Document):
    """A deadline put off for a unit or for all. Granted and withdrawn through the doors alone; what
    was granted is never edited, the site's administrator included.
    """

    def validate(self) -> None:
        if not are_open():
            refuse_step("EXTENSION_IS_FINAL")

    def on_trash(self) -> None:
        refuse_step("EXTENSION_IS_FINAL")
