"""Renaming a document: its own row, and every place that holds its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from embedded_host.context import current
from embedded_host.document import lifecycle, naming
from embedded_host.document.factory import get_doc
from embedded_host.errors import NotSupportedByHost, ValidationError
from embedded_host.messages import _, msgprint, throw
from embedded_host.values import bold, cstr

if TYPE_CHECKING:
    from embedded_host.document.document import Document


def rename_doc(
    doctype: str | None = None,
    old: str | None = None,
    new: str | None = None,
    force: bool = False,
    merge: bool = False,
    ignore_permissions: bool = False,
    ignore_if_exists: bool = False,
    show_alert: bool = True,
    rebuild_search: bool = True,
    doc: Document | None = None,
    validate: bool = True,
) -> str:
    """Rename a document and return its new name. Merging two documents is not offered.

    Raises ValidationError where the DocType forbids it (unless `force`), the name is taken or not
    allowed; PermissionError without write permission.
    """
    if merge:
        raise NotSupportedByHost("frappe.rename_doc with merge")
    current().db.begin_write()
    stored: Any = doc or get_doc(doctype, old)
    old_name = cstr(stored.name)
    new_name = cstr(new).strip()
    answer = stored.run_method("before_rename", old_name, new_name, merge)
    if isinstance(answer, dict):
        new_name = cstr(answer.get("new") or new_name)
    new_name = cstr(naming.validate_name(stored.doctype, new_name))
    if _is_taken(stored, new_name):
        if ignore_if_exists:
            return old_name
        _refuse_taken(stored, new_name)
    if validate and not ignore_permissions:
        _check_right(stored, force)
    stored.flags.renamed = (old_name, new_name)
    lifecycle.STEPS["new name everywhere"](stored)
    renamed = get_doc(stored.doctype, new_name)
    renamed.run_method("after_rename", old_name, new_name, merge)
    renamed.add_comment("Edit", _("renamed from {0} to {1}").format(bold(old_name), bold(new_name)))
    if show_alert:
        msgprint(
            _("Document renamed from {0} to {1}").format(bold(old_name), bold(new_name)),
            alert=True,
            indicator="green",
        )
    return new_name


def _is_taken(doc: Any, name: str) -> bool:
    is_the_same = cstr(doc.name).lower() == name.lower()
    return not is_the_same and bool(current().db.exists(doc.doctype, name))


def _refuse_taken(doc: Any, name: str) -> NoReturn:
    throw(
        _("Another {0} with name {1} exists, select another name").format(_(doc.doctype), name),
        ValidationError,
    )


def _check_right(doc: Any, force: bool) -> None:
    if not doc.has_permission("write"):
        throw(_("You need write permission to rename"), ValidationError)
    if not (force or doc.meta.allow_rename):
        throw(_("{0} not allowed to be renamed").format(_(doc.doctype)), ValidationError)
