"""What narrows a list: the owner or the User Permissions, and the apps' query conditions."""

from __future__ import annotations

from pypika import Table
from pypika.terms import Criterion, Term

from embedded_host.context import current
from embedded_host.db import qb
from embedded_host.errors import PermissionError
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta
from embedded_host.permissions import restrictions
from embedded_host.permissions.evaluate import call_known, functions_of, has_permission
from embedded_host.permissions.roles import owner_only_rights
from embedded_host.values import bold, cint


def check_list(doctype: str, user: str | None = None, parent_doctype: str | None = None) -> None:
    """PermissionError unless the user may list the DocType (a child: as part of its parent)."""
    user = user or current().user
    for right in ("select", "read"):
        if has_permission(doctype, right, user=user, parent_doctype=parent_doctype):
            return
    current().flags.error_message = _("Insufficient Permission for {0}").format(bold(doctype))
    raise PermissionError(doctype)


def list_conditions(doctype: str, user: str | None = None) -> Criterion | None:
    """The condition on `tab<doctype>` that a list of this user is narrowed by; None for no limit.

    PermissionError where the user may list none of it.
    """
    user = user or current().user
    check_list(doctype, user)
    meta = get_meta(doctype)
    parts: list[Criterion] = []
    if user != "Administrator" and not meta.istable:
        if "read" in owner_only_rights(meta, user):
            parts.append(Table(f"tab{doctype}").owner == user)
        elif restrictions.is_restricted(meta, user):
            parts += _by_restrictions(meta, user)
    parts += [qb.SqlText(text) for text in _by_apps(doctype, user)]
    return Criterion.all(parts) if parts else None


def _by_restrictions(meta: Meta, user: str) -> list[Criterion]:
    table = Table(f"tab{meta.name}")
    found: list[Criterion] = []
    own = restrictions.applying(user, meta.name, meta.name)
    if own:
        found.append(_is_one_of(table.field("name"), meta.name, own))
    strict = restrictions.is_strict()
    for field in meta.get_link_fields():
        if cint(field.ignore_user_permissions):
            continue
        allowed = restrictions.applying(user, field.options, meta.name)
        if not allowed:
            continue
        column = table.field(field.fieldname)
        condition = _is_one_of(column, field.options, allowed)
        found.append(condition if strict else column.isnull() | (column == "") | condition)
    return found


def _is_one_of(column: Term, target: str, allowed: list[restrictions.Restriction]) -> Criterion:
    """The column holds an allowed value, or a node of a tree that lies below one."""
    condition: Criterion = column.isin([each.value for each in allowed])
    opened = restrictions.ranges(target, allowed)
    if opened:
        node = Table(f"tab{target}").as_("opened")
        within = Criterion.any([node.lft[first:last] for first, last in opened])
        condition |= column.isin(qb.from_(node).select(node.field("name")).where(within))
    return condition


def _by_apps(doctype: str, user: str) -> list[str]:
    texts = []
    for hook in functions_of("permission_query_conditions", doctype):
        text = call_known(hook, user=user, doctype=doctype)
        if text:
            texts.append(str(text))
    return texts
