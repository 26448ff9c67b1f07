"""What a working calendar has to be before the rules count over it."""

from typing import Any

import frappe
from frappe.utils import getdate

from thidua_khenthuong.domain.reading import Problem, read_record
from thidua_khenthuong.domain.working_days import CalendarYear
from thidua_khenthuong.queries.record_shapes import part_of
from thidua_khenthuong.refusal import refuse_problems, refuse_step

CALENDAR = "Holiday Calendar"


def refuse_unfit_calendar(doc: Any) -> None:
    """One calendar a year, with readable rows, each day once and of its year."""
    if frappe.db.exists(CALENDAR, {"year": doc.year, "name": ["!=", doc.name or ""]}):
        refuse_step("CALENDAR_EXISTS", year=doc.year)
    seen = set()
    for row in doc.days:
        row.day = getdate(row.day)
        if row.day in seen or row.day.year != int(doc.year):
            refuse_step("CALENDAR_DAY_WRONG", day=f"{row.day:%d/%m/%Y}", year=doc.year)
        seen.add(row.day)
    problems: list[Problem] = []
    read_record(CalendarYear, part_of(CalendarYear, doc), "", problems)
    refuse_problems(problems)
