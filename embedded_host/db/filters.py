"""Filters in all the shapes that Frappe takes, as conditions with bound values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pypika.terms import Criterion

from embedded_host.db.columns import Column, Scope, not_permitted
from embedded_host.db.operators import OPERATORS, Operator, Shape, operator_named
from embedded_host.errors import BadRequest
from embedded_host.messages import _


@dataclass(frozen=True)
class Condition:
    """One filter, ready: equal `key`s have the same SQL."""

    column: Column
    operator: Operator
    shape: Shape
    key: tuple[Any, ...]
    parameters: list[Any]

    def criterion(self) -> Criterion:
        return self.operator.build(self.column, self.shape)


def conditions(scope: Scope, filters: Any) -> list[Condition]:
    """The conditions of `filters`.

    Raises DataError for unknown or hidden fields, ValidationError for unknown operators and
    DataError for values that the field cannot hold.
    """
    return [_condition(scope, *one) for one in _normalised(filters)]


def _condition(
    scope: Scope, doctype: str | None, field: str, operator: Any, value: Any
) -> Condition:
    column = scope.column(field, doctype)
    name, row = operator_named(operator)
    if not column.is_readable:
        raise not_permitted(field)
    shape, parameters = row.prepare(column, value)
    return Condition(column, row, shape, (doctype, field, name, shape), parameters)


def parsed(filters: Any) -> Any:
    """`filters` out of a request's text: JSON, or a document's name."""
    if isinstance(filters, str):
        text = filters.strip()
        if text[:1] in ("{", "["):
            try:
                return json.loads(text)
            except ValueError as problem:
                raise BadRequest(_("filters: this is not JSON")) from problem
        return {"name": filters} if text else None
    return filters


def _normalised(filters: Any) -> Iterable[tuple[str | None, str, Any, Any]]:
    """(doctype or None, field, operator, value) for each filter."""
    filters = parsed(filters)
    if filters is None or filters == "":
        return []
    if isinstance(filters, int | float | date | timedelta):
        return [(None, "name", "=", filters)]
    if isinstance(filters, dict):
        return [_from_pair(field, value) for field, value in filters.items()]
    if isinstance(filters, list | tuple | set):
        filters = list(filters)
        if filters and all(isinstance(one, str) for one in filters[:2]):
            is_one = len(filters) > 2 and _is_operator(filters[1], filters[2])
            return [_from_list(filters)] if is_one else [(None, "name", "in", filters)]
        return [one for part in filters for one in _from_part(part)]
    raise BadRequest(_("filters: a list or an object was expected"))


def _is_operator(*words: Any) -> bool:
    return any(isinstance(word, str) and word.lower() in OPERATORS for word in words)


def _from_part(part: Any) -> list[tuple[str | None, str, Any, Any]]:
    if isinstance(part, dict):
        return [_from_pair(field, value) for field, value in part.items()]
    if isinstance(part, list | tuple):
        return [_from_list(part)]
    return [(None, "name", "=", part)]


def _from_pair(field: Any, value: Any) -> tuple[str | None, str, Any, Any]:
    if isinstance(value, list | tuple):
        if len(value) != 2 or not isinstance(value[0], str):
            raise BadRequest(_("{0}: a filter is [operator, value]").format(field))
        return None, str(field), value[0], value[1]
    return None, str(field), "=", value


def _from_list(part: Any) -> tuple[str | None, str, Any, Any]:
    if len(part) == 2:
        return _from_pair(part[0], part[1])
    if len(part) == 3:
        return None, str(part[0]), part[1], part[2]
    if len(part) in (4, 5):
        return str(part[0]), str(part[1]), part[2], part[3]
    raise BadRequest(
        _("A filter is [field, operator, value] or [doctype, field, operator, value]: {0}").format(
            part
        )
    )
