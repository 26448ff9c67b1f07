"""Actions on summary reports: draft by the plan's outline, file, consolidate what others filed."""

from typing import Any

import frappe

from thidua_khenthuong.domain.plan_text import Outline
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.reports import (
    REPORT,
    addressees_of,
    deadline_of,
    filed_reports,
    obligation_in,
    outline_headings,
    outline_in,
)
from thidua_khenthuong.refusal import SpokenFinding, spoken
from thidua_khenthuong.services.remarks import missing_conference_form
from thidua_khenthuong.services.report_years import fitting_year
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.state_guard import take_step


def draft(obligation: Any, unit: str, year: int | None = None) -> Any:
    """A unit's draft report with the headings of the plan's outline and the bodies it goes to."""
    report = new_report(obligation, unit, year)
    report.insert()
    return report


def consolidate(obligation: Any, unit: str, year: int | None = None) -> Any:
    """The standing body's draft built from the reports filed so far, heading by heading, unit by
    unit.
    """
    plan = plan_of(obligation.campaign)
    report = new_report(obligation, unit, year)
    sources = filed_reports(
        obligation.campaign,
        obligation_in(plan, obligation.code).consolidates,
        report.report_year or None,
    )
    report.is_consolidated = 1
    names = {source.unit: unit_name(source.unit) for source in sources}
    for section in report.sections:
        section.body = "\n".join(
            f"{names[source.unit]}: {own.body}"
            for source in sources
            for own in source.sections
            if own.heading == section.heading and own.body
        )
    for source in sources:
        report.append("sources", {"report": source.name, "unit": source.unit})
        for model in source.models:
            copied = ("printed_name", "content", "method", "effect", "published_in", "forwarded_on")
            report.append("models", {field: model.get(field) for field in copied})
    with server_writes():
        report.insert()
    return report


def new_report(obligation: Any, unit: str, year: int | None) -> Any:
    plan = plan_of(obligation.campaign)
    owed = obligation_in(plan, obligation.code)
    report = frappe.new_doc(REPORT)
    head = frappe.db.get_value("Administrative Unit", unit, "head_title")
    report.update(
        {
            "campaign": obligation.campaign,
            "obligation": obligation.name,
            "unit": unit,
            "report_year": fitting_year(deadline_of(plan, owed), year, owed.title),
            "signer_title": head or signer_of(outline_in(plan, owed)),
        }
    )
    for heading in outline_headings(obligation.campaign, owed.outline):
        report.append(
            "sections",
            {
                "heading": heading["name"],
                "depth": heading["depth"],
                "number": heading["number"],
                "title": heading["text"],
            },
        )
    for addressee in addressees_of(plan, owed):
        report.append("addressees", {"printed_name": addressee.name, "sent": 1})
    return report


def signer_of(outline: Outline | None) -> str | None:
    """Who signs by the outline: its first line, "THỦ TRƯỞNG ĐƠN VỊ"."""
    return outline.signer[0].capitalize() if outline and outline.signer else None


def unit_name(unit: str) -> str:
    return str(frappe.db.get_value("Administrative Unit", unit, "unit_name"))


def file(report: Any) -> list[SpokenFinding]:
    """Files the report; what the rules found."""
    take_step(report, "File")
    findings = [spoken(finding) for finding in report.flags.findings or ()]
    return findings + missing_conference_form(report)


def acknowledge(report: Any) -> None:
    take_step(report, "Acknowledge")


def recall(report: Any) -> None:
    """Takes a filed report back; an amended one may follow."""
    take_step(report, "Recall")
