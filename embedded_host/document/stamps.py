"""Defaults, owner and time stamps, and what `docstatus` may become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.errors import (
    DocstatusTransitionError,
    TimestampMismatchError,
    ValidationError,
)
from embedded_host.messages import _, throw
from embedded_host.permissions.restrictions import default_values
from embedded_host.values import cstr, get_datetime, now

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document

_NAMES = {0: "Draft", 1: "Submitted", 2: "Cancelled"}


def set_defaults(doc: BaseDocument) -> None:
    """Give untouched fields of a new document, and of its new rows, their default values."""
    if current().flags.in_import:
        return
    fill(doc)
    for row in doc.get_all_children():
        fill(row)


def fill(doc: BaseDocument) -> None:
    shape = doc.shape
    mine = doc.__dict__
    untouchable = mine.get("dont_update_if_missing") or ()
    for fieldname, value in default_values(shape.doctype, shape.user_defaults).items():
        if mine.get(fieldname) is None and fieldname not in untouchable:
            mine[fieldname] = value
    for fieldname, make in shape.defaults:
        if mine.get(fieldname) is None and fieldname not in untouchable:
            mine[fieldname] = make()


def stamp(doc: Document) -> None:
    """Who and when; what a client sent for a new document is overwritten."""
    mine = doc.__dict__
    moment, user = now(), current().user
    mine["_original_modified"] = mine.get("modified")
    mine["modified"] = moment
    mine["modified_by"] = user
    flags = current().flags
    as_given = flags.in_install or flags.in_migrate or flags.in_patch or flags.in_import
    if doc.is_new() and not as_given:
        mine["creation"] = moment
        mine["owner"] = user
    mine["creation"] = None if doc.shape.is_single else mine.get("creation") or moment
    mine["owner"] = mine.get("owner") or user
    for row in doc.get_all_children():
        theirs = row.__dict__
        theirs["modified"] = moment
        theirs["modified_by"] = user
        theirs["owner"] = theirs.get("owner") or mine["owner"]
        theirs["creation"] = theirs.get("creation") or mine["creation"]


def stamp_if_missing(doc: BaseDocument) -> None:
    """For a row that is written without the life of a document around it."""
    mine = doc.__dict__
    if not mine.get("creation") and not doc.shape.is_single:
        mine["creation"] = mine["modified"] = now()
        mine["owner"] = mine["modified_by"] = current().user


def first_docstatus(doc: Document) -> None:
    """A document begins as a draft, or submitted by somebody who may submit."""
    if not (doc.docstatus.is_draft() or doc.docstatus.is_submitted()):
        _refuse_transition(0, doc.docstatus)
    if doc.docstatus.is_submitted():
        doc.check_permission("submit")
    set_docstatus(doc)


def set_docstatus(doc: Document) -> None:
    if doc.__dict__.get("docstatus") is None:
        doc.docstatus = 0
    for row in doc.get_all_children():
        row.docstatus = doc.docstatus


def check_latest(doc: Document, before: Document) -> None:
    """TimestampMismatchError where somebody else saved the document in between."""
    known = doc.__dict__.get("_original_modified")
    stored = before.get("modified")
    if cstr(known) == cstr(stored) or _moment(known) == stored:
        return
    throw(
        _("Error: Document has been modified after you have opened it")
        + f" ({stored}, {doc.modified}). "
        + _("Please refresh to get the latest document."),
        TimestampMismatchError,
    )


def _moment(value: Any) -> Any:
    try:
        return get_datetime(value) if value else None
    except ValidationError:
        return None


def check_single(doc: Document) -> None:
    """A Single is only ever saved; its stored stamps are text."""
    stored = doc.__dict__["_doc_before_save"].get("modified")
    known = doc.__dict__.get("_original_modified")
    if stored and cstr(known) != cstr(stored):
        check_latest(doc, doc.__dict__["_doc_before_save"])
    doc.__dict__["_action"] = "save"


def decide_action(doc: Document, before: Document) -> None:
    """Sets `doc._action` to save, submit, update_after_submit or cancel, or refuses."""
    stored, wanted = before.docstatus, doc.docstatus
    if stored.is_cancelled():
        raise ValidationError(_("Cannot edit cancelled document"))
    if wanted not in _NAMES:
        raise ValidationError(_("Invalid docstatus"), int(wanted))
    action = _ACTIONS.get((int(stored), int(wanted)))
    if action is None:
        _refuse_transition(stored, wanted)
    doc.__dict__["_action"] = action
    right = _RIGHTS.get(str(action))
    if right:
        doc.check_permission(right)
        check_stored(doc, before, right)


def check_stored(doc: Document, before: Document, right: str) -> None:
    """The right must exist on the stored document too, not only on the values sent: else whoever
    sends his own unit with another unit's document takes it."""
    if not (doc.flags.ignore_permissions or before.has_permission(right)):
        doc.raise_no_permission_to(right)


_ACTIONS = {(0, 0): "save", (0, 1): "submit", (1, 1): "update_after_submit", (1, 2): "cancel"}
_RIGHTS = {"submit": "submit", "update_after_submit": "submit", "cancel": "cancel"}


def _refuse_transition(stored: int, wanted: int) -> None:
    if wanted not in _NAMES:
        raise ValidationError(_("Invalid docstatus"), int(wanted))
    raise DocstatusTransitionError(
        _("Cannot change docstatus from {0} ({1}) to {2} ({3})").format(
            int(stored), _(_NAMES[stored]), int(wanted), _(_NAMES[wanted])
        )
    )
