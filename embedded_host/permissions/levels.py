"""Permission levels: fields above level 0 are read and written by those roles only that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embedded_host.context import current
from embedded_host.meta import Meta, get_meta
from embedded_host.permissions.roles import get_roles
from embedded_host.values import cint

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document


def levels_of(meta: Meta, user: str | None = None, ptype: str = "read") -> set[int]:
    """The levels at which the user has the right; every level for Administrator."""
    user = user or current().user
    if user == "Administrator":
        return set(range(10))
    kept = current().site.cache("levels")
    key = (meta.name, user, ptype)
    if key not in kept:
        roles = set(get_roles(user))
        kept[key] = {
            cint(rule.permlevel)
            for rule in meta.permissions
            if rule.role in roles and cint(rule.get(ptype))
        }
    levels: set[int] = kept[key]
    return levels


def writable_levels(meta: Meta, user: str | None = None) -> set[int]:
    return levels_of(meta, user, "write")


def readable_fields(meta: Meta, user: str | None = None, parenttype: str | None = None) -> set[str]:
    """The columns and tables that the user may read; of a child DocType by its parent's rules."""
    rules = get_meta(parenttype) if meta.istable and parenttype else meta
    hidden = hidden_fields(meta, rules, user)
    names = {*meta.get_valid_columns(), *(field.fieldname for field in meta.fields)}
    return names - hidden


def hidden_fields(meta: Meta, rules: Meta, user: str | None = None) -> set[str]:
    """The fields of `meta` whose level the user may not read, by the rules of `rules`."""
    raised = meta.get_permlevel_fields()
    if not raised:
        return set()
    levels = levels_of(rules, user)
    return {field.fieldname for field in raised if cint(field.permlevel) not in levels}


def strip_unreadable(doc: Document) -> None:
    """Take the values that the session's user may not read out of a document."""
    rules = doc.meta
    for each in (doc, *doc.get_all_children()):
        for fieldname in hidden_fields(each.meta, rules):
            each.delete_key(fieldname)
            if fieldname in each.shape.tables:
                each.__dict__[fieldname] = []


def reset_unwritable(doc: Document) -> None:
    """Put back the stored (or default) values of fields whose level the user may not write."""
    if doc.flags.ignore_permissions or current().flags.in_install:
        return
    if current().user == "Administrator":
        return
    rows = doc.get_all_children()
    if not any(each.shape.levels for each in (doc, *rows)):
        return
    levels = writable_levels(doc.meta)
    before = doc.get_doc_before_save()
    _reset(doc, before, levels)
    for row in rows:
        stored = before.get(row.parentfield) if before else ()
        _reset(row, next((each for each in stored if each.name == row.name), None), levels)


def _reset(doc: BaseDocument, before: BaseDocument | None, levels: set[int]) -> None:
    defaults = dict(doc.shape.defaults)
    for fieldname, level in doc.shape.levels.items():
        if level in levels:
            continue
        if before is not None:
            doc.__dict__[fieldname] = before.get(fieldname)
        elif fieldname in doc.shape.tables:
            doc.__dict__[fieldname] = []
        else:
            make = defaults.get(fieldname)
            doc.__dict__[fieldname] = make() if make else None
