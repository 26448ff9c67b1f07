"""Who has not handed in what a deadline asks for, and how each unit stands to its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe

from thidua_khenthuong.domain.due_dates import DueFacts, due_date, due_years, last_instant
from thidua_khenthuong.domain.dues import DueStatus, due_status
from thidua_khenthuong.domain.names import resolve_unit, selects
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Deadline, ReportObligation, UnitSelector
from thidua_khenthuong.domain.vocabulary import Item, Stage
from thidua_khenthuong.domain.working_days import CalendarYear, working_days_between
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.directory import direct_units, known_units, unit_rows
from thidua_khenthuong.queries.extensions import extensions_among, granted_rows
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.queries.reference import reference_data
from thidua_khenthuong.queries.reports import OBLIGATION, REPORT
from thidua_khenthuong.queries.scope_rules import handles
from thidua_khenthuong.queries.units import scope_of

NOT_HANDED_IN = ("Draft", "Returned", "Withdrawn")


@dataclass(frozen=True)
class Duty:
    """One thing due: dossiers, or the report of an obligation (of one year, where it recurs)."""

    deadline: Deadline | None
    obligation: ReportObligation | None
    year: int | None

    @property
    def senders(self) -> UnitSelector:
        if self.obligation is not None:
            return self.obligation.reporter
        return self.deadline.senders if self.deadline else UnitSelector()


@dataclass(frozen=True)
class HandedIn:
    """What has been handed in: dossiers by unit, stage and form; reports by unit, code and year."""

    dossiers: frozenset[tuple[str, str, str]]
    reports: frozenset[tuple[str, str, int | None]]

    def has(self, duty: Duty, unit: str) -> bool:
        if duty.obligation is not None:
            return (unit, duty.obligation.code, duty.year) in self.reports
        deadline = duty.deadline
        if deadline is None:
            return False
        stage = (deadline.stage or Stage.UNIT).value
        return any(
            own == unit
            and at == stage
            and (not deadline.award_forms or form in deadline.award_forms)
            for own, at, form in self.dossiers
        )


def overdue(campaign: str, user: str) -> list[dict[str, object]]:
    """Each duty of the plan with the units of the user's scope that have not handed it in.

    What was handed in is asked for once for dossiers and once for reports, whatever the number of
    units and duties.
    """
    plan = plan_of(campaign)
    moment = now()
    calendars = reference_data().calendars
    extensions = granted_rows(campaign)
    asked = asked_units(plan, campaign, user)
    handed_in = what_was_handed_in(campaign)
    lines = []
    for duty in duties(plan, moment):
        missing = [
            (row, is_direct, unit)
            for row, is_direct, unit in asked
            if is_asked(plan, duty.senders, unit, is_direct)
            and not handed_in.has(duty, row["name"])
        ]
        units = [
            {
                "unit": row["name"],
                "unit_name": unit.name,
                **standing(
                    duty,
                    moment,
                    DueFacts(calendars, extensions_among(extensions, row["name"]), duty.year),
                ),
            }
            for row, _, unit in missing
        ]
        lines.append({**head(duty, moment, calendars), "units": units})
    return lines


def duties(plan: CampaignPlan, moment: datetime) -> Iterator[Duty]:
    """Dossiers first, then reports, in the plan's order; a recurring one once for each year."""
    for deadline in plan.deadlines:
        if deadline.item is Item.DOSSIER:
            for year in due_years(deadline, moment.date()) or (None,):
                yield Duty(deadline, None, year)
    for obligation in plan.obligations:
        deadline_of_report = plan.deadline(obligation.deadline) if obligation.deadline else None
        years = due_years(deadline_of_report, moment.date()) if deadline_of_report else ()
        for year in years or (None,):
            yield Duty(deadline_of_report, obligation, year)


