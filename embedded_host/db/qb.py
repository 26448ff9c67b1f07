"""`frappe.qb`: PyPika, with `run()` on every query and every value bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from pypika import Case, Field, Interval, Order, Table
from pypika import functions as functions
from pypika import terms as terms
from pypika.dialects import MySQLQuery, MySQLQueryBuilder
from pypika.enums import Matching
from pypika.queries import Schema, Selectable, _SetOperation
from pypika.terms import BasicCriterion, Criterion, Function, Parameter, Term, ValueWrapper
from pypika.utils import format_alias_sql

from embedded_host.context import current
from embedded_host.db.connection import LIKE_ESCAPE, Row
from embedded_host.meta import get_meta, meta_exists
from embedded_host.meta.field_types import (
    CLOCK,
    DATE,
    DECIMALS,
    MOMENT,
    Kind,
    to_clock,
    to_date,
    to_moment,
)
from embedded_host.values import _dict, flt

_PREFIX = "tab"

Cast = Callable[[Any], Any]


class Bound(Parameter):
    """Collects the values of a query, in the order of their `?`."""

    def __init__(self) -> None:
        super().__init__("?")
        self.values: list[Any] = []


_own_sql = ValueWrapper.get_sql


def _bound_sql(self: ValueWrapper, parameter: Any = None, **kwargs: Any) -> str:
    """PyPika turns values into text before it binds them, which loses None and dates."""
    if not isinstance(parameter, Bound):
        own: str = _own_sql(self, parameter=parameter, **kwargs)
        return own
    if isinstance(self.value, Term):
        inner: str = self.value.get_sql(parameter=parameter, **kwargs)
        return inner
    parameter.values.append(self.value)
    aliased: str = format_alias_sql("?", self.alias, **kwargs)
    return aliased


ValueWrapper.get_sql = _bound_sql  # type: ignore[method-assign, assignment]


def rendered(term: Any) -> tuple[str, list[Any]]:
    """SQL text with `?`, and the values for them, of a query or a condition."""
    bound = Bound()
    sql = term.get_sql(quote_char="`", with_namespace=True, parameter=bound)
    return sql, bound.values


def sql_of(term: Any) -> str:
    """SQL text of a term, its values as literals in it."""
    return str(term.get_sql(quote_char="`", with_namespace=True))


class SqlText(Criterion):
    """A condition that is SQL text already."""

    def __init__(self, sql: str) -> None:
        super().__init__()
        self.sql = sql

    def get_sql(self, **_options: Any) -> str:
        return f"({self.sql})"


class Like(BasicCriterion):
    """LIKE in which a backslash makes a sign mean itself, as on a bench."""

    def get_sql(self, quote_char: str = '"', with_alias: bool = False, **options: Any) -> str:
        compared = super().get_sql(quote_char=quote_char, with_alias=with_alias, **options)
        return f"{compared} {LIKE_ESCAPE}"


def _like(self: Term, expr: Any) -> Like:
    return Like(Matching.like, self, cast(Term, self.wrap_constant(expr)))


def _not_like(self: Term, expr: Any) -> Like:
    return Like(Matching.not_like, self, cast(Term, self.wrap_constant(expr)))


Term.like = _like  # type: ignore[method-assign]
Term.not_like = _not_like  # type: ignore[method-assign]


class Runs:
    """What every query can do: run itself in the current context."""

    def run(
        self,
        as_dict: bool = False,
        as_list: bool = False,
        pluck: bool | str = False,
        debug: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        """The rows as tuples, dictionaries (`as_dict`), or values of one column (`pluck`)."""
        rows, names = run(self)
        if pluck:
            position = names.index(pluck) if isinstance(pluck, str) and pluck in names else 0
            return [row[position] for row in rows]
        if as_dict:
            return [_dict(zip(names, row, strict=True)) for row in rows]
        return [list(row) for row in rows] if as_list else rows


class HostSetOperation(Runs, _SetOperation):  # type: ignore[misc]
    """A union and the like."""


class HostQueryBuilder(Runs, MySQLQueryBuilder):  # type: ignore[misc]
    """MySQL's dialect, whose backticks SQLite reads too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(wrap_set_operation_queries=False, **kwargs)

    def _combined(self, other: Any, made: Any) -> HostSetOperation:
        made.__class__ = HostSetOperation
        combined: HostSetOperation = made
        return combined

    def union(self, other: Any) -> HostSetOperation:
        return self._combined(other, super().union(other))

    def union_all(self, other: Any) -> HostSetOperation:
        return self._combined(other, super().union_all(other))


