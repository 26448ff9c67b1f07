"""The life of a document: which events and built-in steps run, in which order.

`LIFECYCLE` is the whole order (traced on Frappe 15.55); a name that stands in `STEPS` is a built-in
step, every other one is an event: the controller's method, then the apps' `doc_events`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from embedded_host.context import current
from embedded_host.document import (
    amend,
    checks,
    children,
    links,
    loading,
    naming,
    removal,
    renaming,
    singles,
    stamps,
)
from embedded_host.document.backlinks import refuse_while_linked
from embedded_host.document.sanitise import sanitise
from embedded_host.errors import DuplicateEntryError, UniqueValidationError
from embedded_host.features import versions, workflow
from embedded_host.messages import _, msgprint
from embedded_host.permissions import levels
from embedded_host.values import bold

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document

Step = Callable[[Any], None]

BEFORE_SAVING = ("write permission", "stamps", "latest", "permlevels", "readable", "links")
_BEGINNING = (
    *("write lock", "defaults", "stamps", "docstatus", "readable", "links", "create permission"),
    *("before_insert", "naming", "permlevels", "before_validate", "validate"),
)
_MIDDLE = ("checks", "row", "children", "after_insert", "amendment", "on_update")

LIFECYCLE: dict[str, tuple[str, ...]] = {
    "insert": (*_BEGINNING, "before_save", *_MIDDLE, "version", "on_change"),
    "insert submitted": (
        *(*_BEGINNING, "before_submit", *_MIDDLE, "on_submit", "version", "on_change"),
    ),
    "save": (
        *("before_validate", "validate", "before_save", "checks", "constants"),
        *("row", "children", "on_update", "version", "on_change"),
    ),
    "submit": (
        *("before_validate", "validate", "before_submit", "checks", "constants"),
        *("row", "children", "on_update", "on_submit", "version", "on_change"),
    ),
    "update_after_submit": (
        *("before_update_after_submit", "checks", "constants", "submitted fields"),
        *("row", "children", "on_update_after_submit", "version", "on_change"),
    ),
    "cancel": (
        *("before_cancel", "cleaning", "row", "children", "on_cancel", "cancelled links"),
        *("version", "on_change"),
    ),
    "delete": ("on_trash", "on_change", "links to it", "removal", "after_delete"),
    "rename": ("before_rename", "new name everywhere", "after_rename"),
}

# `flags.ignore_validate` skips these (fixtures are imported so).
VALIDATION = frozenset(
    (
        *("validate", "before_save", "before_submit", "before_cancel"),
        "before_update_after_submit",
    )
)


def insert(doc: Document) -> None:
    """Write a new document."""
    doc.__dict__["__islocal"] = True
    is_submitted = doc.docstatus.is_submitted()
    doc.__dict__["_action"] = "submit" if is_submitted else "save"
    doc.flags.in_insert = True
    run(doc, "insert submitted" if is_submitted else "insert")
    _settled(doc)


def save(doc: Document) -> None:
    """Write a stored document anew: a save, a submission or a cancellation, as it turns out."""
    run_steps(doc, BEFORE_SAVING)
    run(doc, doc.__dict__["_action"])
    _settled(doc)


def run(doc: Document, operation: str) -> None:
    run_steps(doc, LIFECYCLE[operation])


def run_steps(doc: Document, steps: tuple[str, ...]) -> None:
    skipped = VALIDATION if doc.flags.ignore_validate else frozenset()
    for name in steps:
        step = STEPS.get(name)
        if step is not None:
            step(doc)
        elif name not in skipped:
            doc.run_method(name)


def _settled(doc: Document) -> None:
    doc.flags.in_insert = False
    for key in ("__islocal", "__unsaved"):
        doc.__dict__.pop(key, None)
    current().document_cache.pop((doc.doctype, doc.get("name")), None)


# the built-in steps


def _write_lock(doc: Document) -> None:
    current().db.begin_write()


def _create_permission(doc: Document) -> None:
    doc.check_permission("create")


def _write_permission(doc: Document) -> None:
    doc.check_permission("write")


def _latest(doc: Document) -> None:
    """Read the stored document under the write lock, and compare before anything is decided."""
    current().db.begin_write()
    if doc.shape.is_single:
        doc.__dict__["_doc_before_save"] = loading.stored_copy(doc)
        stamps.check_single(doc)
        return
    before = doc.__dict__["_doc_before_save"] = loading.stored_copy(doc)
    stamps.check_stored(doc, before, "write")
    stamps.check_latest(doc, before)
    stamps.decide_action(doc, before)
    stamps.set_docstatus(doc)
    children.prepare(doc)


def _checks(doc: Document) -> None:
    checks.check(doc)
    is_after_submit = doc.__dict__["_action"] == "update_after_submit"
    for each in (doc, *doc.get_all_children()):
        sanitise(each, is_after_submit)
        checks.keep_passwords(each)
    workflow.check(doc)


def _cleaning(doc: Document) -> None:
    """A cancellation is not validated; what came with it is at least no script, and the document
    keeps its owner."""
    before = doc.__dict__["_doc_before_save"]
    doc.__dict__.update(owner=before.owner, creation=before.creation)
    for each in (doc, *doc.get_all_children()):
        sanitise(each)


def _row(doc: Document) -> None:
    stamps.set_docstatus(doc)
    if doc.is_new():
        doc.db_insert(ignore_if_duplicate=bool(doc.flags.ignore_if_duplicate))
    else:
        doc.db_update()


def _version(doc: Document) -> None:
    if not doc.flags.ignore_version:
        versions.save_version(doc)


STEPS: dict[str, Step] = {
    "write lock": _write_lock,
    "defaults": stamps.set_defaults,
    "stamps": stamps.stamp,
    "docstatus": stamps.first_docstatus,
    "latest": _latest,
    "readable": checks.check_readable,
    "links": links.check_links,
    "create permission": _create_permission,
    "write permission": _write_permission,
    "naming": naming.set_new_name,
    "permlevels": levels.reset_unwritable,
    "checks": _checks,
    "constants": checks.check_constants,
    "submitted fields": checks.check_after_submit,
    "cleaning": _cleaning,
    "row": _row,
    "children": children.write,
    "amendment": amend.check_and_copy,
    "version": _version,
    "cancelled links": refuse_while_linked,
    "links to it": removal.check_links_to,
    "removal": removal.remove,
    "new name everywhere": renaming.put_new_name,
}


# rows of the database


def insert_row(doc: BaseDocument, ignore_if_duplicate: bool = False) -> None:
    """Write the document's own row. DuplicateEntryError, UniqueValidationError."""
    stamps.stamp_if_missing(doc)
    if doc.shape.is_single:
        singles.write(doc)
        return
    if not doc.get("name"):
        naming.set_new_name(doc)
    row = doc.stored_row()
    row.update((name, 0) for name in doc.shape.numbered if name in ("lft", "rgt"))
    try:
        name = current().db.insert_row(doc.doctype, row)
    except DuplicateEntryError as problem:
        if not ignore_if_duplicate:
            _name_taken(doc, problem)
        doc.flags.is_duplicate = True
        return
    except UniqueValidationError as problem:
        # The field that gives the name is unique too, and may be the one that the database names.
        if current().db.exists(doc.doctype, doc.get("name")):
            _name_taken(doc, problem)
        children.not_unique(doc, problem)
    if not doc.get("name"):
        doc.__dict__["name"] = name
        for fieldname in doc.shape.tables:
            children.adopt(doc, fieldname)
    doc.__dict__.pop("__islocal", None)


def update_row(doc: BaseDocument) -> None:
    if doc.is_new() or not doc.get("name"):
        insert_row(doc)
        return
    if doc.shape.is_single:
        singles.write(doc)
        return
    row = doc.stored_row()
    for name in ("name", *doc.shape.numbered):
        row.pop(name, None)
    try:
        current().db.update_row(doc.doctype, doc.get("name"), row)
    except UniqueValidationError as problem:
        children.not_unique(doc, problem)


def write_columns(doc: BaseDocument, names: list[str]) -> None:
    """Write some columns only (`db_set`)."""
    row = doc.stored_row()
    changes = {name: row[name] for name in names if name in row}
    if doc.shape.is_single:
        singles.write_some(doc, changes)
    elif changes:
        current().db.update_row(doc.doctype, doc.get("name"), changes)
    current().document_cache.pop((doc.doctype, doc.get("name")), None)


def _name_taken(doc: BaseDocument, problem: Exception) -> NoReturn:
    msgprint(
        _("{0} {1} already exists").format(_(doc.doctype), bold(doc.get("name"))),
        title=_("Duplicate Name"),
        indicator="red",
    )
    cause = problem.__cause__ or problem
    raise DuplicateEntryError(doc.doctype, doc.get("name"), cause) from problem
