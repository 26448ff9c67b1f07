"""`get_list` and `get_all`: rows of one DocType, within what the user may see.

The SQL of a query is made once for each shape (fields, operators, order, limits); the next query
of that shape only binds its values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pypika import Order, Query, Table
from pypika.terms import Criterion, Field, PseudoColumn, Term

from embedded_host.context import current
from embedded_host.db.columns import Column, Scope
from embedded_host.db.connection import Row
from embedded_host.db.filters import Condition, conditions
from embedded_host.db.paging import (
    WALKED,
    Binds,
    Narrow,
    Pages,
    Walk,
    hinted,
    narrow_of,
    page,
    walk_of,
)
from embedded_host.db.qb import Cast, HostQuery, SqlText, rendered, sql_of
from embedded_host.db.selection import Selected, Sorting, grouping, selection, sorting
from embedded_host.errors import PermissionError, ValidationError
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta
from embedded_host.values import _dict, cint

KEEP_DEFAULT_ORDERING = "KEEP_DEFAULT_ORDERING"
PLANS_KEPT = 2048


@dataclass(frozen=True)
class Plan:
    """A SELECT that is ready but for its values."""

    sql: str
    keys: tuple[str, ...]
    casts: tuple[tuple[int, Cast], ...]
    pages: Pages | None = None


def get_all(doctype: str, *args: Any, **kwargs: Any) -> list[Any]:
    """`get_list` without permissions."""
    kwargs["ignore_permissions"] = True
    return get_list(doctype, *args, **kwargs)


def get_list(
    doctype: str,
    fields: Any = None,
    filters: Any = None,
    or_filters: Any = None,
    *,
    order_by: str | None = KEEP_DEFAULT_ORDERING,
    group_by: str | None = None,
    limit_start: Any = None,
    limit_page_length: Any = None,
    start: Any = None,
    page_length: Any = None,
    limit: Any = None,
    pluck: str | None = None,
    as_list: bool = False,
    distinct: bool = False,
    ignore_permissions: bool = False,
    user: str | None = None,
    parent_doctype: str | None = None,
    parent: str | None = None,
    debug: bool = False,
    strict: bool = True,
    ignore_ifnull: bool = False,
    reference_doctype: str | None = None,
) -> list[Any]:
    """The rows: dictionaries, tuples (`as_list`), or the values of one field (`pluck`).

    Without a limit all rows. `order_by` left out is the DocType's own order (drafts first where
    documents are submitted); None is the order of creation. Raises PermissionError where the
    user has no right, DataError for fields that there are not.
    """
    meta = get_meta(doctype)
    if meta.issingle:
        raise ValidationError(_("{0} is a single document and has no list").format(_(doctype)))
    if _are_filters(fields):  # as on Frappe, filters may come first
        fields, filters = filters, fields
    reader = None if ignore_permissions else (user or current().user)
    above = parent_doctype or parent
    scope = Scope(meta, reader, above)
    request = Request(
        scope=scope,
        fields=fields if fields or not pluck else [pluck],
        filters=filters,
        or_filters=or_filters,
        order_by=order_by,
        group_by=group_by,
        distinct=bool(distinct),
        permission=_permission(meta, reader, above),
        limit=_limit(limit_page_length, page_length, limit),
        start=cint(limit_start or start),
    )
    return _shaped(request, pluck, as_list)


def get_rows(
    doctype: str,
    fields: Any,
    filters: Any,
    *,
    order_by: str | None = KEEP_DEFAULT_ORDERING,
    limit: int | None = None,
    distinct: bool = False,
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of `get_all` as tuples, and the keys of their values."""
    request = Request(
        scope=Scope(get_meta(doctype), None),
        fields=fields,
        filters=filters,
        order_by=order_by,
        distinct=distinct,
        limit=limit or 0,
        is_list=False,
    )
    plan, rows = request.run()
    return rows, plan.keys


def _shaped(request: Request, pluck: str | None, as_list: bool) -> list[Any]:
    """The query's rows in the shape that was asked for."""
    plan, rows = request.run()
    if pluck:
        position = plan.keys.index(pluck) if pluck in plan.keys else 0
        return [row[position] for row in rows]
    if as_list:
        return rows
    keys = plan.keys
    return [_dict(zip(keys, row, strict=True)) for row in rows]