class HostQuery(MySQLQuery):
    @classmethod
    def _builder(cls, **kwargs: Any) -> HostQueryBuilder:
        return HostQueryBuilder(**kwargs)


def _rendered_query(query: Any) -> tuple[str, list[Any]]:
    bound = Bound()
    return query.get_sql(parameter=bound), bound.values


def run(query: Any) -> tuple[list[Row], list[str]]:
    """The rows of a query and the names of their columns; none for a query that writes."""
    db = current().db
    # A union makes a field of every attribute that it does not have, so it is not asked.
    is_plain = isinstance(query, HostQueryBuilder)
    writes = is_plain and not query._selects
    locks = is_plain and query._for_update
    if locks and not db.engine.for_update:
        query = query.__copy__()
        query._for_update = False
    sql, values = _rendered_query(query)
    if writes or locks:
        db.begin_write()
    cursor = db.execute(sql, values)
    if writes:
        _note_written(query)
        return [], []
    rows = db.engine.rows(cursor)
    casts = _casts(query) if is_plain else {}
    if casts:
        rows = [
            tuple(casts[at](value) if at in casts else value for at, value in enumerate(row))
            for row in rows
        ]
    return rows, [column[0] for column in cursor.description]


def _note_written(query: Any) -> None:
    table = query._update_table or query._insert_table or (query._from or [None])[0]
    name = getattr(table, "_table_name", "")
    if name.startswith(_PREFIX):
        current().db.note_write(name.removeprefix(_PREFIX))


def rounded_sum(value: Any) -> Any:
    return None if value is None else round(flt(value), DECIMALS)


def cast_of_kind(kind: Kind) -> Cast | None:
    """What SQLite forgets of a column's type inside MIN, MAX and the like."""
    return _BY_KIND.get(kind)


_BY_KIND: dict[Kind, Cast] = {DATE: to_date, MOMENT: to_moment, CLOCK: to_clock}


def _casts(query: Any) -> dict[int, Any]:
    """What makes computed columns the same on both databases, by their position."""
    casts = {}
    for position, term in enumerate(query._selects):
        if isinstance(term, Function):
            cast = _cast_of(term)
            if cast is not None:
                casts[position] = cast
    return casts


def _cast_of(term: Function) -> Any:
    name = term.name.upper()
    if name in ("SUM", "AVG"):
        return rounded_sum
    if name not in ("MIN", "MAX", "COALESCE", "IFNULL") or not term.args:
        return None
    field = term.args[0]
    doctype = str(getattr(getattr(field, "table", None), "_table_name", ""))
    doctype = doctype.removeprefix(_PREFIX)
    if not isinstance(field, Field) or not meta_exists(doctype):
        return None
    kind = get_meta(doctype).stored_kinds.get(field.name)
    return cast_of_kind(kind) if kind else None


def DocType(name: str, *args: Any, **kwargs: Any) -> Table:
    """The table of a DocType. DocTypes keep their table's name from here on."""
    return Table(name if name.startswith("__") else _PREFIX + name, *args, **kwargs)


def _table(source: Any) -> Any:
    return DocType(source) if isinstance(source, str) else source


def from_(source: Any, *args: Any, **kwargs: Any) -> HostQueryBuilder:
    return cast(HostQueryBuilder, HostQuery.from_(_table(source), *args, **kwargs))


def into(target: Any, *args: Any, **kwargs: Any) -> HostQueryBuilder:
    return cast(HostQueryBuilder, HostQuery.into(_table(target), *args, **kwargs))


def update(target: Any, *args: Any, **kwargs: Any) -> HostQueryBuilder:
    return cast(HostQueryBuilder, HostQuery.update(_table(target), *args, **kwargs))


def delete(source: Any) -> HostQueryBuilder:
    return cast(HostQueryBuilder, from_(source).delete())


__all__ = [
    "Case", "Criterion", "DocType", "Field", "Function", "HostQuery", "HostQueryBuilder",
    "Interval", "Order", "Schema", "Selectable", "Table", "delete", "from_", "functions",
    "into", "rendered", "run", "terms", "update",
]  # fmt: skip
