"""View model of `/`: campaigns for everybody; dossiers, nominations and documents of the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from thidua_khenthuong.presentation.messages import WORDS
from thidua_khenthuong.presentation.pages.dates import DeadlineLine, deadline_lines, span
from thidua_khenthuong.presentation.pages.waiting import (
    Waiting,
    decision_waits,
    dossier_waits,
    report_waits,
)
from thidua_khenthuong.presentation.pages.words import (
    CAMPAIGN_STATES,
    DECISION_STATES,
    DOSSIER_STATES,
    DUTIES,
    NOMINATION_STATES,
    REPORT_STATES,
    ROLES,
    capital,
    tone,
)
from thidua_khenthuong.presentation.vietnamese import short_date
from thidua_khenthuong.queries.overview import ListedCampaign, Reader, Rows

DOORS = "/api/method/thidua_khenthuong.api.documents"


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list."""

    link: str
    short_title: str
    title: str
    issuer: str
    state: str
    tone: str
    period: str
    deadlines: tuple[DeadlineLine, ...]

    @property
    def passed(self) -> int:
        """How many deadlines have passed, where every one that has a day has; else 0."""
        dated = [line for line in self.deadlines if line.ends_on]
        return len(dated) if all(line.is_over for line in dated) else 0

    @property
    def latest(self) -> str:
        """The last of the deadlines that have a day: `báo cáo trước ngày 15/12/2023`."""
        last = max(self.deadlines, key=lambda line: line.ends_on or date.min)
        return f"{last.what.lower()} {last.day}"


@dataclass(frozen=True)
class Turn:
    """Whose turn it is. `is_mine`: the reader works for that unit."""

    unit: str
    task: str
    is_mine: bool


@dataclass(frozen=True)
class RecordLine:
    """A dossier, decision or report. `document`: the door of its print."""

    name: str
    unit: str
    campaign: str
    campaign_link: str
    about: str
    subjects: int | None
    state: str
    tone: str
    is_late: bool
    turns: tuple[Turn, ...]
    document: str
    document_name: str


@dataclass(frozen=True)
class NominationLine:
    """One subject that was put forward."""

    display_name: str
    kind: str
    group: str
    unit: str
    campaign: str
    dossier: str
    state: str
    tone: str


@dataclass(frozen=True)
class Listing:
    """Lines of one kind, and how many there are in all."""

    lines: tuple[Any, ...]
    total: int


@dataclass(frozen=True)
class AccountLine:
    """An account of a demo site and what its roles may do."""

    email: str
    password: str
    full_name: str
    unit: str
    roles: str
    duties: tuple[str, ...]


@dataclass(frozen=True)
class HomePage:
    campaigns: tuple[CampaignLine, ...]
    dossiers: Listing
    nominations: Listing
    decisions: Listing
    reports: Listing
    mine: int
    search: str
    accounts: tuple[AccountLine, ...]
    refusal: str


@dataclass(frozen=True)
class Names:
    """What stands for records: units' names, titles, campaigns with the units that handle them."""

    units: Mapping[str, str]
    award_forms: Mapping[str, str]
    obligations: Mapping[str, str]
    campaigns: Mapping[str, Mapping[str, Any]]
    subjects: Mapping[str, int]


def campaign_link(campaign: str) -> str:
    return f"/ke-hoach/{quote(campaign)}"


def campaign_lines(
    campaigns: Sequence[ListedCampaign], moment: datetime
) -> tuple[CampaignLine, ...]:
    """In the given order, but campaigns with a deadline still to come before the others."""
    lines = (
        CampaignLine(
            link=campaign_link(campaign.name),
            short_title=campaign.plan.short_title or campaign.plan.title,
            title=campaign.plan.title,
            issuer=campaign.plan.issuer,
            state=CAMPAIGN_STATES[campaign.state],
            tone=tone(campaign.state),
            period=period_of(campaign),
            deadlines=deadline_lines(campaign.plan, moment),
        )
        for campaign in campaigns
    )
    return tuple(sorted(lines, key=lambda line: all(due.is_over for due in line.deadlines)))


def period_of(campaign: ListedCampaign) -> str:
    """The campaign's own period, else the first one that the plan states."""
    periods = sorted(campaign.plan.periods, key=lambda period: period.kind != "campaign")
    return span(periods[0].starts_on, periods[0].ends_on) if periods else "văn bản không ghi"


