"""What all rows of the app's tables have in common."""

from typing import Any

import frappe
from frappe.model.document import Document

from thidua_khenthuong.refusal import refuse_step


class EmulationRow(Document):
    """A row of a document's table: seen and changed with its document alone.

    Frappe also writes and removes a row that is sent by itself, past the document's controller, and
    asks only the caller's roles about a row that it fetched by itself.
    """

    def load_from_db(self) -> Any:
        """Fetches the row and its document, so that whoever asks for the one is judged by the
        other.
        """
        loaded = super().load_from_db()
        self.parent_doc = frappe.get_doc(self.parenttype, self.parent)
        return loaded

    def validate(self) -> None:
        refuse_step("ROW_BY_ITSELF", document=self.parent)

    def on_trash(self) -> None:
        refuse_step("ROW_BY_ITSELF", document=self.parent)
