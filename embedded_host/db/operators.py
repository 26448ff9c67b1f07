"""The operators of filters: one row each. A NULL counts as empty text, 0, or the earliest day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from typing import cast as type_cast

from pypika import Query, Table
from pypika.terms import Criterion

from embedded_host.context import current
from embedded_host.db.columns import BOUND, Column
from embedded_host.db.qb import SqlText, sql_of
from embedded_host.db.timespans import span_of
from embedded_host.errors import DataError, ValidationError
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta
from embedded_host.meta.field_types import CLOCK, DATE, MOMENT

_END_OF_DAY = time(23, 59, 59, 999999)

# The shape of one condition: an equal shape has the same SQL text.
Shape = tuple[Any, ...]
Prepared = tuple[Shape, list[Any]]


@dataclass(frozen=True)
class Operator:
    """`prepare` turns a filter's value into a shape and parameters, `build` a shape into SQL."""

    prepare: Callable[[Column, Any], Prepared]
    build: Callable[[Column, Shape], Criterion]


def cast(column: Column, value: Any) -> Any:
    """`value` as the column holds it. Raises DataError with a sentence that names the field."""
    try:
        return column.kind.to_column(value)
    except (ValueError, TypeError, OverflowError) as problem:
        raise DataError(
            _("{0}: {1} is not a valid {2}").format(column.label, value, column.kind.label)
        ) from problem


def _empty_value(column: Column) -> Any:
    """What NULL counts as, where the column can hold it beside NULL."""
    if column.kind.is_text:
        return ""
    return 0 if column.kind.is_number else None


def _is_empty(column: Column, value: Any) -> bool:
    if value is None or value == "":
        return True
    return column.kind.is_number and not column.kind.not_null and value == 0


def _any(criteria: list[Any]) -> Criterion:
    return type_cast(Criterion, Criterion.any(criteria))


def _all(criteria: list[Any]) -> Criterion:
    return type_cast(Criterion, Criterion.all(criteria))


def _nothing(column: Column) -> Criterion:
    """NULL, or what counts as it."""
    empty = _empty_value(column)
    if column.kind.not_null:
        return _all([column.term == empty])
    missing = [column.term.isnull()]
    return _any(missing if empty is None else [*missing, column.term == empty])


def _something(column: Column) -> Criterion:
    empty = _empty_value(column)
    if column.kind.not_null:
        return _all([column.term != empty])
    present = column.term.notnull()
    return _all([present] if empty is None else [present, column.term != empty])


def _or_null(column: Column, criterion: Criterion) -> Criterion:
    return criterion if column.kind.not_null else _any([criterion, column.term.isnull()])


# comparisons


def _one_value(column: Column, value: Any) -> Prepared:
    if isinstance(value, list | tuple | set | dict):
        raise DataError(_("{0}: one value was expected").format(column.label))
    if column.kind is MOMENT and isinstance(value, str) and len(value) == 10:
        value = f"{value} 00:00:00"
    bound = cast(column, value)
    if _is_empty(column, bound):
        return ("empty",), []
    return ("value",), [bound]


def _equal(column: Column, shape: Shape) -> Criterion:
    return _nothing(column) if shape[0] == "empty" else column.term == BOUND


def _unequal(column: Column, shape: Shape) -> Criterion:
    return _something(column) if shape[0] == "empty" else _or_null(column, column.term != BOUND)


def _above(column: Column, shape: Shape) -> Criterion:
    return _something(column) if shape[0] == "empty" else column.term > BOUND


def _below(column: Column, shape: Shape) -> Criterion:
    if shape[0] == "empty":
        return _all([column.term < _empty_value(column)])
    return _or_null(column, column.term < BOUND)


def _at_least(column: Column, shape: Shape) -> Criterion:
    if shape[0] == "empty":
        return _any([_nothing(column), _something(column)])
    return column.term >= BOUND


def _at_most(column: Column, shape: Shape) -> Criterion:
    return _nothing(column) if shape[0] == "empty" else _or_null(column, column.term <= BOUND)


# texts


def _pattern(column: Column, value: Any) -> Prepared:
    if isinstance(value, list | tuple | set | dict):
        raise DataError(_("{0}: one value was expected").format(column.label))
    pattern = "" if value is None else str(value)
    return ("value",), list(current().db.engine.like_values(pattern))


def _like(column: Column, shape: Shape) -> Criterion:
    return SqlText(current().db.engine.like(sql_of(column.term)))


def _unlike(column: Column, shape: Shape) -> Criterion:
    return _or_null(column, SqlText(f"NOT ({current().db.engine.like(sql_of(column.term))})"))


# lists