def _are_filters(fields: Any) -> bool:
    return isinstance(fields, dict) or (
        isinstance(fields, list) and bool(fields) and isinstance(fields[0], list)
    )


def _cast(row: Row, casts: tuple[tuple[int, Cast], ...]) -> Row:
    values = list(row)
    for position, cast in casts:
        values[position] = cast(values[position])
    return tuple(values)


def _limit(*limits: Any) -> int:
    """The first limit that was given; 0 (and the text "None") is no limit."""
    given = next((one for one in limits if one not in (None, "")), 0)
    return max(cint(given), 0)


def _permission(meta: Meta, user: str | None, parent_doctype: str | None) -> Any:
    """The condition that keeps the rows which the user may see; None for all.

    Raises PermissionError where he may list none, or lists a child DocType by itself.
    """
    if user is None:
        return None
    # Inside: permissions ask the database for roles, so neither can import the other first.
    from embedded_host.permissions import list_conditions  # noqa: PLC0415

    if not meta.istable:
        return list_conditions(meta.name, user) or None
    if not parent_doctype:
        raise PermissionError(_("Parent DocType required to list {0}").format(meta.name))
    above = get_meta(parent_doctype)
    if meta.name not in [field.options for field in above.get_table_fields()]:
        raise PermissionError(_("{0} is no part of {1}").format(meta.name, parent_doctype))
    rows = Table(f"tab{meta.name}")
    of_parent: Criterion = rows.parenttype == parent_doctype
    condition = list_conditions(parent_doctype, user)
    if condition:
        documents = Table(f"tab{parent_doctype}")
        seen = Query.from_(documents).select(documents.name).where(_as_criterion(condition))
        of_parent &= rows.parent.isin(seen)
    return of_parent


def _as_criterion(condition: Any) -> Criterion:
    return SqlText(condition) if isinstance(condition, str) else condition


