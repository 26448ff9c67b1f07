"""The facts of a summary report by its outline."""

from decimal import Decimal
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
from thidua_khenthuong.presentation.vietnamese import decimal_number, short_date
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.reports import obligation_of, outline_in, units_that_owe_to
from thidua_khenthuong.services.prints.heads import (
    file_copies,
    letterhead,
    place_and_date,
    signature,
    unit_of,
)

FAMILY_WORDS = {"collective": "Tập thể", "household": "Hộ gia đình", "individual": "Cá nhân"}
CONFERENCE_WORDS = {
    "separate": "tổ chức hội nghị riêng",
    "combined": "lồng ghép với hội nghị khác",
    "in_writing": "bằng văn bản",
}
MODEL_FIELDS = ("printed_name", "content", "method", "effect")
OUTLINE_WORDS = "ĐỀ CƯƠNG BÁO CÁO"
"""The line above an outline's own title."""


def printed_report(report: Any) -> PrintedDocument:
    """The report with its headings, the register's figures and, when consolidated, who reported."""
    unit = unit_of(report.unit)
    return build_campaign_report(
        CampaignReportFacts(
            letterhead=letterhead(unit, "BC", report.report_number),
            place_and_date=place_and_date(unit, report.report_date or report.received_at),
            subject=title_of(report),
            opening=conference_of(report),
            sections=sections_of(report),
            signature=signature(report.signer_title, report.signer_name),
            copies_to=file_copies(report.campaign),
            addressees=tuple(row.printed_name for row in report.addressees),
            coverage=coverage_of(report) if report.is_consolidated else None,
        )
    )


def title_of(report: Any) -> str:
    """The title that the outline itself gives the report, else the plan's."""
    plan = plan_of(report.campaign)
    outline = outline_in(plan, obligation_of(report, plan))
    above, _, title = (outline.text if outline else "").partition("\n")
    return title.replace("\n", " ") if above == OUTLINE_WORDS and title else plan.title


def conference_of(report: Any) -> tuple[str, ...]:
    """How the unit held its review, where it says so."""
    if not report.conference_form:
        return ()
    day = f", ngày {short_date(report.conference_date)}" if report.conference_date else ""
    return (f"Hình thức sơ kết, tổng kết: {CONFERENCE_WORDS[report.conference_form]}{day}.",)


def sections_of(report: Any) -> tuple[ReportSection, ...]:
    """The report's rows as a tree, by their depth."""
    tables = tables_by_heading(report)
    return nested(list(report.sections), 1, lambda row: tables.get(row.heading))


def tables_by_heading(report: Any) -> dict[str, FiguresTable | None]:
    """The register's figures and the models, each under the heading that asks for them."""
    names = [row.heading for row in report.sections if row.heading]
    tables: dict[str, FiguresTable | None] = {}
    for heading in frappe.get_all(
        "Report Outline",
        filters={"name": ["in", names or [""]]},
        fields=["name", "figures", "record_fields"],
    ):
        fields = (heading["record_fields"] or "").split("\n")
        if heading["figures"]:
            tables[heading["name"]] = figures_table(report)
        elif fields[0] == "tên" and len(fields) == len(MODEL_FIELDS):
            tables[heading["name"]] = models_table(report, fields)
    return tables


def models_table(report: Any, columns: list[str]) -> FiguresTable | None:
    """The models that the report names, under the words that the outline asks for them by."""
    if not report.models:
        return None
    return FiguresTable(
        columns=tuple(column.capitalize() for column in columns),
        rows=tuple(
            tuple(model.get(field) or "" for field in MODEL_FIELDS) for model in report.models
        ),
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
        caption=share_of_workers(report),
        total_label="Tổng số",
    )


def share_of_workers(report: Any) -> str:
    """How many of all awards went to people who work themselves; one decimal of a percent."""
    awards = sum(row.awards for row in report.figures)
    workers = sum(row.direct_workers for row in report.figures)
    share = decimal_number(round(Decimal(100 * workers) / awards, 1))
    return f"Người trực tiếp lao động: {workers}/{awards} ({share}%)"


def coverage_of(report: Any) -> ReportCoverage:
    """Who owes a report that this one consolidates, and who has not sent it."""
    owing = units_that_owe_to(report)
    sent = {row.unit for row in report.sources}
    missing = tuple(name for unit, name in owing.items() if unit not in sent)
    return ReportCoverage(expected=len(sent) + len(missing), received=len(sent), missing=missing)
