"""Where the name of a renamed document has to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embedded_host.context import current
from embedded_host.document.backlinks import Pointing, fields_pointing_to
from embedded_host.document.removal import COMPANIONS
from embedded_host.document.shape import shape_of
from embedded_host.values import cstr

if TYPE_CHECKING:
    from embedded_host.document.document import Document

_BY_NAME = (*COMPANIONS, ("File", "attached_to_doctype", "attached_to_name"))


def put_new_name(doc: Document) -> None:
    """`doc.flags.renamed` is (old, new)."""
    old, new = doc.flags.renamed
    db = current().db
    changes = {"name": new}
    kind, _colon, fieldname = cstr(doc.meta.autoname).partition(":")
    if kind == "field" and fieldname:
        changes[fieldname] = new
    db.update_row(doc.doctype, old, changes)
    for fieldname, child_doctype in doc.shape.tables.items():
        _change(child_doctype, "parent", old, new, parenttype=doc.doctype, parentfield=fieldname)
    for pointing in fields_pointing_to(doc.doctype):
        _follow(doc.doctype, pointing, old, new)
    for companion, doctype_field, name_field in _BY_NAME:
        _change(companion, name_field, old, new, **{doctype_field: doc.doctype})
    if doc.shape.passwords or doc.doctype == "User":
        from embedded_host.features import users  # noqa: PLC0415 - it loads cryptography

        users.rename_password(doc.doctype, old, new)
    current().document_cache.clear()


def _follow(doctype: str, pointing: Pointing, old: str, new: str) -> None:
    kinds = {pointing.kind_field: doctype} if pointing.kind_field else {}
    if not shape_of(pointing.doctype).is_single:
        _change(pointing.doctype, pointing.fieldname, old, new, **kinds)
        return
    db = current().db
    is_ours = all(
        db.get_single_value(pointing.doctype, field) == value for field, value in kinds.items()
    )
    if is_ours and db.get_single_value(pointing.doctype, pointing.fieldname) == old:
        db.set_single_value(pointing.doctype, pointing.fieldname, new)


def _change(doctype: str, fieldname: str, old: str, new: str, **where: str) -> None:
    db = current().db
    filters = {fieldname: old, **where}
    db.set_value(doctype, filters, fieldname, new, update_modified=False)
