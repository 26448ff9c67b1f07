"""Files of records that belong to units: private, and seen and added with the record alone."""

from typing import Any

import frappe
from frappe.utils import cint

from thidua_khenthuong.permissions import GUARDED, KEPT_WHILE, list_conditions
from thidua_khenthuong.queries.units import scope_of
from thidua_khenthuong.refusal import refuse_step

UNSENT = {**KEPT_WHILE, "Award Decision": ("Drafted",)}
"""States in which the files of a record may still be taken away."""


def file_conditions(user: str | None = None, doctype: str = "File") -> str:
    """The SQL that limits a list of files: those of guarded records are listed with their record.

    Frappe lists the files of every record of a DocType that the user may read at all.
    """
    user = user or frappe.session.user
    if scope_of(user).everything:
        return ""
    guarded = ", ".join(frappe.db.escape(owner) for owner in sorted(GUARDED))
    ways = [
        f"`tabFile`.`owner` = {frappe.db.escape(user)}",
        f"coalesce(`tabFile`.`attached_to_doctype`, '') not in ({guarded})",
    ]
    for owner in sorted(GUARDED):
        inside = list_conditions(user, owner)
        names = f"select `name` from `tab{owner}`" + (f" where {inside}" if inside else "")
        ways.append(
            f"(`tabFile`.`attached_to_doctype` = {frappe.db.escape(owner)}"
            f" and `tabFile`.`attached_to_name` in ({names}))"
        )
    return f"({' or '.join(ways)})"


def guard_attachment(doc: Any, method: str | None = None) -> None:
    """Called before a file is written: the file of a guarded record is private, and comes from
    somebody who may change the record.
    """
    before = doc.get_doc_before_save()
    if before is not None and is_attached_now(doc) and is_kept(before):
        refuse_step("ATTACHMENT_FROZEN", document=before.attached_to_name)
    if doc.attached_to_doctype not in GUARDED:
        return
    if not cint(doc.is_private):
        refuse_step("ATTACHMENT_PUBLIC")
    if is_attached_now(doc):
        frappe.get_doc(doc.attached_to_doctype, doc.attached_to_name).check_permission("write")


def is_kept(file: Any) -> bool:
    """Whether the file stays where it is: what a record was handed in with stays at it, but for who
    looks after the whole site.
    """
    return not scope_of(frappe.session.user).everything and is_handed_in(
        file.attached_to_doctype, file.attached_to_name
    )


def is_handed_in(doctype: str | None, name: str | None) -> bool:
    """Whether a record is out of the hands of who made it."""
    if doctype == "Award Nomination":
        doctype, name = "Award Dossier", frappe.db.get_value(doctype, name, "dossier")
    if doctype not in UNSENT or not name:
        return False
    state = frappe.db.get_value(doctype, name, "workflow_state")
    return state is not None and state not in UNSENT[doctype]


def is_attached_now(doc: Any) -> bool:
    before = doc.get_doc_before_save()
    return before is None or (before.attached_to_doctype, before.attached_to_name) != (
        doc.attached_to_doctype,
        doc.attached_to_name,
    )


def file_permission(
    doc: Any, ptype: str = "read", user: str | None = None, debug: bool = False
) -> bool | None:
    """No to the removal of what was handed in, and to a file that names somebody else's content by
    its address; no opinion on others.

    Frappe takes the content from the disk before it calls any hook of a removal. An address without
    content stands for a file that is already kept: on Frappe whoever enters it again as his own
    reads it.
    """
    if ptype == "delete" and is_kept(doc):
        return False
    if ptype != "create" or doc.get("content") or not doc.file_url:
        return None
    kept = frappe.get_all("File", filters={"file_url": doc.file_url, "is_private": 1}, pluck="name")
    files = [frappe.get_doc("File", name) for name in kept if name != doc.name]
    reading = [frappe.has_permission("File", "read", doc=file, user=user) for file in files]
    return False if files and not any(reading) else None
