"""The named spans of days that a filter may ask for ("last month", "this year")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from embedded_host.errors import ValidationError
from embedded_host.messages import _
from embedded_host.values import now_datetime

Span = tuple[date, date]

DAY = timedelta(days=1)


def _week(day: date) -> date:
    # Weeks start on Sunday, as in a Frappe site that sets nothing else.
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _month(day: date) -> date:
    return day.replace(day=1)


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


# unit → where it starts, and how long it is
_UNITS: dict[str, tuple[Callable[[date], date], relativedelta]] = {
    "week": (_week, relativedelta(weeks=1)),
    "month": (_month, relativedelta(months=1)),
    "quarter": (_quarter, relativedelta(months=3)),
    "6 months": (_quarter, relativedelta(months=6)),
    "year": (_year, relativedelta(years=1)),
}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_ROLLING = (7, 14, 30, 90)

# What "previous" and "next" call a unit.
_LENGTHS = {
    "1 week": "week",
    "1 month": "month",
    "3 months": "quarter",
    "6 months": "6 months",
    "1 year": "year",
}
_DIRECTIONS = {"previous": "last", "next": "next"}


def span_of(operator: str, value: str) -> Span:
    """First and last day of a span. Raises ValidationError for an unknown one.

    `operator` is "timespan" (`value` "last month") or "previous" or "next" (`value` "1 month").
    """
    text = str(value or "").lower().strip()
    if operator != "timespan":
        text = f"{_DIRECTIONS[operator]} {_LENGTHS.get(text, text)}"
    today = now_datetime().date()
    if text in _DAYS:
        day = today + _DAYS[text] * DAY
        return day, day
    rolling = _rolling(text, today)
    if rolling is not None:
        return rolling
    direction, _separator, unit = text.partition(" ")
    if unit not in _UNITS or direction not in ("last", "this", "next"):
        raise ValidationError(_("{0} is not a known timespan").format(value))
    first, length = _UNITS[unit]
    start = first(today)
    if direction == "last":
        start = start - length
    elif direction == "next":
        start = start + (length if unit != "6 months" else relativedelta(months=3))
    return start, start + length - DAY


def _rolling(text: str, today: date) -> Span | None:
    for days in _ROLLING:
        if text == f"last {days} days":
            return today - timedelta(days=days), today
        if text == f"next {days} days":
            return today, today + timedelta(days=days)
    return None
