"""The dry run of a campaign: one proposal, one verdict, whatever the door it comes through."""

from collections.abc import Iterator

from .allocation import Filing, check_quotas
from .awards import check_award_form, check_discipline, check_state_award, form_rule
from .bonus import bonus_for
from .context import ProposalContext
from .delivery import check_addressees
from .dossiers import check_dossier
from .dues import check_dues
from .findings import Answer, Bonus, Finding, FindingLevel, PoolUse, verdict_of
from .merits import check_contributions, check_periods, check_target, check_thresholds
from .names import ResolvedUnit, resolve_unit
from .plan import CampaignPlan
from .remarks import check_doubles, check_priority, check_report
from .request import Baseline, Nomination, ProposalRequest
from .routes import check_routes
from .subjects import check_subjects


def check_proposal(
    plan: CampaignPlan, request: ProposalRequest, context: ProposalContext
) -> Answer:
    """May this unit propose these subjects for this award, and with this dossier?

    `request` comes from `read_request`. Only what is stated is judged; the plan's data decide, the
    verdict is the worst finding's level. Nothing is saved, asked or looked up here.
    """
    unit = nominator(plan, request, context)
    rule = form_rule(plan, request.award_form) if request.award_form else None
    form = rule.form if rule else request.award_form
    findings = [
        *check_award_form(plan, request, unit, context.reference),
        *check_dues(plan, form, request, context),
        *check_addressees(plan, request, unit),
        *check_dossier(plan, form, request, unit),
        *check_target(plan, request),
        *check_report(plan, request, unit),
    ]
    remaining: tuple[PoolUse, ...] = ()
    if plan.has_awards:
        subject_findings, remaining = check_filed(plan, form, request, unit, context)
        findings.extend(subject_findings)
    unique = tuple(deduplicated(findings))
    return Answer(verdict_of(unique), unique, remaining, bonus_of(plan, request, unit, context))


def nominator(
    plan: CampaignPlan, request: ProposalRequest, context: ProposalContext
) -> ResolvedUnit | None:
    """The nominating unit as the rules see it; null where none is stated."""
    stated = request.nominating_unit
    if stated is None:
        return None
    return resolve_unit(plan, context.known_units, stated.name, stated.unit_class)


def check_filed(
    plan: CampaignPlan,
    form: str | None,
    request: ProposalRequest,
    unit: ResolvedUnit | None,
    context: ProposalContext,
) -> tuple[list[Finding], tuple[PoolUse, ...]]:
    """Findings on the nominations: each by itself, then all together against the quota."""
    findings: list[Finding] = []
    counted: list[Filing] = []
    saved = request.baseline is Baseline.SAVED
    if not request.nominations:
        findings.extend(check_periods(plan, form, request, request.facts, None))
    for index, nomination in enumerate(request.nominations):
        path = f"nominations[{index}]"
        eligible = check_subjects(plan, form or "", nomination, path)
        if not any(finding.level is FindingLevel.REJECT for finding in eligible):
            counted.append(Filing(nomination, path))
        findings.extend(eligible)
        findings.extend(check_one(plan, form or "", request, nomination, path))
        if unit is not None:
            findings.extend(check_routes(plan, form or "", unit, nomination, path, context))
    held = context.held if saved else ()
    others = (*(request.facts.other_nominations or ()), *(context.filed_by_others if saved else ()))
    findings.extend(check_doubles(plan, unit, others))
    if request.nominations:
        findings.extend(check_priority(plan, form or "", (*held, *request.nominations)))
    if unit is None or form is None:
        return findings, ()
    filings = [*(Filing(nomination, None) for nomination in held), *counted]
    quota_findings, remaining = check_quotas(plan, form, unit, filings)
    return [*findings, *quota_findings], remaining


def check_one(
    plan: CampaignPlan, form: str, request: ProposalRequest, nomination: Nomination, path: str
) -> Iterator[Finding]:
    """What bars one subject, and whether its merits reach what the plan asks for."""
    facts = request.subject_facts(nomination)
    yield from check_discipline(plan, nomination, path)
    yield from check_state_award(plan, form, request, nomination, path)
    yield from check_periods(plan, form, request, facts, path)
    yield from check_thresholds(plan, form, nomination, facts, path)
    yield from check_contributions(plan, form, request, nomination, facts, path)


def bonus_of(
    plan: CampaignPlan,
    request: ProposalRequest,
    unit: ResolvedUnit | None,
    context: ProposalContext,
) -> Bonus | None:
    """The bonus of a request that names a single subject for an award."""
    if len(request.nominations) != 1 or request.award_form is None:
        return None
    return bonus_for(
        plan,
        request.award_form,
        request.nominations[0],
        unit,
        request.facts.decision_date,
        context.reference,
    )


def deduplicated(findings: list[Finding]) -> Iterator[Finding]:
    """The findings without repetitions, the worst first."""
    seen: list[Finding] = []
    order = [FindingLevel.REJECT, FindingLevel.WARN, FindingLevel.INFO]
    for finding in sorted(findings, key=lambda item: order.index(item.level)):
        if finding not in seen:
            seen.append(finding)
            yield finding
