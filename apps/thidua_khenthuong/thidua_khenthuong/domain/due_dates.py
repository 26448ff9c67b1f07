"""The day by which something is due: printed, yearly, counted in working days, or put off."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from .plan_rules import Deadline
from .vocabulary import DueComparator
from .working_days import CalendarYear, CountedDay, working_day_after


@dataclass(frozen=True)
class Extension:
    """A deadline put off by the standing body: for a unit or for all, to an instant (included).

    `year`: of a deadline that recurs, the year that is put off; null for all others.
    """

    deadline: str
    until: datetime
    reason: str
    document_number: str
    year: int | None = None


@dataclass(frozen=True)
class DueFacts:
    """What a due day depends on beside the plan: the calendars, what was put off for the sender,
    and of a deadline that recurs the year in question (null: that of the moment).
    """

    calendars: tuple[CalendarYear, ...] = ()
    extensions: tuple[Extension, ...] = ()
    year: int | None = None


NO_FACTS = DueFacts()


@dataclass(frozen=True)
class DueDate:
    """A due day, null where there is none, and how it came about."""

    day: date | None
    year: int | None = None
    counted: CountedDay | None = None
    extension: Extension | None = field(default=None)


def due_year(deadline: Deadline, year: int) -> int | None:
    """The year's own instance of a deadline that recurs, held within its first and last year."""
    if deadline.recurrence is None:
        return None
    first, last = deadline.recurrence.first_year, deadline.recurrence.last_year
    return min(max(year, first or year), last or max(year, first or year))


def due_years(deadline: Deadline, today: date) -> tuple[int, ...]:
    """The years for which a deadline that recurs has come up: from its first year to this one.

    One that starts later has its first year; one without a first year has this one alone.
    """
    if deadline.recurrence is None:
        return ()
    first = deadline.recurrence.first_year or due_year(deadline, today.year) or today.year
    last = min(today.year, deadline.recurrence.last_year or today.year)
    return tuple(range(first, max(first, last) + 1))


def due_date(deadline: Deadline, moment: datetime, facts: DueFacts = NO_FACTS) -> DueDate:
    """The due day of `deadline`, seen from `moment` (local time)."""
    year = due_year(deadline, facts.year or moment.year)
    day = deadline.due_on
    counted = None
    if deadline.recurrence is not None and year is not None:
        day = date(year, deadline.recurrence.month, deadline.recurrence.day)
    elif deadline.working_days is not None and deadline.event_on is not None:
        counted = working_day_after(facts.calendars, deadline.event_on, deadline.working_days)
        day = counted.day
    return DueDate(day, year, counted, extension_for(deadline, day, year, facts.extensions))


def extension_for(
    deadline: Deadline, day: date | None, year: int | None, extensions: Iterable[Extension]
) -> Extension | None:
    """The latest extension of this deadline (and year) that reaches beyond its own last instant."""
    end = last_instant(deadline, day)
    fitting = [
        extension
        for extension in extensions
        if extension.deadline == deadline.code
        and extension.year == year
        and (end is None or extension.until > end)
    ]
    return max(fitting, key=lambda extension: extension.until, default=None)


def last_instant(deadline: Deadline, day: date | None) -> datetime | None:
    """The last instant that is safely in time by the plan; null where the plan gives no day."""
    if deadline.comparator is DueComparator.WITHIN:
        day = deadline.closes_on
    if day is None:
        return None
    if deadline.comparator is DueComparator.BEFORE:
        day -= timedelta(days=1)
    return datetime.combine(day, time.max)
