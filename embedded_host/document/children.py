"""The rows of a document's tables: names and stamps before a save, writing them after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from embedded_host.context import current
from embedded_host.document import naming, stamps
from embedded_host.errors import UniqueValidationError
from embedded_host.messages import msgprint

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document


def prepare(doc: Document) -> None:
    """Tell stored rows from new ones, and give the new ones names and default values.

    A row whose name is not among the stored rows of this very table is a new row: a name of
    another document's row never reaches that row.
    """
    before = doc.get_doc_before_save()
    for fieldname in doc.shape.tables:
        stored = {row.name for row in before.get(fieldname)} if before else set()
        for row in doc.get(fieldname) or ():
            if row.is_new() or row.__dict__.get("name") not in stored:
                _make_new(row)
        adopt(doc, fieldname)


def _make_new(row: BaseDocument) -> None:
    row.__dict__["__islocal"] = 1
    stamps.fill(row)
    naming.set_row_name(row)


def adopt(doc: BaseDocument, fieldname: str) -> None:
    for row in doc.__dict__.get(fieldname) or ():
        row.__dict__.update(
            parent=doc.__dict__.get("name"), parenttype=doc.doctype, parentfield=fieldname
        )


def write(doc: Document) -> None:
    """Bring the stored rows in step with the document's."""
    if doc.flags.is_duplicate:
        return  # `ignore_if_duplicate`: the stored document keeps its rows
    before = doc.get_doc_before_save()
    for fieldname, doctype in doc.shape.tables.items():
        rows = doc.get(fieldname) or []
        for row in rows:  # appended by the app's own hooks, after `prepare`
            if row.is_new() and not row.__dict__.get("name"):
                _make_new(row)
        adopt(doc, fieldname)
        new = [row for row in rows if row.is_new()]
        kept = [row for row in rows if not row.is_new()]
        if before and doctype not in (doc.flags.ignore_children_type or ()):
            gone = {row.name for row in before.get(fieldname)} - {row.name for row in kept}
            if gone:
                current().db.delete_rows(doctype, {"name": ["in", sorted(gone)]})
        _store(doctype, kept, "db_update", "update_rows")
        _store(doctype, new, "db_insert", "insert_rows")
        for row in new:
            row.__dict__.pop("__islocal", None)


def _store(doctype: str, rows: list[Any], method: str, in_one_go: str) -> None:
    """Write rows together, or one by one where their controller has a say in it."""
    if not rows:
        return
    if getattr(type(rows[0]), method) is not getattr(_document_class(), method):
        for row in rows:
            getattr(row, method)()
        return
    try:
        getattr(current().db, in_one_go)(doctype, [row.stored_row() for row in rows])
    except UniqueValidationError as problem:
        not_unique(rows[0], problem)


def _document_class() -> Any:
    from embedded_host.document.document import Document  # noqa: PLC0415 - it needs this module

    return Document


def not_unique(doc: BaseDocument, problem: Exception) -> NoReturn:
    """Say which field must be unique (the database layer found it), and raise Frappe's error."""
    msgprint(str(problem))
    raise UniqueValidationError(doc.doctype, doc.get("name"), problem.__cause__) from problem
