"""User Permissions: the documents that a user is kept to, through every link to them.

A restriction to a node of a tree holds for all below it, unless it says `hide_descendants`.
Values are compared by range (`lft`, `rgt`); no list of descendants is ever built for a check.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from embedded_host.context import current
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta, meta_exists
from embedded_host.permissions.roles import get_role_permissions
from embedded_host.values import cint, cstr

Range = tuple[int, int]


class Restriction(NamedTuple):
    value: str
    applicable_for: str | None
    is_default: bool
    hide_descendants: bool


def restrictions_of(user: str) -> dict[str, list[Restriction]]:
    """Restricted DocType → the values the user is kept to; empty for who is not restricted."""
    if user in ("Administrator", "Guest"):
        return {}
    kept = current().site.cache("restrictions")
    if user not in kept:
        kept[user] = _read(user)
    found: dict[str, list[Restriction]] = kept[user]
    return found


def _read(user: str) -> dict[str, list[Restriction]]:
    if get_role_permissions("User Permission", user).write:
        return {}  # who may write User Permissions could lift his own
    rows = current().db.get_all(
        "User Permission",
        filters={"user": user},
        fields=["allow", "for_value", "applicable_for", "is_default", "hide_descendants"],
        order_by="creation asc",
        limit_page_length=0,
    )
    found: dict[str, list[Restriction]] = {}
    for row in rows:
        found.setdefault(row.allow, []).append(
            Restriction(
                cstr(row.for_value),
                row.applicable_for or None,
                bool(row.is_default),
                bool(row.hide_descendants),
            )
        )
    return found


def applying(user: str, target: str, doctype: str) -> list[Restriction]:
    """The restrictions on `target` that count for documents of `doctype`."""
    return [
        each
        for each in restrictions_of(user).get(target, ())
        if each.applicable_for in (None, doctype)
    ]


def ranges(target: str, restrictions: list[Restriction]) -> list[Range]:
    """The ranges of a tree that the restrictions open; none for what is no tree."""
    if not meta_exists(target) or not get_meta(target).is_tree:
        return []
    names = [each.value for each in restrictions if not each.hide_descendants]
    if not names:
        return []
    rows = current().db.get_values(
        target, {"name": ["in", names]}, ["lft", "rgt"], as_dict=True, order_by=None
    )
    return sorted((cint(row["lft"]), cint(row["rgt"])) for row in rows)


def is_within(target: str, value: Any, restrictions: list[Restriction]) -> bool:
    """Whether one of the restrictions opens `value`."""
    if any(each.value == value for each in restrictions):
        return True
    opened = ranges(target, restrictions) if value else []
    if not opened:
        return False
    lft = cint(current().db.get_value(target, value, "lft"))
    return any(first <= lft <= last for first, last in opened)


def is_strict() -> bool:
    """Whether an empty link is refused too (System Settings)."""
    kept = current().site.cache("strict")
    if 0 not in kept:
        setting = current().db.get_single_value("System Settings", "apply_strict_user_permissions")
        kept[0] = bool(cint(setting))
    return bool(kept[0])


def permits(doc: Any, user: str, reasons: list[str]) -> bool:
    """Whether User Permissions let the user at a document; why not is added to `reasons`."""
    if not restrictions_of(user):
        return True
    doctype, name = doc.get("doctype"), doc.get("name")
    own = applying(user, doctype, doctype)
    if own and not is_within(doctype, name, own):
        reasons.append(_("Not allowed for {0}: {1}").format(_(doctype), name))
        return False
    rows = doc.get_all_children() if hasattr(doc, "get_all_children") else ()
    return all(_links_permitted(each, doctype, user, reasons) for each in (doc, *rows))


def _links_permitted(doc: Any, doctype: str, user: str, reasons: list[str]) -> bool:
    restricted = restrictions_of(user)
    for field in get_meta(doc.get("doctype")).get_link_fields():
        if field.options not in restricted or cint(field.ignore_user_permissions):
            continue
        value = doc.get(field.fieldname)
        if not value and not is_strict():
            continue
        allowed = applying(user, field.options, doctype)
        if allowed and not is_within(field.options, value, allowed):
            reasons.append(_reason(doc, field, value))
            return False
    return True


def _reason(doc: Any, field: Any, value: Any) -> str:
    shown = value or _("empty")
    if doc.get("parentfield"):
        return _(
            "You are not allowed to access this {0} record because it is linked to {1} '{2}' "
            "in row {3}, field {4}"
        ).format("DocType", _(field.options), shown, doc.get("idx"), _(field.label))
    return _(
        "You are not allowed to access this {0} record because it is linked to {1} '{2}' "
        "in field {3}"
    ).format("DocType", _(field.options), shown, _(field.label))


def default_values(doctype: str, links: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Link field → the one value that the session's user may use there (or his default)."""
    user = current().user
    restricted = restrictions_of(user)
    if not restricted:
        return {}
    found = {}
    for fieldname, target in links:
        if target in restricted:
            value = _only_value(target, applying(user, target, doctype))
            if value is not None:
                found[fieldname] = value
    return found


def _only_value(target: str, allowed: list[Restriction]) -> str | None:
    for each in allowed:
        if each.is_default:
            return each.value
    if len(allowed) != 1:
        return None
    has_descendants = any(last - first > 1 for first, last in ranges(target, allowed))
    return None if has_descendants else allowed[0].value


def is_restricted(meta: Meta, user: str) -> bool:
    """Whether any restriction of the user concerns documents of this DocType."""
    restricted = restrictions_of(user)
    if not restricted:
        return False
    return meta.name in restricted or any(
        field.options in restricted for field in meta.get_link_fields()
    )
