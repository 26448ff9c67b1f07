"""What an officer has to see: priority notes, subjects filed twice, reports with parts missing."""

from collections.abc import Iterator, Sequence

from .findings import Finding, FindingCode, reject, warn
from .names import ResolvedUnit, is_same_unit, resolve_unit, selects
from .plan import CampaignPlan
from .plan_rules import (
    PriorityNote,
    ReportRule,
)
from .request import Nomination, OtherNomination, ProposalRequest
from .subjects import Fit, family_of, match_subject
from .vocabulary import Item, Strictness, SubjectFamily


def check_priority(
    plan: CampaignPlan, form: str, nominations: Sequence[Nomination]
) -> Iterator[Finding]:
    """Every nominated person a leader and nobody of those whom the plan puts first."""
    people = [item for item in nominations if family_of(item) is SubjectFamily.INDIVIDUAL]
    if not people or not all(person.attributes.leader for person in people):
        return
    for note in plan.priority_notes:
        if note.award_forms and form not in note.award_forms:
            continue
        if not any(is_preferred(plan, note, item) for item in nominations):
            yield warn(
                FindingCode.PRIORITY_NOTE, note.source, leaders=sum(item.count for item in people)
            )


def is_preferred(plan: CampaignPlan, note: PriorityNote, nomination: Nomination) -> bool:
    return any(
        match_subject(plan, selector, nomination).fit is Fit.YES for selector in note.preferred
    )


def check_doubles(
    plan: CampaignPlan, unit: ResolvedUnit | None, others: Sequence[OtherNomination]
) -> Iterator[Finding]:
    """The same subject filed by another unit in this campaign for this form."""
    for other in others:
        if not other.same_subject:
            continue
        if unit is not None and is_same_unit(resolve_unit(plan, (), other.unit), unit):
            continue
        source = plan.groups_source or plan.clauses[0].source
        yield warn(FindingCode.DUPLICATE_SUBJECT, source, unit=other.unit, letter=other.group or "")


def check_report(
    plan: CampaignPlan, request: ProposalRequest, unit: ResolvedUnit | None
) -> Iterator[Finding]:
    """Sections and columns that a report must have, as far as the request says what it has."""
    facts = request.facts
    if facts.item is Item.DOSSIER:
        return
    writer = unit
    if facts.unit_class is not None:
        name = unit.name if unit else ""
        writer = ResolvedUnit(name, unit.keys if unit else frozenset(), facts.unit_class)
    for rule in plan.report_rules:
        if is_for(plan, rule, writer):
            yield from missing_columns(rule, request)
            if rule.award_figures is not None and facts.has_award_figures is False:
                finding = reject if rule.award_figures is Strictness.HARD else warn
                yield finding(
                    FindingCode.REPORT_INCOMPLETE, rule.source, missing="số liệu khen thưởng"
                )


def is_for(plan: CampaignPlan, rule: ReportRule, writer: ResolvedUnit | None) -> bool:
    """Whether the rule concerns the writer; an unknown writer meets the rules for everybody."""
    if writer is None:
        return not rule.units.names and not rule.units.classes
    return selects(plan, rule.units, writer)


def missing_columns(rule: ReportRule, request: ProposalRequest) -> Iterator[Finding]:
    columns = request.facts.report_columns
    if columns is None:
        return
    missing = [column for column in rule.columns if column not in columns]
    if missing:
        yield reject(FindingCode.REPORT_INCOMPLETE, rule.source, missing=", ".join(missing))
