"""What a field's value becomes: on the wire (`as_dict`), in its column, and what no column takes.

Frappe keeps a value in memory as it was assigned and casts it when the document is read out or
written; text that MariaDB would refuse (dates, JSON) is a raw 500 there. Here such text is found
before any hook runs (`checks.check_readable`), so that the refusal can name the field.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

from embedded_host.meta.field_types import (
    FIELD_TYPES,
    to_check,
    to_clock,
    to_date,
    to_int,
    to_moment,
    to_text,
)
from embedded_host.values import cstr, flt

Cast = Callable[[Any], Any]


def _number(value: Any) -> float:
    return value if type(value) is float else flt(value)


def _json_text(value: Any) -> Any:
    return to_text(value) if isinstance(value, dict | list) else value


def _none_if_blank(value: Any) -> Any:
    return None if value == "" else value


WIRE: dict[str, Cast] = {
    "Check": to_check,
    "Int": to_int,
    "Long Int": to_int,
    "Currency": _number,
    "Float": _number,
    "Percent": _number,
    "JSON": _json_text,
    "Date": _none_if_blank,
    "Datetime": _none_if_blank,
    "Time": _none_if_blank,
}


def to_json_text(value: Any) -> Any:
    """JSON text for the column. ValueError for text that is no JSON."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        json.loads(value)
        return value
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def to_rating(value: Any) -> float:
    """0 to 1, as decimal(3,2)."""
    return round(min(max(flt(value), 0.0), 1.0), 2)


PARSED: dict[str, Cast] = {
    "Date": to_date,
    "Datetime": to_moment,
    "Time": to_clock,
    "JSON": to_json_text,
}

NUMBERS = frozenset(("Int", "Long Int", "Currency", "Float", "Percent", "Duration", "Rating"))

BEFORE_STORING: dict[str, Cast] = {"JSON": to_json_text, "Rating": to_rating}

STORED: dict[str, Cast] = {
    **{name: row.cast for name, row in FIELD_TYPES.items() if row.kind and not row.kind.is_text},
    **BEFORE_STORING,
}


def unique_text(value: Any) -> Any:
    """Blank text in a unique field is nothing, so that many rows may have none."""
    return None if cstr(value).strip() == "" else value


def comparable(fieldtype: str, value: Any) -> Any:
    """`value` as its column would give it back; nothing and "" are the same."""
    cast = STORED.get(fieldtype)
    if cast is not None:
        return cast(value)
    return None if value is None or value == "" else to_text(value)


def is_finite(value: Any) -> bool:
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return not isinstance(value, int)
