"""What all records of the app have in common."""

import unicodedata
from typing import Any

from frappe.model.document import Document

from thidua_khenthuong.queries.text_keys import search_key, sort_key
from thidua_khenthuong.services.identity_in_text import refuse_identity_in_text
from thidua_khenthuong.services.server_fields import keep_server_fields


class EmulationDocument(Document):
    """Keeps text composed (NFC), and the keys by which names are ordered and found."""

    name_field: str | None = None

    def before_validate(self) -> None:
        keep_origin(self)
        keep_own_rows(self)
        compose_texts(self)
        refuse_identity_in_text(self)
        if self.name_field:
            self.sort_key = sort_key(self.get(self.name_field))
            self.search_key = search_key(" ".join(self.searched_texts()))

    def searched_texts(self) -> list[str]:
        """The texts by which the record is found."""
        return [self.get(self.name_field) or ""] if self.name_field else []


SEED_FIELDS = ("seed_key", "seed_hash")


def keep_origin(doc: Any) -> None:
    """Who made a record, when, and from which seed stays as it was stored.

    Frappe stores an owner and a creation that a client sends with a change.
    """
    before = doc.get_doc_before_save()
    if before is not None:
        doc.owner, doc.creation = before.owner, before.creation
    keep_server_fields(doc, [field for field in SEED_FIELDS if doc.meta.has_field(field)])


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
