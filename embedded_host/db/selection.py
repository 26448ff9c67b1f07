"""What a list query selects, groups by and sorts by: Frappe's texts, read by a small grammar."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pypika import functions
from pypika.terms import Star, Term

from embedded_host.db.columns import Column, Scope, not_permitted
from embedded_host.db.qb import Cast, cast_of_kind, rounded_sum
from embedded_host.errors import DataError
from embedded_host.messages import _
from embedded_host.meta.field_types import Kind

# function → its term and what its result becomes, given the kind of its argument
FUNCTIONS: dict[str, tuple[Callable[[Any], Any], Callable[[Kind], Cast | None]]] = {
    "count": (functions.Count, lambda kind: None),
    "sum": (functions.Sum, lambda kind: rounded_sum),
    "avg": (functions.Avg, lambda kind: rounded_sum),
    "min": (functions.Min, cast_of_kind),
    "max": (functions.Max, cast_of_kind),
}

_ALIAS = re.compile(r"(.+?)\s+as\s+[`'\"]?([A-Za-z_][A-Za-z0-9_ ]*)[`'\"]?", re.I | re.S)
_CALL = re.compile(r"([a-z]+)\s*\(\s*(distinct\s+)?(\*|[^()*]+?)\s*\)", re.I)
_STAR = re.compile(r"(?:(?:`tab([^`]+)`|tab([A-Za-z0-9 _-]+))\.)?\*")
_SUBQUERY = re.compile(r"\bselect\b|;|--|/\*", re.I)
_SORT = re.compile(r"(.+?)(?:\s+(asc|desc))?", re.I | re.S)


@dataclass(frozen=True)
class Selected:
    """One selected term: the key of its value in a row, and what the value becomes."""

    term: Term
    key: str
    cast: Cast | None = None
    is_aggregate: bool = False


def field_texts(fields: Any) -> list[Any]:
    """The fields as a list, from a list, JSON text or text with commas; `name` for nothing."""
    if isinstance(fields, str):
        text = fields.strip()
        fields = json.loads(text) if text[:1] == "[" else _split(text)
    if isinstance(fields, dict):
        return [fields]
    return list(fields) if fields else ["name"]


def _split(text: str) -> list[str]:
    """At the commas that are outside of brackets."""
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append(text[start:position])
            start = position + 1
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


def selection(scope: Scope, fields: Any) -> list[Selected]:
    """The selected terms. Fields above the reader's permission level are left out.

    Raises DataError for what is no field.
    """
    found: list[Selected] = []
    for text in field_texts(fields):
        found.extend(_selected(scope, text))
    return found


def _selected(scope: Scope, text: Any) -> list[Selected]:
    if not isinstance(text, str):
        raise not_permitted(text)
    text = text.strip()
    if _SUBQUERY.search(text):
        raise DataError(_("Cannot use sub-query in fields"))
    star = _STAR.fullmatch(text)
    if star:
        doctype = star[1] or star[2]
        return [Selected(one.term, one.name) for one in scope.columns_of(doctype)]
    named = _ALIAS.fullmatch(text)
    core, alias = (named[1].strip(), named[2].strip()) if named else (text, None)
    call = _CALL.fullmatch(core)
    if call:
        return _call(scope, call, alias or text)
    column = scope.column(core.removeprefix("distinct ").removeprefix("DISTINCT "))
    return [Selected(column.term, alias or column.name)] if column.is_readable else []


def _call(scope: Scope, call: re.Match[str], key: str) -> list[Selected]:
    name, is_distinct, argument = call[1].lower(), call[2], call[3]
    if name not in FUNCTIONS:
        raise not_permitted(call[0])
    function, cast_for = FUNCTIONS[name]
    if argument == "*":
        return [Selected(function(Star()), key, None, is_aggregate=True)]
    column = scope.column(argument)
    if not column.is_readable:
        return []
    term = function(column.term)
    if is_distinct:
        term = term.distinct()
    return [Selected(term, key, cast_for(column.kind), is_aggregate=True)]


def grouping(scope: Scope, group_by: str | None) -> list[Column]:
    """The columns of `group_by`. Raises DataError for what is no readable field."""
    columns = [scope.column(part) for part in _split(group_by or "")]
    for column in columns:
        if not column.is_readable:
            raise not_permitted(column.name)
    return columns


@dataclass(frozen=True)
class Sorting:
    """One part of an order: a column, or the key of a selected value."""

    column: Column | None
    key: str
    descending: bool


def sorting(scope: Scope, order_by: str, selected: list[Selected]) -> list[Sorting]:
    """The parts of `order_by`; those that the grammar does not know are dropped.

    Raises DataError for an unknown or hidden field.
    """
    keys = {one.key for one in selected if one.is_aggregate}
    parts = []
    for text in _split(order_by):
        found = _SORT.fullmatch(text)
        if found is None or _SUBQUERY.search(text):
            continue
        core, descending = found[1].strip(), (found[2] or "").lower() == "desc"
        bare = core.strip("`")
        if bare in keys:
            parts.append(Sorting(None, bare, descending))
        elif _is_name(core):
            column = scope.column(core)
            if not column.is_readable:
                raise not_permitted(core)
            parts.append(Sorting(column, column.name, descending))
    return parts


def _is_name(text: str) -> bool:
    return re.fullmatch(r"(?:`?[\w -]+`?\.)?`?\w+`?", text) is not None
