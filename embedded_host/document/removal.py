"""What deleting a document takes away with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embedded_host.context import current
from embedded_host.db.rows import new_record
from embedded_host.document import naming, singles
from embedded_host.document.backlinks import refuse_while_linked
from embedded_host.values import as_json, cstr

if TYPE_CHECKING:
    from embedded_host.document.document import Document

# Records that point at a document by a pair of fields, and go with it.
COMPANIONS = (
    ("Comment", "reference_doctype", "reference_name"),
    ("Version", "ref_doctype", "docname"),
)


def check_links_to(doc: Document) -> None:
    if not doc.flags.force_delete:
        refuse_while_linked(doc, only_submitted=False)


def remove(doc: Document) -> None:
    """Delete the rows of the document and of what belongs to it; keep a Deleted Document."""
    db = current().db
    name = cstr(doc.get("name"))
    naming.give_back(doc)
    for fieldname, child_doctype in doc.shape.tables.items():
        db.delete_rows(
            child_doctype,
            {"parent": name, "parenttype": doc.doctype, "parentfield": fieldname},
        )
    if doc.shape.is_single:
        singles.forget(doc.doctype)
    else:
        db.delete_rows(doc.doctype, {"name": doc.get("name")})
    _remove_companions(doc, name)
    _remove_files(doc, name)
    if not doc.flags.delete_permanently and doc.doctype != "Deleted Document":
        _keep(doc, name)
    current().document_cache.pop((doc.doctype, name), None)


def _remove_companions(doc: Document, name: str) -> None:
    for companion, doctype_field, name_field in COMPANIONS:
        if doc.doctype != companion:
            current().db.delete_rows(companion, {doctype_field: doc.doctype, name_field: name})
    if doc.shape.passwords or doc.doctype == "User":
        from embedded_host.features import users  # noqa: PLC0415 - it loads cryptography

        users.delete_all_passwords_for(doc.doctype, name)


def _remove_files(doc: Document, name: str) -> None:
    from embedded_host.document.deletion import delete_doc  # noqa: PLC0415 - it needs this module

    if doc.doctype == "File":
        return
    attached = current().db.get_all(
        "File",
        filters={"attached_to_doctype": doc.doctype, "attached_to_name": name},
        pluck="name",
    )
    for file in attached:
        delete_doc("File", file, ignore_permissions=True, force=True)


def _keep(doc: Document, name: str) -> None:
    record = new_record(
        deleted_doctype=doc.doctype,
        deleted_name=name,
        data=as_json(doc.as_dict()),
        restored=0,
    )
    current().db.insert_row("Deleted Document", record)
