"""What a subject has achieved: recognition period, thresholds, yearly targets, contributions."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .dues import local_time
from .findings import Finding, FindingCode, inform, reject, warn
from .plan import CampaignPlan
from .plan_merits import (
    ContributionRule,
)
from .plan_rules import (
    Criterion,
    Threshold,
)
from .plan_text import Period, PeriodKind, Target
from .request import Contribution, Nomination, ProposalRequest, SubjectFacts, Tasks
from .subjects import Fit, family_of, groups_for, match_subject
from .vocabulary import Comparator, Measure, Strictness


def check_periods(
    plan: CampaignPlan,
    form: str | None,
    request: ProposalRequest,
    facts: SubjectFacts,
    path: str | None,
) -> Iterator[Finding]:
    """Achievements wholly outside the recognition period, or partly."""
    stated = facts.achievement_periods
    if not stated:
        return
    for period in plan.periods_of(PeriodKind.RECOGNITION):
        if period.award_forms and form not in period.award_forms:
            continue
        first, last = bounds(period, request)
        inside = [start >= first and end <= last for start, end in stated]
        touching = [start <= last and end >= first for start, end in stated]
        if all(inside):
            continue
        finding = warn if any(touching) else reject
        yield finding(
            FindingCode.OUT_OF_RECOGNITION_PERIOD,
            period.source,
            path,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            whole=not any(touching),
        )


def bounds(period: Period, request: ProposalRequest) -> tuple[date, date]:
    """The period's ends; an open end is the day of the nomination, where that is known."""
    submitted = request.facts.submitted_at
    open_end = local_time(submitted).date() if submitted else date.max
    return period.starts_on or date.min, period.ends_on or open_end


def criteria_for(plan: CampaignPlan, form: str, nomination: Nomination) -> list[Criterion]:
    """The criteria that the nomination is held against: the common ones and its group's."""
    letters = {group.letter for group in groups_for(plan, nomination)}
    return [
        criterion
        for criterion in plan.criteria
        if (criterion.group is None or criterion.group in letters)
        and (not criterion.award_forms or form in criterion.award_forms)
        and (
            criterion.applies_to is None
            or match_subject(plan, criterion.applies_to, nomination).fit is Fit.YES
        )
    ]


def check_thresholds(
    plan: CampaignPlan, form: str, nomination: Nomination, facts: SubjectFacts, path: str
) -> Iterator[Finding]:
    """What the group's criteria ask for, against the tasks, yearly results and traits stated."""
    for criterion in criteria_for(plan, form, nomination):
        if any(getattr(nomination.attributes, trait) is False for trait in criterion.requires):
            yield reject(
                FindingCode.CRITERION_NOT_MET, criterion.source, path, criterion=criterion.text
            )
        for threshold in criterion.thresholds:
            if threshold.measure is Measure.YEARLY_TARGET:
                yield from missed_years(criterion, threshold, facts, path)
            elif facts.tasks is not None and threshold.measure in TASK_MEASURES:
                yield from missed_tasks(criterion, threshold, facts.tasks, path)


TASK_MEASURES = {
    Measure.TASKS_COMPLETED_PERCENT: lambda tasks: Fraction(100 * tasks.completed, tasks.assigned),
    Measure.TASKS_EXCEEDED_PERCENT: lambda tasks: Fraction(100 * tasks.exceeded, tasks.assigned),
    Measure.TASKS_EXCEEDED_COUNT: lambda tasks: Fraction(tasks.exceeded),
}
"""Shares are exact fractions of the number of tasks assigned: nothing is rounded."""


def missed_tasks(
    criterion: Criterion, threshold: Threshold, tasks: Tasks, path: str
) -> Iterator[Finding]:
    actual = TASK_MEASURES[threshold.measure](tasks)
    if compares(actual, threshold.comparator, threshold.value):
        return
    finding = reject if threshold.strictness is Strictness.HARD else warn
    yield finding(
        FindingCode.THRESHOLD_MISSED,
        criterion.source,
        path,
        measure=threshold.measure,
        actual=actual,
        expected=threshold.value,
        unit=threshold.unit or "",
    )


def missed_years(
    criterion: Criterion, threshold: Threshold, facts: SubjectFacts, path: str
) -> Iterator[Finding]:
    """Each year is compared by itself: "đạt và vượt" is met at equality."""
    finding = reject if threshold.strictness is Strictness.HARD else warn
    for result in facts.yearly_results or ():
        if not compares(Fraction(result.actual), threshold.comparator, result.target):
            yield finding(
                FindingCode.TARGET_MISSED,
                criterion.source,
                path,
                year=result.year,
                actual=result.actual,
                expected=result.target,
            )


