"""Deleting documents."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.document import lifecycle
from embedded_host.document.factory import get_doc
from embedded_host.errors import DoesNotExistError, PermissionError, ValidationError
from embedded_host.messages import _, throw
from embedded_host.values import cstr


def delete_doc(
    doctype: str | None = None,
    name: Any = None,
    force: bool | int = 0,
    ignore_doctypes: list[str] | None = None,
    for_reload: bool = False,
    ignore_permissions: bool = False,
    flags: dict[str, Any] | None = None,
    ignore_on_trash: bool = False,
    ignore_missing: bool = True,
    delete_permanently: bool = False,
) -> bool | None:
    """Delete one document, or each of a list of names.

    False where it does not exist and `ignore_missing`. Raises PermissionError, LinkExistsError
    (unless `force`), ValidationError for a submitted document, DoesNotExistError.
    """
    names = name if isinstance(name, list | tuple) else [name]
    for each in names:
        if not _exists(cstr(doctype), each):
            if ignore_missing:
                return False
            raise DoesNotExistError
        doc = get_doc(doctype, each, for_update=True)
        _mark(doc, flags, force, ignore_doctypes, ignore_permissions)
        doc.flags.delete_permanently = delete_permanently or for_reload
        _check_right(doc, bool(force))
        steps = lifecycle.LIFECYCLE["delete"]
        if ignore_on_trash or for_reload:
            steps = tuple(step for step in steps if step not in ("on_trash", "on_change"))
        lifecycle.run_steps(doc, steps)
    return None


def _exists(doctype: str, name: Any) -> bool:
    return bool(name) and bool(current().db.exists(doctype, name))


def _mark(
    doc: Any,
    flags: dict[str, Any] | None,
    force: bool | int,
    ignore_doctypes: list[str] | None,
    ignore_permissions: bool,
) -> None:
    doc.flags.update(flags or {})
    doc.flags.in_delete = True
    doc.flags.force_delete = bool(force)
    if ignore_permissions:
        doc.flags.ignore_permissions = True
    if ignore_doctypes:
        doc.__dict__["ignore_linked_doctypes"] = ignore_doctypes


def _check_right(doc: Any, force: bool) -> None:
    here = current()
    if not doc.has_permission("delete"):
        throw(
            _("User not allowed to delete {0}: {1}").format(_(doc.doctype), doc.name),
            PermissionError,
        )
    if doc.docstatus.is_submitted() and not (force and here.flags.in_uninstall):
        throw(
            _("{0} {1}: Submitted Record cannot be deleted. You must cancel it first.").format(
                _(doc.doctype), doc.name
            ),
            ValidationError,
        )
