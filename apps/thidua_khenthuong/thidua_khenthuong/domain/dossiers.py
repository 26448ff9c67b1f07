"""What a dossier must hold, how many sets, and for whom another paper stands in."""

from collections.abc import Iterator

from .findings import Finding, FindingCode, reject, warn
from .names import ResolvedUnit, selects
from .plan import CampaignPlan
from .plan_rules import (
    DossierExemption,
    DossierRule,
)
from .request import Nomination, ProposalRequest
from .subjects import Fit, Match, match_subject
from .vocabulary import SUBJECT_COMPONENTS, Component, Stage


def dossier_rule(
    plan: CampaignPlan, form: str | None, stage: Stage | None, unit: ResolvedUnit | None
) -> DossierRule | None:
    """The rule for this award form and stage.

    Without a stage it is the rule of the unit's own dossier, one that names the unit first; without
    a unit either, the rule for which the plan prints a number of sets goes first.
    """
    rules = [
        rule
        for rule in plan.dossier_rules
        if form is None or not rule.award_forms or form in rule.award_forms
    ]
    if stage is not None:
        return next((rule for rule in rules if rule.stage in (stage, None)), None)
    if unit is None:
        return min(rules, key=lambda rule: rule.sets is None, default=None)
    own = [rule for rule in rules if rule.author is None or selects(plan, rule.author, unit)]
    return min(own, key=lambda rule: not (rule.author and rule.author.names), default=None)


def check_dossier(
    plan: CampaignPlan, form: str | None, request: ProposalRequest, unit: ResolvedUnit | None
) -> Iterator[Finding]:
    """Parts that are missing and a wrong number of sets; what is not stated is not judged."""
    rule = dossier_rule(plan, form, request.facts.stage, unit)
    if rule is None:
        return
    whole = request.facts.components
    if whole is not None:
        yield from missing_parts(rule, frozenset(whole) - SUBJECT_COMPONENTS)
        if not request.nominations:
            yield from subject_papers(plan, rule, None, frozenset(whole), None)
    for index, nomination in enumerate(request.nominations):
        papers = nomination.facts.components if nomination.facts.components is not None else whole
        if papers is not None:
            path = f"nominations[{index}]"
            yield from subject_papers(plan, rule, nomination, frozenset(papers), path)
    yield from check_sets(rule, request.facts.sets)


def missing_parts(rule: DossierRule, parts: frozenset[Component]) -> Iterator[Finding]:
    """Parts of the dossier as a whole that are not there."""
    for part in rule.components:
        if part.component not in SUBJECT_COMPONENTS and part.component not in parts:
            yield reject(FindingCode.DOSSIER_INCOMPLETE, part.source, component=part.component)


def subject_papers(
    plan: CampaignPlan,
    rule: DossierRule,
    nomination: Nomination | None,
    papers: frozenset[Component],
    path: str | None,
) -> Iterator[Finding]:
    """A subject's own paper, or the one that may stand in for it."""
    for part in rule.components:
        if part.component not in SUBJECT_COMPONENTS or part.component in papers:
            continue
        exemptions = [
            exemption
            for exemption in rule.exemptions
            if exemption.replaces is part.component and exemption.by in papers
        ]
        matches = [match_exemption(plan, exemption, nomination) for exemption in exemptions]
        unclear = [match for match in matches if match.fit is Fit.UNCLEAR]
        if any(match.fit is Fit.YES for match in matches):
            continue
        if unclear:
            yield warn(
                FindingCode.SUBJECT_STATUS_UNCLEAR,
                exemptions[0].source,
                path,
                kind=nomination.subject_kind if nomination else "",
                missing=unclear[0].reason,
            )
        else:
            yield reject(
                FindingCode.DOSSIER_INCOMPLETE, part.source, path, component=part.component
            )


def match_exemption(
    plan: CampaignPlan, exemption: DossierExemption, nomination: Nomination | None
) -> Match:
    """Whether the exemption is meant for this subject; without a subject it may be."""
    if nomination is None:
        return Match(Fit.UNCLEAR, "nominations")
    matches = [match_subject(plan, selector, nomination) for selector in exemption.subjects]
    best = (Fit.YES, Fit.UNCLEAR, Fit.NO)
    return min(matches, key=lambda match: best.index(match.fit))


def check_sets(rule: DossierRule, sets: int | None) -> Iterator[Finding]:
    """Fewer sets than asked turn the dossier back; more are for an officer to see."""
    expected = rule.sets if rule.sets is not None else rule.sets_read_as
    if sets is None or expected is None or sets == expected:
        return
    finding = reject if sets < expected else warn
    yield finding(FindingCode.WRONG_SET_COUNT, rule.source, sets=sets, expected=expected)