def _values(column: Column, value: Any) -> Prepared:
    """A list, or text with commas; an empty list means the empty value, as in Frappe."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    elif isinstance(value, dict) or not hasattr(value, "__iter__"):
        value = [value]
    bound = [cast(column, one) for one in (list(value) or [""])]
    kept = [one for one in bound if not _is_empty(column, one)]
    return ("values", len(kept), len(kept) < len(bound)), kept


def _in(column: Column, shape: Shape) -> Criterion:
    _kind, count, with_empty = shape
    if not count:
        return _nothing(column)
    found = column.term.isin([BOUND] * count)
    return _any([found, _nothing(column)]) if with_empty else found


def _not_in(column: Column, shape: Shape) -> Criterion:
    _kind, count, with_empty = shape
    if not count:
        return _something(column)
    other = column.term.notin([BOUND] * count)
    return _all([other, _something(column)]) if with_empty else _or_null(column, other)


# presence


def _presence(column: Column, value: Any) -> Prepared:
    word = str(value).lower().strip()
    if word not in ("set", "not set"):
        raise ValidationError(_("{0}: 'is' takes 'set' or 'not set'").format(column.label))
    return (word,), []


def _is(column: Column, shape: Shape) -> Criterion:
    if column.kind.is_number:
        # A number that may be NULL is set when it is 0; one that may not is always set.
        return column.term.notnull() if shape[0] == "set" else column.term.isnull()
    return _something(column) if shape[0] == "set" else _nothing(column)


# spans


def _span(column: Column, value: Any) -> Prepared:
    if column.kind.is_number:  # a crash on Frappe: an app must not come to rely on it
        throw(_("{0}: 'between' is for dates, not for numbers").format(column.label))
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise DataError(_("{0}: 'between' takes two values").format(column.label))
    first, last = value
    if column.kind is MOMENT:
        return ("value",), [cast(column, first), cast(column, _end_of(last))]
    return ("value",), [cast(column, first), cast(column, last)]


def _end_of(value: Any) -> Any:
    """The last moment of a day; a moment stays as it is."""
    if isinstance(value, str) and len(value.strip()) == 10:
        return f"{value.strip()} 23:59:59.999999"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, _END_OF_DAY)
    return value


def _between(column: Column, shape: Shape) -> Criterion:
    return column.term.between(BOUND, BOUND)


def _named_span(operator: str) -> Callable[[Column, Any], Prepared]:
    def prepare(column: Column, value: Any) -> Prepared:
        if column.kind not in (DATE, MOMENT, CLOCK):
            raise ValidationError(_("{0}: '{1}' takes a date").format(column.label, operator))
        return _span(column, list(span_of(operator, value)))

    return prepare


# trees


def _node(column: Column, value: Any) -> Prepared:
    doctype = column.linked_doctype
    if doctype is None or not get_meta(doctype).is_tree:
        raise ValidationError(_("{0} does not link to a tree").format(column.label))
    bounds = current().db.get_value(doctype, value, ["lft", "rgt"]) if value else None
    return ("node", doctype), list(bounds or (0, 0))


def _tree(inside: bool, inclusive: bool, negated: bool) -> Callable[[Column, Shape], Criterion]:
    def build(column: Column, shape: Shape) -> Criterion:
        tree = Table(f"tab{shape[1]}")
        if inside:
            first = tree.lft >= BOUND if inclusive else tree.lft > BOUND
            last = tree.rgt <= BOUND if inclusive else tree.rgt < BOUND
        else:
            first, last = tree.lft < BOUND, tree.rgt > BOUND
        nodes = Query.from_(tree).select(tree.name).where(first & last)
        if negated:
            return _or_null(column, column.term.notin(nodes))
        return column.term.isin(nodes)

    return build


OPERATORS: dict[str, Operator] = {
    "=": Operator(_one_value, _equal),
    "!=": Operator(_one_value, _unequal),
    ">": Operator(_one_value, _above),
    "<": Operator(_one_value, _below),
    ">=": Operator(_one_value, _at_least),
    "<=": Operator(_one_value, _at_most),
    "like": Operator(_pattern, _like),
    "not like": Operator(_pattern, _unlike),
    "in": Operator(_values, _in),
    "not in": Operator(_values, _not_in),
    "is": Operator(_presence, _is),
    "between": Operator(_span, _between),
    "timespan": Operator(_named_span("timespan"), _between),
    "previous": Operator(_named_span("previous"), _between),
    "next": Operator(_named_span("next"), _between),
    "ancestors of": Operator(_node, _tree(inside=False, inclusive=False, negated=False)),
    "descendants of": Operator(_node, _tree(inside=True, inclusive=False, negated=False)),
    "not ancestors of": Operator(_node, _tree(inside=False, inclusive=False, negated=True)),
    "not descendants of": Operator(_node, _tree(inside=True, inclusive=False, negated=True)),
    "descendants of (inclusive)": Operator(
        _node, _tree(inside=True, inclusive=True, negated=False)
    ),
}
ALIASES = {"==": "=", "<>": "!=", "not equals": "!=", "equals": "="}


def operator_named(name: Any) -> tuple[str, Operator]:
    """The operator, whatever its case. Raises ValidationError that lists those there are."""
    key = str(name).lower().strip()
    key = ALIASES.get(key, key)
    if key not in OPERATORS:
        throw(_("Operator must be one of {0}").format(", ".join(OPERATORS)))
    return key, OPERATORS[key]
