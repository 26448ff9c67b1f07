"""The year of a report that is owed every year."""

from thidua_khenthuong.domain.due_dates import due_year
from thidua_khenthuong.domain.plan_rules import Deadline
from thidua_khenthuong.queries.clock import today
from thidua_khenthuong.refusal import refuse_step


def fitting_year(deadline: Deadline | None, year: int | None, title: str) -> int | None:
    """The year given, or this year's; null where nothing recurs. Refuses one outside the plan's."""
    recurrence = deadline.recurrence if deadline else None
    if deadline is None or recurrence is None:
        return None
    if not year:
        return due_year(deadline, today().year)
    first, last = recurrence.first_year or 1900, recurrence.last_year or 2999
    if not first <= int(year) <= last:
        refuse_step("REPORT_YEAR_WRONG", year=year, title=title, first=first, last=last)
    return int(year)
