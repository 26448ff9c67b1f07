"""The question put to `check_proposal`: its shape, read with every problem and its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from .vocabulary import (
    AdministrativeLevel,
    AwardRound,
    Channel,
    Component,
    ContributionKind,
    Item,
    Occupation,
    ReportColumn,
    Stage,
    SubjectKind,
    Track,
)

Issue = tuple[str, str, Mapping[str, object]]


class Baseline(StrEnum):
    """`saved`: places held by filed nominations count; `empty`: as if nothing had been filed."""

    SAVED = "saved"
    EMPTY = "empty"


def positive(number: int) -> Iterator[Issue]:
    if number < 1:
        yield "", "not_positive", {"value": number}


def not_negative(number: int | None) -> Iterator[Issue]:
    if number is not None and number < 0:
        yield "", "negative", {"value": number}


def a_year(number: int | None) -> Iterator[Issue]:
    if number is not None and not 1900 <= number <= 2999:
        yield "", "not_a_year", {"value": number}


def not_blank(text: str) -> Iterator[Issue]:
    if not text.strip():
        yield "", "missing", {}


def in_order(period: tuple[date, date]) -> Iterator[Issue]:
    first, last = period
    if first > last:
        yield "", "ends_before_start", {"first": first, "last": last}


def too_many_tasks(tasks: Mapping[str, int]) -> Iterator[Issue]:
    """No more can be completed than were assigned, nor exceeded than completed."""
    assigned, completed = tasks.get("assigned"), tasks.get("completed")
    exceeded = tasks.get("exceeded")
    if assigned is not None and completed is not None and completed > assigned:
        yield ".completed", "more_than_assigned", {"value": completed}
    if completed is not None and exceeded is not None and exceeded > completed:
        yield ".exceeded", "more_than_completed", {"value": exceeded}


@dataclass(frozen=True)
class Tasks:
    """How many tasks were assigned, completed, and completed beyond their target."""

    CONTRADICTIONS = staticmethod(too_many_tasks)

    assigned: int = field(metadata={"check": positive})
    completed: int = field(metadata={"check": not_negative})
    exceeded: int = field(metadata={"check": not_negative})


@dataclass(frozen=True)
class Contribution:
    date: date
    amount: Decimal


@dataclass(frozen=True)
class YearlyResult:
    """A year's result against the yearly target of the group's criterion."""

    year: int
    actual: Decimal
    target: Decimal


@dataclass(frozen=True)
class TargetResult:
    """A result for one of the campaign's own targets, by its code."""

    target: str
    value: Decimal


@dataclass(frozen=True)
class OtherNomination:
    """What another unit has already filed."""

    unit: str
    group: str | None = None
    same_subject: bool = False


@dataclass(frozen=True)
class SubjectFacts:
    """What is known of one subject; null: not stated, and then not judged."""

    tasks: Tasks | None = None
    yearly_results: tuple[YearlyResult, ...] | None = None
    contributions: tuple[Contribution, ...] | None = None
    previous_awards: tuple[date, ...] | None = None
    achievement_periods: tuple[tuple[date, date], ...] | None = field(
        default=None, metadata={"check_item": in_order}
    )
    components: tuple[Component, ...] | None = None


@dataclass(frozen=True)
class RequestFacts(SubjectFacts):
    """What is known of the proposal as a whole; null: not stated, and then not judged."""

    deadline: str | None = None
    submitted_at: datetime | None = None
    report_year: int | None = field(default=None, metadata={"check": a_year})
    channel: Channel | None = None
    item: Item | None = None
    addressees: tuple[str, ...] | None = None
    stage: Stage | None = None
    sets: int | None = field(default=None, metadata={"check": not_negative})
    decision_date: date | None = None
    award_round: AwardRound | None = None
    award_year: int | None = None
    contribution_threshold: Decimal | None = None
    target_result: TargetResult | None = None
    other_nominations: tuple[OtherNomination, ...] | None = None
    unit_class: str | None = None
    report_columns: tuple[ReportColumn, ...] | None = None
    has_award_figures: bool | None = None


@dataclass(frozen=True)
class Attributes:
    """What is said of a subject; null: not said."""

    is_official: bool | None = None
    owned_by_nominator: bool | None = None
    is_nominating_unit: bool | None = None
    in_block: bool | None = None
    managed_by: str | None = None
    direct_worker: bool | None = None
    leader: bool | None = None
    position: str | None = None
    occupation: Occupation | None = None
    discipline: str | None = None
    proposed_for_state_award: bool | None = None
    track: Track | None = None
    contribution_kind: ContributionKind | None = None
    escaped_poverty: bool | None = None
    is_credit_institution: bool | None = None
    is_mass_organisation: bool | None = None
    local_name: str | None = None


@dataclass(frozen=True)
class Nomination:
    """So many distinct subjects of one kind, under one group letter."""

    subject_kind: SubjectKind
    count: int = field(metadata={"check": positive})
    group: str | None = None
    level: AdministrativeLevel | None = None
    attributes: Attributes = field(default_factory=Attributes)
    facts: SubjectFacts = field(default_factory=SubjectFacts)


@dataclass(frozen=True)
class NominatingUnit:
    name: str = field(metadata={"check": not_blank})
    unit_class: str | None = None


@dataclass(frozen=True)
class ProposalRequest:
    """May this unit propose these subjects for this award in this campaign, with this dossier?"""

    campaign: str
    baseline: Baseline = Baseline.SAVED
    award_form: str | None = None
    nominating_unit: NominatingUnit | None = None
    nominations: tuple[Nomination, ...] = ()
    facts: RequestFacts = field(default_factory=RequestFacts)

    def subject_facts(self, nomination: Nomination) -> SubjectFacts:
        """The facts that concern this nomination: its own, else those of the request as a whole.

        Facts of the request concern its only nomination: with several subjects they are refused
        when the request is read. Dossier parts are the exception: those of the request are the
        dossier's and are judged beside each subject's own.
        """
        own, whole = nomination.facts, self.facts
        return SubjectFacts(
            tasks=own.tasks or whole.tasks,
            yearly_results=own.yearly_results or whole.yearly_results,
            contributions=own.contributions or whole.contributions,
            previous_awards=own.previous_awards or whole.previous_awards,
            achievement_periods=own.achievement_periods or whole.achievement_periods,
            components=own.components,
        )
