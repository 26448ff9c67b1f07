"""Reading a document with its rows from the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document import singles
from embedded_host.document.shape import shape_of
from embedded_host.errors import DoesNotExistError
from embedded_host.messages import _, throw

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document


def name_for(doctype: str, name: Any = None) -> Any:
    """The name that `get_doc(doctype, name)` means; a dictionary is a filter."""
    if name is None:
        return doctype
    if isinstance(name, dict):
        found = current().db.get_value(doctype, name, "name")
        if found is None:
            throw(_("{0} {1} not found").format(_(doctype), name), DoesNotExistError)
        return found
    return name


def load(doc: Document) -> None:
    """Fill `doc` from its row and its child rows. DoesNotExistError where there is no row."""
    shape = shape_of(doc.doctype)
    mine = doc.__dict__
    if shape.is_single:
        singles.load(doc)
        row: Any = mine
    else:
        row = current().db.fetch_row(
            doc.doctype, mine["name"], for_update=bool(mine.get("flags") and doc.flags.for_update)
        )
    if row is None:
        throw(_("{0} {1} not found").format(_(doc.doctype), mine["name"]), DoesNotExistError)
    mine.update(row)
    for key in ("__islocal", "__unsaved"):
        mine.pop(key, None)
    for fieldname, child_doctype in shape.tables.items():
        mine[fieldname] = [
            _row(doc, child_doctype, values)
            for values in current().db.fetch_children(
                child_doctype, mine["name"], fieldname, doc.doctype
            )
        ]


def _row(parent: BaseDocument, doctype: str, values: dict[str, Any]) -> Any:
    controller = shape_of(doctype).controller
    row = controller.__new__(controller)
    row.__dict__.update(values)
    row.__dict__["doctype"] = doctype
    row.__dict__["parent_doc"] = parent
    return row


def stored_copy(doc: Document) -> Any:
    """The document as it is stored, under the write lock (the row cannot change until the end)."""
    from embedded_host.document.factory import get_doc  # noqa: PLC0415 - needs Document

    return get_doc(doc.doctype, doc.get("name"), for_update=True)