def compares(
    actual: Fraction, comparator: Comparator, value: Decimal | None, high: Decimal | None = None
) -> bool:
    """Whether a number meets a comparator; `between` includes both ends."""
    if value is None:
        return actual > 0
    bound = Fraction(value)
    if comparator is Comparator.BETWEEN:
        return bound <= actual <= Fraction(high if high is not None else value)
    return {
        Comparator.AT_LEAST: actual >= bound,
        Comparator.MORE_THAN: actual > bound,
        Comparator.AT_MOST: actual <= bound,
        Comparator.LESS_THAN: actual < bound,
        Comparator.EQUAL: actual == bound,
    }[comparator]


def check_target(plan: CampaignPlan, request: ProposalRequest) -> Iterator[Finding]:
    """A campaign's own target, judged by its comparator alone."""
    result = request.facts.target_result
    if result is None:
        return
    target = next(item for item in plan.targets if item.code == result.target)
    if target.comparator is None:
        yield warn(FindingCode.RULE_SILENT, target.source, matter="chỉ tiêu bằng số")
    elif not meets_target(target, result.value):
        yield reject(
            FindingCode.TARGET_MISSED,
            target.source,
            year="",
            actual=result.value,
            expected=target.value if target.value is not None else target.low,
        )


def meets_target(target: Target, value: Decimal) -> bool:
    """Whether a value meets the target: at least its lower end where it is a range."""
    if target.comparator is Comparator.BETWEEN:
        return compares(Fraction(value), Comparator.AT_LEAST, target.low)
    return compares(Fraction(value), target.comparator or Comparator.AT_LEAST, target.value)


def check_contributions(
    plan: CampaignPlan,
    form: str,
    request: ProposalRequest,
    nomination: Nomination,
    facts: SubjectFacts,
    path: str,
) -> Iterator[Finding]:
    """What was given in the campaign and since the last award, against the amount asked for."""
    if facts.contributions is None:
        return
    rule = contribution_rule(plan, form, nomination)
    groups = groups_for(plan, nomination)
    source = rule.source if rule else (groups[0] if groups else plan.clauses[0]).source
    threshold = request.facts.contribution_threshold
    if threshold is None and rule is not None:
        threshold = rule.amount
    if threshold is None:
        yield warn(FindingCode.RULE_SILENT, source, path, matter="mức đóng góp")
        return
    awards = [day for day in facts.previous_awards or () if in_campaign(plan, day)]
    total = counted(plan, facts.contributions, None)
    since = counted(plan, facts.contributions, max(awards, default=None))
    restarts = rule is not None and family_of(nomination) in rule.since_last_award
    unclear = rule is not None and not restarts and (total < threshold) != (since < threshold)
    given = total if rule is not None and not restarts else since
    if unclear:
        yield warn(FindingCode.RULE_SILENT, source, path, matter="mốc tính mức đóng góp")
    elif given < threshold:
        yield reject(FindingCode.CONTRIBUTION_BELOW, source, path, given=given, threshold=threshold)
    elif rule is not None and rule.more_suggests_state_award and given > threshold:
        yield inform(FindingCode.SUGGEST_STATE_LEVEL, source, path)


def contribution_rule(
    plan: CampaignPlan, form: str, nomination: Nomination
) -> ContributionRule | None:
    letters = {group.letter for group in groups_for(plan, nomination)}
    return next(
        (
            rule
            for rule in plan.contribution_rules
            if (not rule.award_forms or form in rule.award_forms)
            and (not rule.groups or letters & set(rule.groups))
        ),
        None,
    )


def counted(plan: CampaignPlan, given: Sequence[Contribution], after: date | None) -> Decimal:
    """The sum of what is dated within the campaign and after the last award."""
    return sum(
        (
            item.amount
            for item in given
            if in_campaign(plan, item.date) and (after is None or item.date > after)
        ),
        Decimal(0),
    )


def in_campaign(plan: CampaignPlan, day: date) -> bool:
    """Whether the day lies in the campaign's own period; without one, any day does."""
    periods = plan.periods_of(PeriodKind.CAMPAIGN)
    return not periods or any(
        (period.starts_on or date.min) <= day <= (period.ends_on or date.max) for period in periods
    )
