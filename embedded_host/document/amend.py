"""Amending: a new draft that takes the place of a cancelled document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embedded_host.context import current
from embedded_host.document.factory import get_doc
from embedded_host.messages import _, throw
from embedded_host.values import cint, cstr

if TYPE_CHECKING:
    from embedded_host.document.document import Document


def check_and_copy(doc: Document) -> None:
    """Refuse to amend what is not cancelled; copy the attachments of what is."""
    source = doc.get("amended_from")
    if not source or not doc.shape.is_submittable:
        return
    if cint(current().db.get_value(doc.doctype, source, "docstatus")) != 2:
        address = f'<a href="{_address(doc, cstr(source))}">{source}</a>'
        throw(
            _(
                "{0} cannot be amended because it is not cancelled."
                " Please cancel the document before creating an amendment."
            ).format(address),
            title=_("Amendment Not Allowed"),
        )
    _copy_attachments(doc, cstr(source))


def _address(doc: Document, name: str) -> str:
    return f"{doc.get_url().rpartition('/')[0]}/{name}"


def _copy_attachments(doc: Document, source: str) -> None:
    files = current().db.get_all(
        "File",
        filters={"attached_to_doctype": doc.doctype, "attached_to_name": source},
        fields=["file_url", "file_name", "is_private", "attached_to_field"],
    )
    for file in files:
        get_doc(
            {
                **file,
                "doctype": "File",
                "attached_to_doctype": doc.doctype,
                "attached_to_name": doc.get("name"),
                "folder": "Home/Attachments",
            }
        ).insert(ignore_permissions=True)
