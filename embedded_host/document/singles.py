"""Single DocTypes: one document whose values are rows of text in `tabSingles`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document import values

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument


def load(doc: BaseDocument) -> None:
    """Fill the document from its rows; from the defaults where nothing was ever saved."""
    shape = doc.shape
    mine = doc.__dict__
    rows = current().db.get_singles_dict(doc.doctype)
    mine["name"] = doc.doctype
    if not rows:
        mine.update((name, make()) for name, make in shape.defaults)
        mine["owner"] = mine["modified_by"] = "Administrator"
    for name, text in rows.items():
        mine[name] = _cast(shape.types.get(name), text)
    for name in shape.columns:
        mine.setdefault(name, None)
    mine["idx"] = mine["idx"] or "0"
    mine["docstatus"] = int(mine["docstatus"] or 0)


def _cast(fieldtype: str | None, text: Any) -> Any:
    cast = values.STORED.get(fieldtype or "")
    return text if cast is None or fieldtype == "JSON" else cast(text)


def write(doc: BaseDocument) -> None:
    """Write every value of the document."""
    write_some(doc, doc.stored_row())


def write_some(doc: BaseDocument, columns: dict[str, Any]) -> None:
    current().db.set_single_value(doc.doctype, columns, update_modified=False)


def forget(doctype: str) -> None:
    """Take away every stored value of a Single."""
    current().db.write("DELETE FROM `tabSingles` WHERE `doctype` = ?", (doctype,))
    current().cache("singles").pop(doctype, None)
