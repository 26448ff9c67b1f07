"""Doors of summary reports: draft by the outline, file, acknowledge, recall, consolidate."""

from typing import Any

import frappe

from thidua_khenthuong.services import reports
from thidua_khenthuong.services.permitted import permitted

REPORT = "Summary Report"
OBLIGATION = "Report Obligation"


def state_of(report: Any) -> dict[str, object]:
    return {"report": report.name, "state": report.workflow_state, "is_late": report.is_late}


@frappe.whitelist(methods=["POST"])
def draft_report(obligation: str, unit: str, year: int | None = None) -> dict[str, object]:
    """Drafts a unit's report with the outline's headings and the register's figures.

    `year`: of a report that is owed every year; without it this year's.
    """
    report = reports.draft(permitted(OBLIGATION, obligation, "read"), unit, year)
    return state_of(report)


@frappe.whitelist(methods=["POST"])
def consolidate_reports(obligation: str, unit: str, year: int | None = None) -> dict[str, object]:
    """Drafts the consolidated report of `unit` from the reports (of that year) filed so far."""
    report = reports.consolidate(permitted(OBLIGATION, obligation, "read"), unit, year)
    return {**state_of(report), "sources": len(report.sources)}


@frappe.whitelist(methods=["POST"])
def file_report(report: str) -> dict[str, object]:
    """Files a report with the register's figures of this moment; lateness is noted."""
    doc = permitted(REPORT, report, "submit")
    findings = reports.file(doc)
    return {**state_of(doc), "findings": findings}


@frappe.whitelist(methods=["POST"])
def acknowledge_report(report: str) -> dict[str, object]:
    """The body that received the report notes that it has read it."""
    doc = permitted(REPORT, report, "write")
    reports.acknowledge(doc)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def recall_report(report: str) -> dict[str, object]:
    """Takes a filed report back, so that an amended one may follow."""
    doc = permitted(REPORT, report, "cancel")
    reports.recall(doc)
    return state_of(doc)
