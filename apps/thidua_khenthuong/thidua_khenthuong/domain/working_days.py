"""Working days counted over a calendar that is given as data, year by year.

A day off is a holiday of the calendar or one of its weekly days of rest; a make-up day is worked
whatever the weekday. A year without a calendar is never guessed at: what cannot be counted is null,
with the year that is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property


class Weekday(StrEnum):
    """In the order of `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class CalendarDayKind(StrEnum):
    """`day_off`: a holiday or the day given for one; `make_up`: worked in exchange for another."""

    DAY_OFF = "day_off"
    MAKE_UP = "make_up"


@dataclass(frozen=True)
class CalendarDay:
    """A day that differs from its weekday."""

    day: date
    kind: CalendarDayKind
    title: str = ""
    source: str | None = None
    unverified: bool = False


@dataclass(frozen=True)
class CalendarYear:
    """The working calendar of a year. `unverified`: the list was not checked against its texts."""

    year: int
    weekly_rest: tuple[Weekday, ...]
    days: tuple[CalendarDay, ...]
    source: str | None = None
    unverified: bool = False

    @cached_property
    def kinds(self) -> dict[date, CalendarDayKind]:
        return {entry.day: entry.kind for entry in self.days if entry.day.year == self.year}

    def is_worked(self, day: date) -> bool:
        kind = self.kinds.get(day)
        if kind is not None:
            return kind is CalendarDayKind.MAKE_UP
        return list(Weekday)[day.weekday()] not in self.weekly_rest


@dataclass(frozen=True)
class CountedDay:
    """The day that a count leads to; null with `missing_year` where a calendar is missing.

    `unverified`: one of the years that were counted over is not verified.
    """

    day: date | None
    missing_year: int | None = None
    unverified: bool = False


@dataclass(frozen=True)
class CountedDays:
    """How many working days; null with `missing_year` where a calendar is missing."""

    count: int | None
    missing_year: int | None = None
    unverified: bool = False


def by_year(years: Iterable[CalendarYear]) -> dict[int, CalendarYear]:
    return {calendar.year: calendar for calendar in years}


def is_working_day(years: Iterable[CalendarYear], day: date) -> bool | None:
    """Whether the day is worked; null for a year without a calendar."""
    calendar = by_year(years).get(day.year)
    return None if calendar is None else calendar.is_worked(day)


def working_day_after(years: Iterable[CalendarYear], event: date, number: int) -> CountedDay:
    """The `number`-th working day after `event`: the event's own day does not count.

    Bộ luật Dân sự 2015, Điều 147 khoản 2: a period set in days begins on the day after the event.
    Raises ValueError for a number below one.
    """
    if number < 1:
        raise ValueError("number must be at least 1")
    known = by_year(years)
    day, unverified = event, False
    while number:
        day += timedelta(days=1)
        calendar = known.get(day.year)
        if calendar is None:
            return CountedDay(None, day.year)
        unverified = unverified or calendar.unverified
        number -= calendar.is_worked(day)
    return CountedDay(day, None, unverified)


def working_days_between(years: Iterable[CalendarYear], after: date, last: date) -> CountedDays:
    """The working days after `after`, up to and with `last`; none where `last` is not later."""
    known = by_year(years)
    count, unverified = 0, False
    for offset in range(1, (last - after).days + 1):
        day = after + timedelta(days=offset)
        calendar = known.get(day.year)
        if calendar is None:
            return CountedDays(None, day.year)
        unverified = unverified or calendar.unverified
        count += calendar.is_worked(day)
    return CountedDays(count, None, unverified)