@dataclass
class Request:
    """One list query, its names resolved against its scope."""

    scope: Scope
    fields: Any
    filters: Any
    or_filters: Any = None
    order_by: str | None = None
    group_by: str | None = None
    distinct: bool = False
    permission: Any = None
    limit: int = 0
    start: int = 0
    is_list: bool = True

    def run(self) -> tuple[Plan, list[Row]]:
        """The plan and its rows."""
        plan, binds = self.prepared()
        db = current().db
        if plan.pages is None:
            rows = db.run(plan.sql, binds.all)
        else:
            rows = page(db, plan.pages, binds, self.limit)
        return plan, [_cast(row, plan.casts) for row in rows] if plan.casts else rows

    def prepared(self) -> tuple[Plan, Binds]:
        """The plan of this shape, made or found, and the values to bind."""
        wanted = conditions(self.scope, self.filters)
        any_of = conditions(self.scope, self.or_filters)
        parameters = [value for one in (*wanted, *any_of) for value in one.parameters]
        permission_sql = ""
        of_permission: list[Any] = []
        if self.permission is not None:
            permission_sql, of_permission = rendered(_as_criterion(self.permission))
            parameters += of_permission
        if self.limit:
            parameters += [self.limit, self.start]
        key = self._key(wanted, any_of, permission_sql)
        plans: dict[Any, Plan] = current().site.cache("list_plans")
        plan = plans.get(key)
        if plan is None:
            if len(plans) >= PLANS_KEPT:
                plans.clear()
            plan = plans[key] = self._plan(wanted, any_of, permission_sql)
        return plan, Binds(parameters, of_permission)

    def _key(self, wanted: list[Condition], any_of: list[Condition], permission: str) -> Any:
        fields = self.fields
        return (
            self.scope.meta.name,
            self.scope.user,
            self.scope.parent_doctype,
            fields if isinstance(fields, str) else repr(fields),
            tuple(one.key for one in wanted),
            tuple(one.key for one in any_of),
            self.order_by,
            self.group_by,
            self.distinct,
            bool(self.limit),
            self.is_list,
            permission,
        )

    def _plan(self, wanted: list[Condition], any_of: list[Condition], permission: str) -> Plan:
        selected = selection(self.scope, self.fields)
        groups = grouping(self.scope, self.group_by)
        order = self._order(selected)
        if not selected:
            raise PermissionError(_("No permission to read the fields asked for"))
        criteria: list[Any] = [one.criterion() for one in wanted]
        if any_of:
            criteria.append(Criterion.any([one.criterion() for one in any_of]))
        filters = list(criteria)
        if permission:
            criteria.append(SqlText(permission))
        sql = self._select(selected, groups, criteria, order)
        casts = tuple((index, one.cast) for index, one in enumerate(selected) if one.cast)
        walk = None
        if criteria and self._is_page(selected):
            walk = self._walk(
                order, lambda more: self._select(selected, [], [*criteria, more], order)
            )
        pages = None
        if walk:
            narrow = self._narrow(selected, filters, permission, order) if permission else None
            pages = Pages(sql, walk, narrow)
        return Plan(sql, tuple(one.key for one in selected), casts, pages)

    def _narrow(
        self,
        selected: list[Selected],
        filters: list[Any],
        permission: str,
        order: list[tuple[Term, bool]],
    ) -> Narrow:
        """The page for a permission of few rows, its filters and order kept off their indexes."""
        aside = [SqlText(current().db.engine.unindexed(sql_of(one))) for one in filters]
        by_value: list[tuple[Term, bool]] = [
            (PseudoColumn(current().db.engine.unindexed(sql_of(term))), is_descending)
            for term, is_descending in order
        ]
        sql = self._select(selected, [], [*aside, SqlText(permission)], by_value)
        return narrow_of(self.scope.meta.name, permission, sql)

    def _is_page(self, selected: list[Selected]) -> bool:
        """Whether this is a page of a long list, and not one value, a group, a sum or a join."""
        plain = self.is_list and not (
            self.distinct or self.group_by or self.scope.joins or self.scope.meta.istable
        )
        return plain and self.limit > 0 and not any(one.is_aggregate for one in selected)

    def _walk(
        self, order: list[tuple[Term, bool]], select: Callable[[Criterion], str]
    ) -> Walk | None:
        term, descending = order[0]
        if not isinstance(term, Field) or not self._is_walked(term.name):
            return None
        db, doctype = current().db, self.scope.meta.name
        edge, within = walk_of(doctype, term.name, descending)
        return Walk(edge, hinted(db, select(SqlText(within)), doctype, term.name))

    def _is_walked(self, name: str) -> bool:
        field = self.scope.meta.get_field(name)
        return name in WALKED or bool(field and field.search_index)

    def _select(
        self,
        selected: list[Selected],
        groups: list[Column],
        criteria: list[Any],
        order: list[tuple[Term, bool]],
    ) -> str:
        query = HostQuery.from_(self.scope.table)
        for join in self.scope.joins.values():
            query = query.left_join(join.table).on(join.on)
        query = query.select(*(_named(one) for one in selected))
        query = query.groupby(*(column.term for column in groups))
        if criteria:
            query = query.where(Criterion.all(criteria))
        if self.distinct:
            query = query.distinct()
        for term, is_descending in order:
            query = query.orderby(term, order=Order.desc if is_descending else Order.asc)
        return str(query.get_sql()) + (" LIMIT ? OFFSET ?" if self.limit else "")

    def _order(self, selected: list[Selected]) -> list[tuple[Term, bool]]:
        scope = self.scope
        if self.order_by and self.order_by != KEEP_DEFAULT_ORDERING:
            parts = sorting(scope, self.order_by, selected)
            if parts:
                return [(_sort_term(part), part.descending) for part in parts]
        if self.group_by:
            return [(column.term, False) for column in grouping(scope, self.group_by)]
        if any(one.is_aggregate for one in selected):
            return []
        if self.order_by == KEEP_DEFAULT_ORDERING:
            return [
                (_sort_term(part), part.descending)
                for part in sorting(scope, default_order(scope.meta), selected)
            ]
        return [(scope.table.creation, False), (scope.table.name, False)]


def default_order(meta: Meta) -> str:
    """The order of a DocType's lists, as text for `order_by`."""
    drafts_first = "docstatus asc, " if meta.is_submittable else ""
    if "," in meta.sort_field:
        return drafts_first + meta.sort_field
    return f"{drafts_first}{meta.sort_field} {meta.sort_order.lower()}"


def _sort_term(part: Sorting) -> Term:
    if part.column is None:
        return PseudoColumn(f"`{part.key}`")
    if not part.column.is_words:
        return part.column.term
    column = sql_of(part.column.term)
    return PseudoColumn(current().db.engine.words_order(column))


def _named(one: Selected) -> Term:
    return one.term.as_(one.key) if one.is_aggregate else one.term
