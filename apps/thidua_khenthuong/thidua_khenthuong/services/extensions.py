"""Putting a deadline off: granted and withdrawn by the standing body, never edited, traced."""

from datetime import date, datetime, time
from typing import Any

import frappe

from thidua_khenthuong.domain.due_dates import DueFacts, due_date, last_instant
from thidua_khenthuong.domain.dues import local_time
from thidua_khenthuong.domain.names import resolve_unit, selects
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Deadline
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.directory import known_units, unit_rows
from thidua_khenthuong.queries.extensions import EXTENSION
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.queries.reference import reference_data
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.report_years import fitting_year
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.trace import write_trace

GRANTING_ROLES = frozenset(
    {"Appraisal Officer", "Standing Body Head", "Emulation Administrator", "System Manager"}
)


def grant(
    campaign: str,
    deadline_code: str,
    extended_until: str,
    reason: str,
    document_number: str,
    unit: str | None = None,
    report_year: int | None = None,
) -> Any:
    """Puts a deadline off for a unit, or for all; returns the record of it."""
    bodies = campaign_bodies(campaign)
    require_granting_officer(bodies.standing_unit)
    if not reason.strip():
        refuse_step("REASON_MISSING")
    if not document_number.strip():
        refuse_step("DOCUMENT_NUMBER_MISSING")
    plan = plan_of(campaign)
    deadline = plan.deadline(deadline_code)
    if deadline is None:
        refuse_step("DEADLINE_UNKNOWN", campaign=campaign, deadline=deadline_code)
    if unit:
        refuse_unit_not_asked(plan, deadline, bodies.unit, unit)
    year = fitting_year(deadline, report_year, deadline.code)
    until = instant(extended_until)
    refuse_earlier(deadline, until, year)
    doc = frappe.new_doc(EXTENSION)
    doc.update(
        {
            "campaign": campaign,
            "deadline_code": deadline.code,
            "report_year": year,
            "unit": unit or bodies.unit,
            "all_units": int(not unit),
            "extended_until": until,
            "reason": reason.strip(),
            "document_number": document_number.strip(),
            "status": "Granted",
            "granted_by": frappe.session.user,
            "granted_at": now(),
        }
    )
    with server_writes():
        doc.insert(ignore_permissions=True)  # no role may write an extension: only the doors do
    write_trace(doc, "Grant Extension", None, "Granted", doc.reason)
    return doc


def withdraw(extension: Any, reason: str) -> None:
    """Takes an extension back from now on: what was judged by it stays as it was judged."""
    require_granting_officer(campaign_bodies(extension.campaign).standing_unit)
    if not reason.strip():
        refuse_step("REASON_MISSING")
    if extension.status != "Granted":
        refuse_step("EXTENSION_WITHDRAWN")
    extension.update(
        {
            "status": "Withdrawn",
            "withdrawn_by": frappe.session.user,
            "withdrawn_at": now(),
            "withdrawal_reason": reason.strip(),
        }
    )
    with server_writes():
        extension.save(ignore_permissions=True)  # no role may write an extension: only the doors do
    write_trace(extension, "Withdraw Extension", "Granted", "Withdrawn", reason.strip())


def require_granting_officer(standing_unit: str | None) -> None:
    """Who works for the standing body itself, as the one who appraises or as its head."""
    if frappe.session.user != "Administrator" and not GRANTING_ROLES & set(frappe.get_roles()):
        raise frappe.PermissionError
    require_officer_of(standing_unit, "NOT_STANDING_BODY")


def refuse_unit_not_asked(
    plan: CampaignPlan, deadline: Deadline, issuing_unit: str, unit: str
) -> None:
    """The unit is one of the issuer's own, and the deadline is put to it."""
    names = {row["name"]: row["unit_name"] for row in unit_rows(issuing_unit)}
    asked = unit in names and selects(
        plan, deadline.senders, resolve_unit(plan, known_units(issuing_unit), names[unit])
    )
    if not asked:
        refuse_step("UNIT_NOT_ASKED", deadline=deadline.code, unit=names.get(unit, unit))


def refuse_earlier(deadline: Deadline, until: datetime, year: int | None) -> None:
    """An extension reaches beyond the last instant that the plan itself gives."""
    facts = DueFacts(reference_data().calendars, (), year)
    end = last_instant(deadline, due_date(deadline, now(), facts).day)
    if end is None:
        refuse_step("DEADLINE_WITHOUT_DAY", deadline=deadline.code)
    if until.date() <= end.date():
        refuse_step("EXTENSION_NOT_LATER", until=f"{until:%H:%M %d/%m/%Y}", deadline=deadline.code)


def instant(text: str) -> datetime:
    """A day means its last second; a moment means itself."""
    try:
        if len(text.strip()) <= len("2023-11-29"):
            return datetime.combine(date.fromisoformat(text.strip()), time(23, 59, 59))
        return local_time(datetime.fromisoformat(text.strip())).replace(microsecond=0)
    except ValueError:
        refuse_step("MOMENT_UNREADABLE", given=text)
