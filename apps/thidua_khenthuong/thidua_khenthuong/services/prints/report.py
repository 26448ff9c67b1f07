"""The facts of a summary report by its outline."""

from typing import Any

import frappe

from thidua_khenthuong.presentation.documents import (
    CampaignReportFacts,
    FiguresTable,
    PrintedDocument,
    ReportCoverage,
    ReportSection,
    build_campaign_report,
)
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.reports import units_that_owe_to
from thidua_khenthuong.services.prints.heads import (
    file_copies,
    letterhead,
    place_and_date,
    signature,
    unit_of,
)

FAMILY_WORDS = {"collective": "Tập thể", "household": "Hộ gia đình", "individual": "Cá nhân"}


def printed_report(report: Any) -> PrintedDocument:
    """The report with its headings, the register's figures and, when consolidated, who reported."""
    unit = unit_of(report.unit)
    title = plan_of(report.campaign).title
    return build_campaign_report(
        CampaignReportFacts(
            letterhead=letterhead(unit, "BC", report.report_number),
            place_and_date=place_and_date(unit, report.report_date or report.received_at),
            subject=title,
            sections=sections_of(report),
            signature=signature(report.signer_title, report.signer_name),
            copies_to=file_copies(report.campaign),
            addressees=tuple(row.printed_name for row in report.addressees),
            coverage=coverage_of(report) if report.is_consolidated else None,
        )
    )


def sections_of(report: Any) -> tuple[ReportSection, ...]:
    """The report's rows as a tree, by their depth."""
    figures = figure_headings(report)
    rows = list(report.sections)
    return nested(rows, 1, lambda row: figures_table(report) if row.heading in figures else None)


def figure_headings(report: Any) -> set[str]:
    """The outline's headings that take figures from the register."""
    names = [row.heading for row in report.sections if row.heading]
    return set(
        frappe.get_all(
            "Report Outline",
            filters={"name": ["in", names or [""]], "figures": ["is", "set"]},
            pluck="name",
        )
    )


def nested(rows: list[Any], depth: int, table_of: Any) -> tuple[ReportSection, ...]:
    found = []
    while rows and rows[0].depth == depth:
        row = rows.pop(0)
        table = table_of(row)
        found.append(
            ReportSection(
                heading=row.title or "",
                text=row.body or "",
                tables=(table,) if table else (),
                sections=nested(rows, depth + 1, table_of),
                label=row.number or None,
            )
        )
    return tuple(found)


def figures_table(report: Any) -> FiguresTable | None:
    """The awards of the register by form and family, as filed with the report."""
    forms = {
        row["name"]: row["printed_name"]
        for row in frappe.get_all("Award Form", fields=["name", "printed_name"])
    }
    counts: dict[str, dict[str, int]] = {}
    for row in report.figures:
        of_form = counts.setdefault(row.award_form, dict.fromkeys(FAMILY_WORDS, 0))
        if row.subject_family in of_form:
            of_form[row.subject_family] += row.awards
    if not counts:
        return None
    return FiguresTable(
        columns=("Hình thức khen thưởng", *FAMILY_WORDS.values()),
        rows=tuple((forms[form], *families.values()) for form, families in counts.items()),
        total_label="Tổng số",
    )


def coverage_of(report: Any) -> ReportCoverage:
    """Who owes a report that this one consolidates, and who has not sent it."""
    owing = units_that_owe_to(report)
    sent = {row.unit for row in report.sources}
    missing = tuple(name for unit, name in owing.items() if unit not in sent)
    return ReportCoverage(expected=len(sent) + len(missing), received=len(sent), missing=missing)
