"""Báo cáo sơ kết, tổng kết by an outline: a unit's own, and the one that consolidates others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..vietnamese import counted, decimal_number, point_letter, roman
from .shared import (
    FootBlock,
    HeadBlock,
    Letterhead,
    PlaceAndDate,
    PrintedDocument,
    PrintedPart,
    Signature,
    build_foot,
    build_head,
)

Figure = str | int | Decimal | None


@dataclass(frozen=True)
class FiguresTable:
    """`unit` is the unit of measure; with `total_label` a last row adds the columns of numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]
    caption: str | None = None
    unit: str | None = None
    total_label: str | None = None

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"Rows and columns differ in number: {self.caption}")


@dataclass(frozen=True)
class UnitContribution:
    """What one unit reported under a heading, in a consolidated report."""

    unit: str
    text: str


@dataclass(frozen=True)
class ReportSection:
    """A heading of the outline; `label` only where the outline numbers it in its own way."""

    heading: str
    text: str = ""
    contributions: tuple[UnitContribution, ...] = ()
    tables: tuple[FiguresTable, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    label: str | None = None


@dataclass(frozen=True)
class ReportCoverage:
    """How many of the units that owe a report have sent one, and which have not."""

    expected: int
    received: int
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.received + len(self.missing) != self.expected:
            raise ValueError("Reports received and missing do not add up to those expected")


@dataclass(frozen=True)
class CampaignReportFacts:
    letterhead: Letterhead
    place_and_date: PlaceAndDate
    subject: str
    sections: tuple[ReportSection, ...]
    signature: Signature
    copies_to: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    coverage: ReportCoverage | None = None
    closing: str | None = None


@dataclass(frozen=True)
class PrintedCell:
    text: str
    numeric: bool


@dataclass(frozen=True)
class PrintedTable:
    caption: str | None
    unit: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    total: tuple[PrintedCell, ...]


@dataclass(frozen=True)
class PrintedSection:
    """`depth` 1 is `I.` in capitals, 2 is `1.` in bold, 3 is `a)` upright."""

    depth: int
    label: str
    heading: str
    paragraphs: tuple[str, ...]
    contributions: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[PrintedTable, ...]


@dataclass(frozen=True)
class CampaignReportPage:
    head: HeadBlock
    subject: str
    addressees: tuple[str, ...]
    opening: tuple[str, ...]
    sections: tuple[PrintedSection, ...]
    closing: str | None
    foot: FootBlock


def build_campaign_report(facts: CampaignReportFacts) -> PrintedDocument:
    first_copies = ("Như trên",) if facts.addressees else ()
    page = CampaignReportPage(
        head=build_head(facts.letterhead, facts.place_and_date),
        subject=facts.subject,
        addressees=facts.addressees,
        opening=facts.opening + _coverage(facts.coverage),
        sections=_printed_sections(facts.sections, depth=1),
        closing=f"{facts.closing.rstrip('./ ')}./." if facts.closing else None,
        foot=build_foot(facts.signature, first_copies + facts.copies_to),
    )
    return PrintedDocument(
        title=f"Báo cáo {facts.subject}", parts=(PrintedPart("campaign_report.html", page),)
    )


def _coverage(coverage: ReportCoverage | None) -> tuple[str, ...]:
    if coverage is None:
        return ()
    received = counted(coverage.received, "báo cáo")
    sentence = f"Báo cáo được tổng hợp từ {received} trên tổng số {coverage.expected:02d} đơn vị"
    if not coverage.missing:
        return (f"{sentence}.",)
    return (f"{sentence}; chưa nhận được báo cáo của: {', '.join(coverage.missing)}.",)


def _printed_sections(sections: Sequence[ReportSection], depth: int) -> tuple[PrintedSection, ...]:
    printed: list[PrintedSection] = []
    for index, section in enumerate(sections):
        printed.append(
            PrintedSection(
                depth=depth,
                label=section.label or _label(depth, index),
                heading=section.heading.upper() if depth == 1 else section.heading,
                paragraphs=_paragraphs(section.text),
                contributions=tuple(
                    (contribution.unit, _paragraphs(contribution.text))
                    for contribution in section.contributions
                ),
                tables=tuple(_printed_table(table) for table in section.tables),
            )
        )
        printed.extend(_printed_sections(section.sections, depth + 1))
    return tuple(printed)


def _label(depth: int, index: int) -> str:
    """The scheme I. 1. a) of all five plans, then `-` and `+`."""
    if depth == 1:
        return f"{roman(index + 1)}."
    if depth == 2:
        return f"{index + 1}."
    if depth == 3:
        return f"{point_letter(index)})"
    return "-" if depth == 4 else "+"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _printed_table(table: FiguresTable) -> PrintedTable:
    return PrintedTable(
        caption=table.caption,
        unit=table.unit,
        columns=table.columns,
        rows=tuple(tuple(_cell(figure) for figure in row) for row in table.rows),
        total=_total(table),
    )


def _total(table: FiguresTable) -> tuple[PrintedCell, ...]:
    if table.total_label is None:
        return ()
    sums: list[Figure] = [table.total_label]
    for column in range(1, len(table.columns)):
        figures = [row[column] for row in table.rows]
        numbers = [figure for figure in figures if isinstance(figure, int | Decimal)]
        whole = len(numbers) == len(figures) and bool(numbers)
        sums.append(sum(numbers[1:], start=numbers[0]) if whole else None)
    return tuple(_cell(figure) for figure in sums)


def _cell(figure: Figure) -> PrintedCell:
    if isinstance(figure, int | Decimal):
        return PrintedCell(decimal_number(figure), numeric=True)
    return PrintedCell(figure or "", numeric=False)
