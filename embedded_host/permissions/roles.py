"""Roles of a user, and what they allow on a DocType; kept per site until a role changes."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.meta import Meta, get_meta
from embedded_host.values import _dict, cint

RIGHTS = (
    *("select", "read", "write", "create", "delete", "submit", "cancel", "amend"),
    *("print", "email", "report", "import", "export", "share"),
)
AUTOMATIC_ROLES = ("All", "Guest", "Administrator", "Desk User")


def get_roles(username: str | None = None) -> list[str]:
    """The roles of a user (the session's by default), the automatic ones at the end."""
    user = username or current().user
    kept = current().site.cache("roles")
    roles: list[str] | None = kept.get(user)
    if roles is None:
        roles = kept[user] = _read_roles(user)
    return list(roles)


def _read_roles(user: str) -> list[str]:
    db = current().db
    if user == "Guest":
        return ["Guest"]
    if user == "Administrator":
        names: list[str] = db.get_all("Role", pluck="name", order_by=None, limit_page_length=0)
        return list(dict.fromkeys([*names, *AUTOMATIC_ROLES]))
    rows: list[str] = db.get_all(
        "Has Role",
        filters={"parent": user, "parenttype": "User"},
        pluck="role",
        order_by=None,
        limit_page_length=0,
    )
    granted = [role for role in rows if role not in AUTOMATIC_ROLES]
    kind = db.get_value("User", user, "user_type")
    desk = ["Desk User"] if kind == "System User" else []
    return [*granted, *desk, "All", "Guest"]


def get_role_permissions(
    doctype_meta: Meta | str, user: str | None = None, is_owner: bool | None = None
) -> _dict:
    """Right → 0 or 1, at permission level 0.

    `has_if_owner_enabled` says whether a rule is for owners only; `if_owner` holds the rights that
    exist for the owner alone, granted or not by `is_owner`. Read and select of such rights stay 1
    without an owner in sight, so that the owner's list can be shown.
    """
    meta = get_meta(doctype_meta) if isinstance(doctype_meta, str) else doctype_meta
    user = user or current().user
    if user == "Administrator":
        return _dict(if_owner={}, has_if_owner_enabled=False, **dict.fromkeys(RIGHTS, 1))
    found = _dict(_rights(meta, user))
    found["if_owner"] = dict.fromkeys(found["if_owner"], cint(bool(is_owner)))
    return found


def _rights(meta: Meta, user: str) -> dict[str, Any]:
    kept = current().site.cache("role_permissions")
    found: dict[str, Any] | None = kept.get((meta.name, user))
    if found is None:
        found = kept[meta.name, user] = _evaluate(meta, set(get_roles(user)))
    return found


def _evaluate(meta: Meta, roles: set[str]) -> dict[str, Any]:
    rules = [rule for rule in meta.permissions if rule.role in roles and not cint(rule.permlevel)]
    found: dict[str, Any] = {"if_owner": {}, "has_if_owner_enabled": False}
    found["has_if_owner_enabled"] = any(cint(rule.if_owner) for rule in rules)
    for right in RIGHTS:
        granting = [rule for rule in rules if cint(rule.get(right))]
        found[right] = int(bool(granting))
        for_owner_only = granting and all(cint(rule.if_owner) for rule in granting)
        if for_owner_only and right != "create":
            found["if_owner"][right] = 0
            found[right] = int(right in ("select", "read"))
    return found


def owner_only_rights(meta: Meta, user: str) -> set[str]:
    """The rights that a user has on his own documents alone."""
    return set() if user == "Administrator" else set(_rights(meta, user)["if_owner"])


def has_any_right(meta: Meta, user: str) -> bool:
    rights = _rights(meta, user)
    return bool(rights["if_owner"]) or any(rights[right] for right in RIGHTS)
