"""Trees: every node carries `lft` and `rgt`, and its descendants lie between the two.

The numbers are dense from 1 and are kept in step within the transaction of the save, under the
write lock; whoever asks for a subtree asks for a range.
"""

from __future__ import annotations

from typing import Any

from pypika import Case, Order, Table
from pypika.terms import Criterion

from embedded_host.context import current
from embedded_host.db import qb
from embedded_host.db.query import get_all, get_list
from embedded_host.document.document import Document
from embedded_host.errors import (
    DoesNotExistError,
    NestedSetChildExistsError,
    NestedSetRecursionError,
)
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta
from embedded_host.values import cint, cstr


class NestedSet(Document):
    """The controller of a tree; subclasses that override an event call `super()` in it."""

    nsm_parent_field: str

    def on_update(self) -> None:
        update_nsm(self)

    def on_trash(self, allow_root_deletion: bool = True) -> None:
        """Refuse while children hang on the node; close the gap that it leaves."""
        parent_field = parent_field_of(self)
        if current().db.exists(self.doctype, {parent_field: self.get("name")}):
            throw(
                _("Cannot delete {0} as it has child nodes").format(self.get("name")),
                NestedSetChildExistsError,
            )
        lft, rgt = _position(self.doctype, self.get("name"))
        if lft:
            _shift(self.doctype, rgt, lft - rgt - 1)

    def after_rename(self, olddn: str, newdn: str, merge: bool = False) -> None:
        """`old_parent` of the children follows as any link does."""


def parent_field_of(doc: Document) -> str:
    stated = getattr(doc, "nsm_parent_field", None)
    return str(stated or doc.meta.parent_field)


def update_nsm(doc: Document) -> None:
    """Put the node where its parent field says. NestedSetRecursionError below itself."""
    parent = cstr(doc.get(parent_field_of(doc)))
    lft, rgt = _position(doc.doctype, doc.get("name"))
    before = doc.get_doc_before_save()
    if lft and before and cstr(before.get(parent_field_of(doc))) == parent:
        doc.__dict__.update(lft=lft, rgt=rgt)
        return
    if lft:
        _move(doc.doctype, lft, rgt, parent)
    else:
        _add(doc, parent)
    lft, rgt = _position(doc.doctype, doc.get("name"))
    changes: dict[str, Any] = {"lft": lft, "rgt": rgt}
    if "old_parent" in doc.shape.column_set:
        changes["old_parent"] = parent
    doc.__dict__.update(changes)
    current().db.update_row(doc.doctype, doc.get("name"), changes)


def _position(doctype: str, name: Any) -> tuple[int, int]:
    found = current().db.get_value(doctype, name, ["lft", "rgt"])
    return (cint(found[0]), cint(found[1])) if found else (0, 0)


def _parent_position(doctype: str, parent: str) -> tuple[int, int]:
    lft, rgt = _position(doctype, parent)
    if not lft:
        throw(_("{0} {1} not found").format(_(doctype), parent), DoesNotExistError)
    return lft, rgt


def _end_of(doctype: str) -> int:
    """The number after the last one of the tree."""
    table = Table(f"tab{doctype}")
    numbers: Any = qb.from_(table).select(table.rgt)
    rows = numbers.orderby(table.rgt, order=Order.desc).limit(1).run()
    return cint(rows[0][0]) + 1 if rows else 1


def _add(doc: Document, parent: str) -> None:
    place = _parent_position(doc.doctype, parent)[1] if parent else _end_of(doc.doctype)
    _shift(doc.doctype, place - 1, 2)
    current().db.update_row(doc.doctype, doc.get("name"), {"lft": place, "rgt": place + 1})


def _shift(doctype: str, after: int, by: int) -> None:
    """Move every number greater than `after`."""
    table = Table(f"tab{doctype}")
    update: Any = qb.update(table)
    (
        update.set(table.lft, Case().when(table.lft > after, table.lft + by).else_(table.lft))
        .set(table.rgt, table.rgt + by)
        .where(table.rgt > after)
        .run()
    )


def _move(doctype: str, lft: int, rgt: int, parent: str) -> None:
    """Move the numbers lft…rgt, with all that lies between, to the end of `parent`."""
    if parent:
        parent_lft, place = _parent_position(doctype, parent)
        if lft <= parent_lft <= rgt:
            throw(_("Item cannot be added to its own descendants"), NestedSetRecursionError)
    else:
        place = _end_of(doctype)
    width = rgt - lft + 1
    if place > rgt:
        first, last, others, subtree = rgt + 1, place - 1, -width, place - rgt - 1
    else:
        first, last, others, subtree = place, lft - 1, width, place - lft
    table = Table(f"tab{doctype}")

    def moved(column: Any) -> Any:
        return (
            Case()
            .when(_between(column, lft, rgt), column + subtree)
            .when(_between(column, first, last), column + others)
            .else_(column)
        )

    low, high = min(lft, first), max(rgt, last)
    update: Any = qb.update(table)
    (
        update.set(table.lft, moved(table.lft))
        .set(table.rgt, moved(table.rgt))
        .where(_between(table.lft, low, high) | _between(table.rgt, low, high))
        .run()
    )


def _between(column: Any, low: int, high: int) -> Criterion:
    between: Criterion = (column >= low) & (column <= high)
    return between


def get_ancestors_of(
    doctype: str, name: Any, order_by: str = "lft desc", limit: int | None = None
) -> list[str]:
    """The names above a node, the nearest first."""
    filters = {"name": ["ancestors of", name]}
    return get_all(doctype, filters=filters, order_by=order_by, limit=limit, pluck="name")


def get_descendants_of(
    doctype: str,
    name: Any,
    order_by: str = "lft desc",
    limit: int | None = None,
    ignore_permissions: bool = False,
) -> list[str]:
    """The names below a node. Raises PermissionError as a list does, unless told to ignore."""
    return get_list(
        doctype,
        filters={"name": ["descendants of", name]},
        order_by=order_by,
        limit=limit,
        pluck="name",
        ignore_permissions=ignore_permissions,
    )


def rebuild_tree(doctype: str, parent_field: str | None = None) -> None:
    """Number a whole tree anew from its parent fields, siblings in the order of their names."""
    link = parent_field or get_meta(doctype).parent_field
    db = current().db
    db.begin_write()
    children: dict[str, list[str]] = {}
    for row in db.get_all(doctype, fields=["name", link], order_by="name asc", limit_page_length=0):
        children.setdefault(cstr(row[link]), []).append(row["name"])
    number = 0
    # (name, lft) on the way down; the rgt is written on the way up
    waiting: list[tuple[str, int | None]] = [(n, None) for n in reversed(children.get("", ()))]
    while waiting:
        name, lft = waiting.pop()
        number += 1
        if lft is not None:
            db.update_row(doctype, name, {"lft": lft, "rgt": number})
            continue
        waiting.append((name, number))
        waiting.extend((child, None) for child in reversed(children.get(name, ())))