def dossier_listing(found: Rows, names: Names, reader: Reader) -> Listing:
    lines = []
    for row in found.rows:
        bodies = names.campaigns[row["campaign"]]
        letter = f"Tờ trình số {row['letter_number']}" if row["letter_number"] else "Tờ trình"
        lines.append(
            RecordLine(
                name=row["name"],
                unit=names.units[row["unit"]],
                campaign=bodies["short_title"],
                campaign_link=campaign_link(row["campaign"]),
                about=names.award_forms[row["award_form"]],
                subjects=names.subjects.get(row["name"]),
                state=DOSSIER_STATES[row["workflow_state"] or "Draft"],
                tone=tone(row["workflow_state"] or "Draft"),
                is_late=bool(row["is_late"]),
                turns=turns(dossier_waits(row, bodies), names, reader),
                document=f"{DOORS}.submission_letter_pdf?dossier={quote(row['name'])}",
                document_name=letter,
            )
        )
    return Listing(tuple(lines), found.total)


def decision_listing(found: Rows, names: Names, reader: Reader) -> Listing:
    lines = []
    for row in found.rows:
        bodies = names.campaigns[row["campaign"]]
        number = row["decision_number"]
        day = f" ngày {short_date(row['decision_date'])}" if row["decision_date"] else ""
        lines.append(
            RecordLine(
                name=row["name"],
                unit=names.units[row["issuing_unit"]],
                campaign=bodies["short_title"],
                campaign_link=campaign_link(row["campaign"]),
                about=names.award_forms[row["award_form"]],
                subjects=None,
                state=DECISION_STATES[row["workflow_state"] or "Drafted"],
                tone=tone(row["workflow_state"] or "Drafted"),
                is_late=False,
                turns=turns(decision_waits(row, bodies), names, reader),
                document=f"{DOORS}.decision_pdf?decision={quote(row['name'])}",
                document_name=f"Quyết định số {number}{day}" if number else "Dự thảo quyết định",
            )
        )
    return Listing(tuple(lines), found.total)


def report_listing(found: Rows, names: Names, reader: Reader) -> Listing:
    lines = []
    for row in found.rows:
        number = f" số {row['report_number']}" if row["report_number"] else ""
        lines.append(
            RecordLine(
                name=row["name"],
                unit=names.units[row["unit"]],
                campaign=names.campaigns[row["campaign"]]["short_title"],
                campaign_link=campaign_link(row["campaign"]),
                about=names.obligations[row["obligation"]],
                subjects=None,
                state=REPORT_STATES[row["workflow_state"] or "Draft"],
                tone=tone(row["workflow_state"] or "Draft"),
                is_late=bool(row["is_late"]),
                turns=turns(report_waits(row), names, reader),
                document=f"{DOORS}.report_pdf?report={quote(row['name'])}",
                document_name=f"Báo cáo{number}",
            )
        )
    return Listing(tuple(lines), found.total)


def turns(waits: Sequence[Waiting], names: Names, reader: Reader) -> tuple[Turn, ...]:
    return tuple(
        Turn(names.units.get(step.unit or "", ""), step.task, step.unit in reader.units)
        for step in waits
    )


def nomination_listing(found: Rows, names: Names) -> Listing:
    lines = tuple(
        NominationLine(
            display_name=row["display_name"],
            kind=capital(WORDS.get(row["subject_kind"], row["subject_kind"])),
            group=row["subject_group"] or "",
            unit=names.units[row["unit"]],
            campaign=names.campaigns[row["campaign"]]["short_title"],
            dossier=row["dossier"] or "",
            state=NOMINATION_STATES[row["status"] or "Draft"],
            tone=tone(row["status"] or "Draft"),
        )
        for row in found.rows
    )
    return Listing(lines, found.total)


def account_line(
    email: str, password: str, full_name: str, unit: str, roles: Sequence[str]
) -> AccountLine:
    return AccountLine(
        email=email,
        password=password,
        full_name=full_name,
        unit=unit,
        roles=", ".join(ROLES.get(role, role) for role in roles),
        duties=tuple(DUTIES[role] for role in roles if role in DUTIES),
    )


def turns_of_mine(*listings: Listing) -> int:
    """How many records wait for a unit of the reader."""
    return sum(any(turn.is_mine for turn in line.turns) for own in listings for line in own.lines)
