"""How reports are written by the plan's outline, filed and consolidated."""

from __future__ import annotations

from typing import Any

from .doors import Caller

REPORT = "Summary Report"


def obligation_of(caller: Caller, campaign: str, code: str) -> str:
    """The record of what the plan obliges to."""
    rows = caller.lists("Report Obligation", ["name"], campaign=campaign, code=code)
    return str(rows[0]["name"])


def writes_report(officer: Caller, obligation: str, unit: str, text: str, **values: Any) -> str:
    """A unit's report: the text under every heading that has none below it; filed."""
    drafted = officer.does("reports.draft_report", obligation=obligation, unit=unit)
    name = str(drafted["report"])
    fills_in(officer, name, text, **values)
    officer.does("reports.file_report", report=name)
    return name


def fills_in(officer: Caller, report: str, text: str, **values: Any) -> None:
    """Writes the text wherever nothing stands under a heading that has none below it."""
    sections = officer.reads(REPORT, report)["sections"]
    for index, section in enumerate(sections):
        below = sections[index + 1 : index + 2]
        has_parts = bool(below) and below[0]["depth"] > section["depth"]
        if not has_parts and not section.get("body"):
            section["body"] = text
    officer.changes(REPORT, report, sections=sections, **values)


def consolidates(officer: Caller, obligation: str, unit: str, text: str, **values: Any) -> str:
    """The report built from those that were filed; completed and filed."""
    drafted = officer.does("reports.consolidate_reports", obligation=obligation, unit=unit)
    name = str(drafted["report"])
    fills_in(officer, name, text, **values)
    officer.does("reports.file_report", report=name)
    return name


def figures_of(caller: Caller, report: str) -> dict[tuple[str, str], int]:
    """The award figures that a report carries: awards by form and kind of subject."""
    rows = caller.reads(REPORT, report)["figures"]
    return {(row["award_form"], row["subject_kind"]): row["awards"] for row in rows}
