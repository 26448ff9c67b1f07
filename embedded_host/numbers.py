"""Loose numbers, as Frappe's functions of the same names read them."""

from __future__ import annotations

import decimal
import math
from typing import Any


def cint(value: Any, default: int = 0) -> int:
    """The whole number in `value`; `default` where there is none ("12abc" is none)."""
    try:
        return int(value) if isinstance(value, int) else int(float(value))
    except (TypeError, ValueError, OverflowError):
        return default


def flt(value: Any, precision: int | None = None, rounding_method: str | None = None) -> float:
    """The number in `value`, thousands' commas allowed; 0.0 where there is none."""
    if isinstance(value, str):
        value = value.replace(",", "")
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 0.0
    return number if precision is None else rounded(number, precision, rounding_method)


def rounded(value: Any, precision: int = 0, rounding_method: str | None = None) -> float:
    """`value` to `precision` decimals; halves go to the even digit unless "Commercial Rounding"."""
    number = flt(value)
    if not math.isfinite(number):
        return number
    commercial = rounding_method == "Commercial Rounding"
    rule = decimal.ROUND_HALF_UP if commercial else decimal.ROUND_HALF_EVEN
    step = decimal.Decimal(1).scaleb(-cint(precision))
    return float(decimal.Decimal(repr(number)).quantize(step, rounding=rule))


def cstr(value: Any, encoding: str = "utf-8") -> str:
    if value is None:
        return ""
    return value.decode(encoding) if isinstance(value, bytes) else str(value)


def sbool(value: Any) -> Any:
    """True for "true" and "1", False for "false" and "0"; any other value as it came."""
    known = {"true": True, "1": True, "false": False, "0": False}
    return known.get(value.lower(), value) if isinstance(value, str) else value
