"""Award forms, their occasions and authorities; what bars a subject from an award."""

from collections.abc import Iterator

from .context import ReferenceData
from .findings import Finding, FindingCode, reject, warn
from .names import ResolvedUnit, name_key, selects
from .plan import CampaignPlan
from .plan_merits import (
    StateAwardExclusion,
)
from .plan_rules import (
    AwardFormRule,
    AwardOccasion,
)
from .request import Nomination, ProposalRequest
from .subjects import Fit, groups_for, match_subject
from .vocabulary import AwardRound, Item


def form_rule(plan: CampaignPlan, form: str) -> AwardFormRule | None:
    """The plan's rule for an award form, by its own code or another that its words cover."""
    return next(
        (rule for rule in plan.award_forms if form == rule.form or form in rule.also_as), None
    )


def check_award_form(
    plan: CampaignPlan,
    request: ProposalRequest,
    unit: ResolvedUnit | None,
    reference: ReferenceData,
) -> Iterator[Finding]:
    """Whether the plan lists the form, the occasion is its own, and the unit's head may give it."""
    form = request.award_form
    if not plan.has_awards:
        if request.nominations or form is not None or request.facts.item is Item.DOSSIER:
            yield reject(FindingCode.NO_AWARD_ROUND, plan.clauses[0].source)
        return
    if form is None:
        return
    rule = form_rule(plan, form)
    if rule is None:
        yield unlisted_form(plan, form, reference)
        return
    yield from unnamed_subjects(plan, rule, request)
    classed = unit if unit is not None and unit.unit_class is not None else None
    if rule.authorities and classed and not selects(plan, rule.authorities, classed):
        yield warn(FindingCode.AUTHORITY_NOT_LISTED, rule.source, unit=classed.name, form=form)
    facts = request.facts
    if rule.occasions and not any(
        suits(occasion, facts.award_round, facts.award_year) for occasion in rule.occasions
    ):
        yield reject(
            FindingCode.FORM_OCCASION,
            rule.source,
            form=form,
            award_round=facts.award_round or "",
            award_year=facts.award_year or "",
        )


def unnamed_subjects(
    plan: CampaignPlan, rule: AwardFormRule, request: ProposalRequest
) -> Iterator[Finding]:
    """Subjects whom the text does not name for this form."""
    for index, nomination in enumerate(request.nominations):
        if rule.subjects and match_subject(plan, rule.subjects, nomination).fit is Fit.NO:
            path = f"nominations[{index}]"
            kind = nomination.subject_kind
            yield warn(FindingCode.SUBJECT_NOT_LISTED, rule.source, path, kind=kind)


def unlisted_form(plan: CampaignPlan, form: str, reference: ReferenceData) -> Finding:
    """A form that the plan does not list, or an authority that gives a listed one.

    A State award has one authority: another class of a listed order is another form.
    """
    titles = {item.code: item.title for item in reference.award_forms if not item.is_state_award}
    title = titles.get(form)
    listed = [rule for rule in plan.award_forms if title and titles.get(rule.form) == title]
    sources = "; ".join(rule.source for rule in listed or plan.award_forms)
    code = FindingCode.AUTHORITY_NOT_LISTED if listed else FindingCode.FORM_NOT_LISTED
    return warn(code, sources or plan.clauses[0].source, unit="", form=form)


def suits(occasion: AwardOccasion, award_round: AwardRound | None, year: int | None) -> bool:
    """Whether the stated round and year may be this occasion; what is not stated may be any."""
    right_round = not occasion.rounds or award_round is None or award_round in occasion.rounds
    right_year = not occasion.years or year is None or year in occasion.years
    return right_round and right_year


def check_discipline(plan: CampaignPlan, nomination: Nomination, path: str) -> Iterator[Finding]:
    """A penalty that bars the award; where the plan names none, an officer decides."""
    penalty = nomination.attributes.discipline
    if not penalty or not penalty.strip():
        return
    if not plan.discipline_rules:
        letters = {None, *(group.letter for group in groups_for(plan, nomination))}
        sources = [item.source for item in plan.criteria if item.group in letters]
        source = next(iter(sources), plan.clauses[0].source)
        yield warn(FindingCode.RULE_SILENT, source, path, matter=f"hình thức “{penalty}”")
    for rule in plan.discipline_rules:
        if any(name_key(barred) in name_key(penalty) for barred in rule.barred_by):
            yield reject(FindingCode.DISCIPLINED, rule.source, path, penalty=penalty)


def check_state_award(
    plan: CampaignPlan, form: str, request: ProposalRequest, nomination: Nomination, path: str
) -> Iterator[Finding]:
    """Who is proposed for a State award is left out at the rounds for which the plan says so."""
    if not nomination.attributes.proposed_for_state_award:
        return
    for rule in plan.state_award_exclusions:
        if not concerns(rule, form, request, nomination):
            continue
        if any(
            match_subject(plan, selector, nomination).fit is Fit.YES for selector in rule.excluded
        ):
            yield reject(FindingCode.STATE_LEVEL_EXCLUDED, rule.source, path)
        elif any(
            match_subject(plan, selector, nomination).fit is Fit.YES for selector in rule.unclear
        ):
            matter = "trường hợp đang đề nghị khen cấp Nhà nước"
            yield warn(FindingCode.RULE_SILENT, rule.source, path, matter=matter)


def concerns(
    rule: StateAwardExclusion, form: str, request: ProposalRequest, nomination: Nomination
) -> bool:
    """Whether the rule speaks of this form, this round and this line of merit."""
    return (
        form in rule.award_forms
        and request.facts.award_round in rule.rounds
        and (rule.track is None or nomination.attributes.track in (rule.track, None))
    )
