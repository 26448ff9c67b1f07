"""Links that a document makes: each must lead somewhere, and may bring values along (fetch_from).

Every target DocType is asked once for all links of the document and its rows. Frappe 15.55 lets a
broken link pass when another field fetches from it; this host refuses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document.shape import LinkTo, shape_of
from embedded_host.errors import CancelledLinkError, DoesNotExistError, LinkValidationError
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta, meta_exists
from embedded_host.values import cint, cstr, strip_html

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document

Pointer = tuple["BaseDocument", LinkTo, str]
_PLAIN_TEXT = ("Small Text", "Text", "Data")


def check_links(doc: Document) -> None:
    """LinkValidationError for links that lead nowhere, CancelledLinkError for cancelled targets."""
    flags = current().flags
    if doc.flags.ignore_links or flags.in_fixtures or doc.docstatus.is_cancelled():
        return
    by_target: dict[str, list[Pointer]] = {}
    for each in (doc, *doc.get_all_children()):
        for link in each.shape.links:
            value = each.__dict__.get(link.fieldname)
            if value is not None and value != "":
                by_target.setdefault(_target(each, link), []).append((each, link, cstr(value)))
    broken: list[str] = []
    cancelled: list[str] = []
    for target, pointers in by_target.items():
        _check_target(doc, target, pointers, broken, cancelled)
    if broken:
        throw(_("Could not find {0}").format(", ".join(broken)), LinkValidationError)
    if cancelled:
        throw(
            _("Cannot link cancelled document: {0}").format(", ".join(cancelled)),
            CancelledLinkError,
        )


def _target(doc: BaseDocument, link: LinkTo) -> str:
    if not link.is_dynamic:
        return link.target
    doctype = doc.get(link.target)
    if not doctype:
        label = doc.get_label_from_fieldname(link.target) or link.target
        throw(_("{0} must be set first").format(label))
    return cstr(doctype)


def _check_target(
    doc: Document, target: str, pointers: list[Pointer], broken: list[str], cancelled: list[str]
) -> None:
    if not meta_exists(target):
        throw(_("{0} {1} not found").format(_("DocType"), target), DoesNotExistError)
    meta = get_meta(target)
    sees_cancelled = bool(meta.is_submittable and doc.shape.is_submittable)
    found = _look_up(target, pointers, sees_cancelled)
    for each, link, name in pointers:
        values = found.get(name.casefold())
        if values is None:
            broken.append(_sentence(each, link, name))
            continue
        each.__dict__[link.fieldname] = values["name"]
        for fetch in link.fetches:
            if each.is_new() or not each.docstatus.is_submitted() or fetch.allow_on_submit:
                _bring(each, fetch, target, values)
        if sees_cancelled and link.fieldname != "amended_from" and cint(values["docstatus"]) == 2:
            cancelled.append(_sentence(each, link, name))


def _look_up(
    target: str, pointers: list[Pointer], sees_cancelled: bool
) -> dict[str, dict[str, Any]]:
    """Casefolded name → the columns that are wanted of that document."""
    shape = shape_of(target)
    names = sorted({name for _doc, _link, name in pointers})
    if target == "DocType":
        return {name.casefold(): {"name": name} for name in names if meta_exists(name)}
    if shape.is_single:
        return {name.casefold(): {"name": target} for name in names}
    sources = {fetch.source for _doc, link, _name in pointers for fetch in link.fetches}
    columns = ["name", *sorted((sources & shape.column_set) - {"name"})]
    if sees_cancelled and "docstatus" not in columns:
        columns.append("docstatus")
    rows = current().db.get_values(
        target, {"name": ["in", names]}, columns, as_dict=True, order_by=None
    )
    return {cstr(row["name"]).casefold(): row for row in rows}


def _sentence(doc: BaseDocument, link: LinkTo, name: str) -> str:
    sentence = f"{_(link.label)}: {name}"
    if doc.get("parentfield"):
        return f"{_('Row')} #{doc.get('idx')}: {sentence}"
    return sentence


def _bring(doc: BaseDocument, fetch: Any, target: str, values: dict[str, Any]) -> None:
    mine = doc.__dict__
    if fetch.only_if_empty and mine.get(fetch.fieldname):
        return
    value = values.get(fetch.source)
    is_rich = shape_of(target).types.get(fetch.source) == "Text Editor"
    if is_rich and value and doc.shape.types[fetch.fieldname] in _PLAIN_TEXT:
        value = strip_html(value)
    mine[fetch.fieldname] = value
