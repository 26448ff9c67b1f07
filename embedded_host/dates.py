"""Days and moments on the site's clock, in text, as objects and as people here write them.

What a site adds, its `Locale`, is a context variable that `Site.open` sets; without a site the
defaults of this country hold.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dateutil import parser
from dateutil.relativedelta import relativedelta

from embedded_host.errors import ValidationError
from embedded_host.numbers import cint

DATE_FORMAT = "%Y-%m-%d"
TIME_FORMAT = "%H:%M:%S.%f"
DATETIME_FORMAT = f"{DATE_FORMAT} {TIME_FORMAT}"
_NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - moments are kept without a zone


class Locale(NamedTuple):
    time_zone: ZoneInfo
    date_format: str
    time_format: str


def make_locale(
    time_zone: str = "Asia/Ho_Chi_Minh",
    date_format: str = "dd/mm/yyyy",
    time_format: str = "HH:mm:ss",
) -> Locale:
    return Locale(ZoneInfo(time_zone), date_format, time_format)


LOCALE: ContextVar[Locale | None] = ContextVar("embedded_host_locale", default=None)
_DEFAULT_LOCALE = make_locale()


def locale() -> Locale:
    return LOCALE.get() or _DEFAULT_LOCALE


def now_datetime() -> datetime:
    """The present moment on the site's clock, without a time zone, as Frappe stores it."""
    return datetime.now(locale().time_zone).replace(tzinfo=None)


def now() -> str:
    return now_datetime().strftime(DATETIME_FORMAT)


def nowdate() -> str:
    return now_datetime().date().isoformat()


today = nowdate


def nowtime() -> str:
    return now_datetime().strftime(TIME_FORMAT)


def getdate(value: Any = None, parse_day_first: bool = False) -> date | None:
    """The day in `value`; today for None. Raises ValidationError for text that is no date."""
    if value is None:
        return now_datetime().date()
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not value or str(value).startswith("0001-01-01"):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return _parse(value, "date", dayfirst=parse_day_first).date()


def get_datetime(value: Any = None) -> datetime | None:
    """The moment in `value`; now for None. Raises ValidationError for text that is no moment."""
    if value is None:
        return now_datetime()
    if isinstance(value, datetime):
        return value
    if isinstance(value, timedelta):
        return now_datetime() + value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, list | tuple):
        return datetime(*value)  # noqa: DTZ001 - moments are stored without a zone
    if not value or str(value).startswith("0001-01-01"):
        return None
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return _parse(value, "date and time")


def get_time(value: Any) -> time:
    """The time of day in `value`. Raises ValidationError for text that is no time."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta):
        return (_NEVER + value).time()
    return _parse(value, "time").time()


def to_timedelta(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    moment = get_time(value)
    return timedelta(
        hours=moment.hour,
        minutes=moment.minute,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )


def _parse(value: Any, kind: str, dayfirst: bool = False) -> datetime:
    try:
        return parser.parse(str(value), dayfirst=dayfirst)
    except (ValueError, OverflowError) as problem:
        raise ValidationError(f"{value} is not a valid {kind}") from problem


def add_to_date(
    value: Any = None,
    years: int = 0,
    months: int = 0,
    weeks: int = 0,
    days: int = 0,
    hours: int = 0,
    minutes: int = 0,
    seconds: int = 0,
    as_string: bool = False,
    as_datetime: bool = False,
) -> Any:
    """`value` (now for None) moved by the given amounts.

    Text comes back as text, a date as a date, a datetime as a datetime.
    """
    is_text = isinstance(value, str)
    moment = get_datetime(value)
    if moment is None:
        return None
    with_time = bool(hours or minutes or seconds)
    moved = moment + relativedelta(
        years=years,
        months=months,
        weeks=weeks,
        days=days,
        hours=hours,
        minutes=minutes,
        seconds=seconds,
    )
    is_moment = as_datetime or with_time or (is_text and " " in value)
    if as_string or is_text:
        return moved.strftime(DATETIME_FORMAT if is_moment else DATE_FORMAT)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return moved if is_moment else moved.date()
    return moved


def add_days(value: Any, days: float) -> Any:
    return add_to_date(value, days=cint(days))


_FORMAT_TOKENS = re.compile("yyyy|yy|MM|mm|dd|HH|ss|d|M")
_DATE_TOKENS = {"yyyy": "%Y", "yy": "%y", "MM": "%m", "mm": "%m", "dd": "%d"}
_TIME_TOKENS = {"HH": "%H", "mm": "%M", "ss": "%S"}


def _formatted(moment: date | time, pattern: str, tokens: dict[str, str]) -> str:
    small = {} if isinstance(moment, time) else {"d": str(moment.day), "M": str(moment.month)}
    strftime = _FORMAT_TOKENS.sub(
        lambda found: tokens.get(found[0]) or small.get(found[0], found[0]), pattern
    )
    return moment.strftime(strftime)


def formatdate(value: Any = None, format_string: str | None = None) -> str:
    """`value` as people here write a day (dd/mm/yyyy, or the site's own); "" for nothing."""
    day = getdate(value) if value != "" else None
    return _formatted(day, format_string or locale().date_format, _DATE_TOKENS) if day else ""


format_date = formatdate


def format_time(value: Any = None, format_string: str | None = None) -> str:
    if value in (None, ""):
        return ""
    return _formatted(get_time(value), format_string or locale().time_format, _TIME_TOKENS)


def format_datetime(value: Any = None, format_string: str | None = None) -> str:
    moment = get_datetime(value) if value else None
    if moment is None:
        return ""
    day, _, clock = (format_string or f"{locale().date_format} {locale().time_format}").partition(
        " "
    )
    return (
        f"{formatdate(moment, day)} {format_time(moment, clock)}"
        if clock
        else formatdate(moment, day)
    )
