"""What all records of the app have in common."""

import unicodedata
from typing import Any

from frappe.model.document import Document

from thidua_khenthuong.queries.text_keys import search_key, sort_key


class EmulationDocument(Document):
    """Keeps text composed (NFC), and the keys by which names are ordered and found."""

    name_field: str | None = None

    def before_validate(self) -> None:
        keep_own_rows(self)
        compose_texts(self)
        if self.name_field:
            self.sort_key = sort_key(self.get(self.name_field))
            self.search_key = search_key(" ".join(self.searched_texts()))

    def searched_texts(self) -> list[str]:
        """The texts by which the record is found."""
        return [self.get(self.name_field) or ""] if self.name_field else []


def compose_texts(doc: Any) -> None:
    """Text typed or sent in decomposed form (NFD) is stored in the composed one."""
    for field in doc.meta.fields:
        value = doc.get(field.fieldname)
        if field.fieldtype == "Table":
            for row in value or ():
                compose_texts(row)
        elif isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
            doc.set(field.fieldname, unicodedata.normalize("NFC", value))


def keep_own_rows(doc: Any) -> None:
    """A row sent with the name of another document's row becomes a new one of this document.

    Frappe would overwrite the other document's row and move it here.
    """
    before = doc.get_doc_before_save()
    if before is None:
        return
    own = {row.name for row in before.get_all_children()}
    for row in doc.get_all_children():
        if row.name and row.name not in own and not row.get("__islocal"):
            row.name = None
            row.set("__islocal", 1)
