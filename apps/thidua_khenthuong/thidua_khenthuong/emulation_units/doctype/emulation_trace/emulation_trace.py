from frappe.model.document import Document

from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.server_fields import refuse_writing_by_hand


class EmulationTrace(Document):
    """One step as it was taken. Nobody changes or removes it, the site's administrator included."""

    def validate(self) -> None:
        if not self.is_new():
            refuse_step("TRACE_IS_FINAL")
        refuse_writing_by_hand()

    def on_trash(self) -> None:
        refuse_step("TRACE_IS_FINAL")
