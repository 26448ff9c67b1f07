"""Which unit may nominate whom: managing level, emulation block, district."""

from collections.abc import Iterator

from .context import ProposalContext
from .findings import Finding, FindingCode, reject, warn
from .names import (
    ResolvedUnit,
    is_below,
    is_local_kind,
    is_of_first_rank,
    is_same_unit,
    resolve_unit,
    selects,
)
from .plan import CampaignPlan
from .plan_rules import (
    RouteRule,
)
from .request import Nomination
from .subjects import Fit, match_subject
from .vocabulary import SubjectKind


def check_routes(
    plan: CampaignPlan,
    form: str,
    unit: ResolvedUnit,
    nomination: Nomination,
    path: str,
    context: ProposalContext,
) -> Iterator[Finding]:
    """Every rule of route that the nomination breaks."""
    for rule in plan.route_rules:
        if rule.award_forms and form not in rule.award_forms:
            continue
        if rule.from_units is not None and not selects(plan, rule.from_units, unit):
            continue
        if not concerns(plan, rule, nomination, unit):
            continue
        if rule.managing_unit:
            yield from check_managing_unit(plan, rule, unit, nomination, path, context)
        elif rule.nominators is not None and not selects(plan, rule.nominators, unit):
            yield reject(
                FindingCode.WRONG_ROUTE,
                rule.source,
                path,
                kind=nomination.subject_kind,
                nominators=", ".join((*rule.nominators.names, *rule.nominators.classes)),
            )


def concerns(
    plan: CampaignPlan, rule: RouteRule, nomination: Nomination, unit: ResolvedUnit
) -> bool:
    """Whether the rule means the subject for certain.

    A collective of some level may be an organ of that level or the nominator's own branch there: a
    rule for organs does not mean it unless it is filed as one.
    """
    kinds = rule.subjects.kinds
    is_collective = nomination.subject_kind is SubjectKind.COLLECTIVE
    if is_collective and kinds and SubjectKind.COLLECTIVE not in kinds:
        return False
    return match_subject(plan, rule.subjects, nomination, unit).fit is Fit.YES


def check_managing_unit(
    plan: CampaignPlan,
    rule: RouteRule,
    unit: ResolvedUnit,
    nomination: Nomination,
    path: str,
    context: ProposalContext,
) -> Iterator[Finding]:
    """The unit that manages staff and payroll proposes, or the one that it stands under."""
    said = nomination.attributes
    if said.managed_by is None:
        if said.owned_by_nominator is False and not takes_residents(plan, unit):
            yield reject(
                FindingCode.WRONG_ROUTE,
                rule.source,
                path,
                kind=nomination.subject_kind,
                nominators="",
            )
        return
    manager = resolve_unit(plan, context.known_units, said.managed_by)
    if is_same_unit(manager, unit) or is_below(manager, unit):
        return
    if may_stand_below(plan, manager, unit):
        yield warn(
            FindingCode.SUBJECT_STATUS_UNCLEAR,
            rule.source,
            path,
            kind=nomination.subject_kind,
            missing="managed_by",
        )
        return
    yield reject(
        FindingCode.WRONG_ROUTE,
        rule.source,
        path,
        kind=nomination.subject_kind,
        nominators=said.managed_by,
    )


def may_stand_below(plan: CampaignPlan, manager: ResolvedUnit, unit: ResolvedUnit) -> bool:
    """Whether nothing on file says where the manager stands, and its name leaves it open."""
    if manager.is_known or manager.unit_class is not None:
        return False
    if takes_residents(plan, unit):
        return is_local_kind(manager)
    return not is_of_first_rank(manager)


def takes_residents(plan: CampaignPlan, unit: ResolvedUnit) -> bool:
    """Whether some rule names the unit as nominator of those who live or work on its territory."""
    return any(
        rule.of_territory and rule.nominators is not None and selects(plan, rule.nominators, unit)
        for rule in plan.route_rules
    )
