"""A campaign plan, whole: as printed and as understood. `plan_reading.py` makes one from data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .plan_merits import (
    BonusRule,
    ContributionRule,
    DisciplineRule,
    StateAwardExclusion,
)
from .plan_rules import (
    AwardFormRule,
    AwardStandard,
    Criterion,
    Deadline,
    DossierRule,
    PriorityNote,
    QuotaRow,
    ReportObligation,
    ReportRule,
    RouteRule,
    RouteStep,
    SubjectGroup,
)
from .plan_text import (
    Assignment,
    Clause,
    DraftingRemark,
    LegalBasis,
    Outline,
    Period,
    PeriodKind,
    Phase,
    PlanItem,
    PlanItemKind,
    PlanReference,
    Recipient,
    RelatedCampaign,
    Signature,
    Target,
)


class DocumentKind(StrEnum):
    PLAN = "plan"
    GUIDANCE = "guidance"


@dataclass(frozen=True)
class PlanBody:
    """A body that the plan names, with its other names; `unit_class` where it has one."""

    name: str
    aliases: tuple[str, ...] = ()
    unit_class: str | None = None


@dataclass(frozen=True)
class CampaignPlan:
    """A plan as printed and as understood.

    `number` and `issued_on` are null where the text does not give them; `number_text` and
    `issued_on_text` keep what is printed of a partly blank one ("/KH-UBND"). `issuer` is the
    authority that issues; `issuing_unit` the administrative unit whose own units and addressees the
    campaign speaks of. `has_awards` false: no nomination at all.
    `groups_source`: the clause that sets up the lettered groups.
    """

    code: str
    kind: DocumentKind
    title: str
    issuer: str
    issuing_unit: str
    clauses: tuple[Clause, ...]
    number: str | None = None
    number_text: str | None = None
    issued_on: date | None = None
    issued_on_text: str | None = None
    place: str | None = None
    short_title: str | None = None
    slogan: str | None = None
    aliases: tuple[str, ...] = ()
    parent: PlanReference | None = None
    has_awards: bool = True
    standing_body: str | None = None
    lead_agency: str | None = None
    bodies: tuple[PlanBody, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    related_campaigns: tuple[RelatedCampaign, ...] = ()
    remarks: tuple[DraftingRemark, ...] = ()
    periods: tuple[Period, ...] = ()
    items: tuple[PlanItem, ...] = ()
    targets: tuple[Target, ...] = ()
    phases: tuple[Phase, ...] = ()
    groups: tuple[SubjectGroup, ...] = ()
    groups_source: str | None = None
    criteria: tuple[Criterion, ...] = ()
    award_standards: tuple[AwardStandard, ...] = ()
    award_forms: tuple[AwardFormRule, ...] = ()
    quotas: tuple[QuotaRow, ...] = ()
    route_steps: tuple[RouteStep, ...] = ()
    route_rules: tuple[RouteRule, ...] = ()
    dossier_rules: tuple[DossierRule, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    obligations: tuple[ReportObligation, ...] = ()
    report_rules: tuple[ReportRule, ...] = ()
    priority_notes: tuple[PriorityNote, ...] = ()
    discipline_rules: tuple[DisciplineRule, ...] = ()
    state_award_exclusions: tuple[StateAwardExclusion, ...] = ()
    contribution_rules: tuple[ContributionRule, ...] = ()
    bonus_rules: tuple[BonusRule, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature: Signature | None = None
    outlines: tuple[Outline, ...] = ()

    def items_of(self, kind: PlanItemKind) -> tuple[PlanItem, ...]:
        """The plan's list of one kind, in printed order."""
        return tuple(item for item in self.items if item.kind is kind)

    def periods_of(self, kind: PeriodKind) -> tuple[Period, ...]:
        return tuple(period for period in self.periods if period.kind is kind)

    def group(self, letter: str) -> SubjectGroup | None:
        return next((group for group in self.groups if group.letter == letter), None)

    def deadline(self, code: str) -> Deadline | None:
        return next((deadline for deadline in self.deadlines if deadline.code == code), None)

    def clause(self, source: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.source == source), None)