def asked_units(plan: CampaignPlan, campaign: str, user: str) -> list[tuple[Any, bool, Any]]:
    """The units that the user may look after: record, whether directly below the issuer, as the
    rules see it.
    """
    issuing_unit = campaign_bodies(campaign).unit
    scope = scope_of(user)
    sees_all = scope.everything or handles(scope, campaign)
    direct = direct_units(issuing_unit)
    return [
        (row, row["name"] in direct, resolve_unit(plan, (unit,), unit.name))
        for row, unit in zip(unit_rows(issuing_unit), known_units(issuing_unit), strict=True)
        if sees_all or scope.covers(row["lft"], row["rgt"])
    ]


def is_asked(plan: CampaignPlan, selector: UnitSelector, unit: Any, is_direct: bool) -> bool:
    """A selector that names nobody means the units directly below the issuer."""
    everybody = not selector.names and not selector.classes
    return (is_direct or not everybody) and selects(plan, selector, unit)


def what_was_handed_in(campaign: str) -> HandedIn:
    dossiers = frappe.get_all(
        "Award Dossier",
        filters={"campaign": campaign, "workflow_state": ["not in", list(NOT_HANDED_IN)]},
        fields=["unit", "stage", "award_form"],
    )
    codes = {
        row["name"]: row["code"]
        for row in frappe.get_all(
            OBLIGATION, filters={"campaign": campaign}, fields=["name", "code"]
        )
    }
    reports = frappe.get_all(
        REPORT,
        filters={"campaign": campaign, "docstatus": 1},
        fields=["unit", "obligation", "report_year"],
    )
    return HandedIn(
        dossiers=frozenset((row["unit"], row["stage"], row["award_form"]) for row in dossiers),
        reports=frozenset(
            (row["unit"], codes.get(row["obligation"], ""), row["report_year"] or None)
            for row in reports
        ),
    )


def head(duty: Duty, moment: datetime, calendars: tuple[CalendarYear, ...]) -> dict[str, object]:
    """What is due and when, by the plan alone. Status `undated` asks for a date."""
    deadline, obligation = duty.deadline, duty.obligation
    facts = DueFacts(calendars, (), duty.year)
    due = due_date(deadline, moment, facts) if deadline else None
    status = due_status(deadline, moment, facts) if deadline else DueStatus.UNDATED
    counted = due.counted if due else None
    return {
        "deadline": deadline.code if deadline else None,
        "obligation": obligation.code if obligation else None,
        "item": (Item.REPORT if obligation else Item.DOSSIER).value,
        "title": obligation.title if obligation else None,
        "source": (obligation or deadline).source,  # type: ignore[union-attr]  # one of the two is
        "comparator": deadline.comparator.value if deadline and deadline.comparator else None,
        "report_year": duty.year,
        "due_on": (deadline.closes_on or due.day) if deadline and due else None,
        "status": status.value,
        "missing_calendar_year": counted.missing_year if counted else None,
        "unverified_calendar": bool(counted and counted.unverified),
    }


def standing(duty: Duty, moment: datetime, facts: DueFacts) -> dict[str, object]:
    """How a unit that has handed in nothing stands: days late, or working days left.

    `days_late` counts calendar days after the due day (0 on the very day of "trước ngày");
    `working_days_left` those after today, up to and with the last day that is safely in time.
    """
    deadline = duty.deadline
    none = {"extended_until": None, "days_late": None, "working_days_left": None}
    if deadline is None:
        return {"status": DueStatus.UNDATED.value, **none}
    due = due_date(deadline, moment, facts)
    status = due_status(deadline, moment, facts)
    last = last_instant(deadline, due.day)
    due_day = deadline.closes_on or due.day
    if due.extension is not None:
        last = due.extension.until
        due_day = last.date()
    late = left = None
    if status in (DueStatus.LATE, DueStatus.CLOSED, DueStatus.BOUNDARY) and due_day:
        late = (moment.date() - due_day).days
    elif last is not None:
        left = working_days_between(facts.calendars, moment.date(), last.date()).count
    until = due.extension.until if due.extension else None
    return {
        "status": status.value,
        "extended_until": until,
        "days_late": late,
        "working_days_left": left,
    }
