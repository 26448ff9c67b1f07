"""Facts about reports: who owes one, which headings it has, which reports it is built from."""

from typing import Any

import frappe

from thidua_khenthuong.domain.names import ResolvedUnit, resolve_unit, selects
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Addressee, Deadline, ReportObligation
from thidua_khenthuong.domain.plan_text import Outline
from thidua_khenthuong.domain.request import NominatingUnit, ProposalRequest, RequestFacts
from thidua_khenthuong.domain.vocabulary import Item
from thidua_khenthuong.queries.directory import direct_units, known_units, unit_rows
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies

REPORT = "Summary Report"
OBLIGATION = "Report Obligation"


def obligation_in(plan: CampaignPlan, code: str) -> ReportObligation:
    """The plan's obligation of this code; StopIteration is impossible while records name codes."""
    return next(item for item in plan.obligations if item.code == code)


def obligation_of(report: Any, plan: CampaignPlan) -> ReportObligation:
    return obligation_in(plan, frappe.db.get_value(OBLIGATION, report.obligation, "code"))


def reporting_unit(plan: CampaignPlan, campaign: str, unit: str) -> ResolvedUnit:
    """The reporting unit as the rules see it."""
    name = frappe.db.get_value("Administrative Unit", unit, "unit_name")
    return resolve_unit(plan, known_units(campaign_bodies(campaign).unit), name)


def is_reporter(plan: CampaignPlan, obligation: ReportObligation, unit: ResolvedUnit) -> bool:
    return selects(plan, obligation.reporter, unit)


def outline_in(plan: CampaignPlan, obligation: ReportObligation) -> Outline | None:
    """The outline by which the report is written."""
    return next((item for item in plan.outlines if item.code == obligation.outline), None)


def deadline_of(plan: CampaignPlan, obligation: ReportObligation) -> Deadline | None:
    return plan.deadline(obligation.deadline) if obligation.deadline else None


def addressees_of(plan: CampaignPlan, obligation: ReportObligation) -> tuple[Addressee, ...]:
    """The bodies that the report goes to: the obligation's own, else those of its deadline."""
    deadline = deadline_of(plan, obligation)
    return obligation.addressees or (deadline.addressees if deadline else ())


def outline_headings(campaign: str, outline_code: str | None) -> list[Any]:
    """The headings of an outline in printed order, each with its depth from 1."""
    rows = frappe.get_all(
        "Report Outline",
        filters={"campaign": campaign, "outline_code": outline_code or ""},
        fields=["name", "parent_heading", "is_root", "number", "text", "figures", "ordinal"],
        order_by="ordinal asc, name asc",
    )
    below: dict[str, list[Any]] = {}
    for row in rows:
        below.setdefault(row["parent_heading"] or "", []).append(row)
    roots = [row for row in rows if row["is_root"]]
    return [found for root in roots for found in walk(root["name"], 1, below)]


def walk(parent: str, depth: int, below: dict[str, list[Any]]) -> list[Any]:
    found: list[Any] = []
    for row in below.get(parent, []):
        found.append({**row, "depth": depth})
        found.extend(walk(row["name"], depth + 1, below))
    return found


def filed_reports(
    campaign: str, obligation_codes: tuple[str, ...], year: int | None = None
) -> list[Any]:
    """The reports filed for these obligations, in the order of their units in the tree; with
    `year`, those of other years are left out.
    """
    obligations = frappe.get_all(
        OBLIGATION,
        filters={"campaign": campaign, "code": ["in", list(obligation_codes) or [""]]},
        pluck="name",
    )
    names = frappe.get_all(
        REPORT,
        filters={"obligation": ["in", obligations or [""]], "docstatus": 1},
        pluck="name",
    )
    reports = [frappe.get_doc(REPORT, name) for name in names]
    if year:
        reports = [report for report in reports if (report.report_year or year) == year]
    places = {
        row["name"]: row["lft"]
        for row in frappe.get_all(
            "Administrative Unit",
            filters={"name": ["in", [report.unit for report in reports] or [""]]},
            fields=["name", "lft"],
        )
    }
    return sorted(reports, key=lambda report: places[report.unit])


def units_that_owe_to(report: Any) -> dict[str, str]:
    """The units on file that owe a report which this one consolidates: record → name, in tree
    order.

    Where the plan asks "all agencies and localities", these are the issuing unit's own, directly
    below it.
    """
    plan = plan_of(report.campaign)
    issuing_unit = campaign_bodies(report.campaign).unit
    owed = [obligation_in(plan, code) for code in obligation_of(report, plan).consolidates]
    units = known_units(issuing_unit)
    direct = direct_units(issuing_unit)
    return {
        row["name"]: unit.name
        for row, unit in zip(unit_rows(issuing_unit), units, strict=True)
        if row["name"] != report.unit
        and any(owes(plan, item, units, unit.name, row["name"] in direct) for item in owed)
    }


def owes(
    plan: CampaignPlan, obligation: ReportObligation, units: Any, name: str, is_direct: bool
) -> bool:
    everybody = not obligation.reporter.names and not obligation.reporter.classes
    if everybody and not is_direct:
        return False
    return is_reporter(plan, obligation, resolve_unit(plan, units, name))


def report_request(
    plan: CampaignPlan, report: Any, obligation: ReportObligation
) -> ProposalRequest:
    """The report as a request: when it was received, whom it was sent to, what it holds."""
    unit = frappe.db.get_value(
        "Administrative Unit", report.unit, ["unit_name", "unit_class"], as_dict=True
    )
    deadline = deadline_of(plan, obligation)
    return ProposalRequest(
        campaign=plan.code,
        nominating_unit=NominatingUnit(name=unit["unit_name"]),
        facts=RequestFacts(
            deadline=deadline.code if deadline and deadline.comparator else None,
            submitted_at=report.received_at,
            report_year=report.report_year or None,
            item=Item.REPORT,
            addressees=tuple(row.printed_name for row in report.addressees if row.sent) or None,
            has_award_figures=True,
        ),
    )
