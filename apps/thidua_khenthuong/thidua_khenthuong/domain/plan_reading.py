"""Reads a campaign plan from plain data, whole, before anything is made of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from .plan import CampaignPlan
from .plan_rules import (
    Deadline,
    QuotaRow,
)
from .reading import DataInvalid, Problem, join, read_record
from .request import Attributes
from .vocabulary import CountKind, DueComparator

SOURCE_SEPARATOR = "; "


def read_plan(raw: object) -> CampaignPlan:
    """The plan that `raw` (parsed YAML) describes.

    Raises `DataInvalid` with every problem and its path: unknown and missing keys, wrong types,
    clauses cited but not printed, texts that are not in their clause, codes used twice or unknown.
    """
    problems: list[Problem] = []
    filled = fill_texts(raw, problems)
    plan = read_record(CampaignPlan, filled, "", problems)
    if isinstance(plan, CampaignPlan):
        problems.extend(find_inconsistencies(plan))
    if problems or not isinstance(plan, CampaignPlan):
        raise DataInvalid(problems)
    return plan


def fill_texts(raw: object, problems: list[Problem]) -> object:
    """The same data with each part's `text` taken from the clauses that its `source` cites.

    A text that is given has to be found in those clauses, so that nothing can be put into the
    plan's mouth.
    """
    if not isinstance(raw, Mapping):
        return raw
    clauses = raw.get("clauses")
    printed: dict[str, str] = {}
    for clause in clauses if isinstance(clauses, Sequence) else ():
        if isinstance(clause, Mapping) and isinstance(clause.get("source"), str):
            printed[clause["source"]] = str(clause.get("text", ""))
    return {
        key: value if key == "clauses" else filled_part(value, str(key), printed, problems)
        for key, value in raw.items()
    }


def filled_part(raw: Any, path: str, printed: Mapping[str, str], problems: list[Problem]) -> Any:
    """One part of the plan, with the texts below it filled in."""
    if isinstance(raw, Mapping):
        part = {
            key: filled_part(value, join(path, str(key)), printed, problems)
            for key, value in raw.items()
        }
        if isinstance(part.get("source"), str):
            fill_text(part, path, printed, problems)
        return part
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return [
            filled_part(item, f"{path}[{index}]", printed, problems)
            for index, item in enumerate(raw)
        ]
    return raw


def fill_text(
    part: dict[str, Any], path: str, printed: Mapping[str, str], problems: list[Problem]
) -> None:
    """Put the cited clauses' text into `part`, or check the excerpt that it brings."""
    cited = part["source"].split(SOURCE_SEPARATOR)
    unknown = [source for source in cited if source not in printed]
    for source in unknown:
        problems.append(Problem(join(path, "source"), "unknown_clause", {"source": source}))
    if unknown:
        return
    whole = "\n".join(printed[source] for source in cited)
    if "text" not in part:
        part["text"] = whole
    elif isinstance(part["text"], str) and squeezed(part["text"]) not in squeezed(whole):
        problems.append(Problem(join(path, "text"), "not_in_clause", {"source": part["source"]}))


def squeezed(text: str) -> str:
    """A text without the accidents of line breaks and spaces."""
    return " ".join(text.split())


def find_inconsistencies(plan: CampaignPlan) -> Iterator[Problem]:
    """What does not fit together in a plan whose shape holds."""
    yield from repeated("clauses", "source", (clause.source for clause in plan.clauses))
    yield from repeated("groups", "letter", (group.letter for group in plan.groups))
    yield from repeated("criteria", "code", (criterion.code for criterion in plan.criteria))
    yield from repeated("quotas", "code", (row.code for row in plan.quotas))
    yield from repeated("deadlines", "code", (deadline.code for deadline in plan.deadlines))
    yield from repeated("targets", "code", (target.code for target in plan.targets))
    yield from unknown_groups(plan)
    yield from unknown_codes(plan)
    yield from unknown_traits(plan)
    yield from unfit_quotas(plan.quotas)
    yield from unfit_dates(plan)


def repeated(path: str, key: str, values: Iterable[str]) -> Iterator[Problem]:
    """Each value that stands at more than one place of a list that needs it to be unique."""
    for value, times in Counter(values).items():
        if times > 1:
            yield Problem(path, "repeated", {"key": key, "value": value})


def unknown_groups(plan: CampaignPlan) -> Iterator[Problem]:
    """Group letters that criteria and quota rows use and the plan does not have."""
    letters = {group.letter for group in plan.groups}
    for index, criterion in enumerate(plan.criteria):
        if criterion.group is not None and criterion.group not in letters:
            path = f"criteria[{index}].group"
            yield Problem(path, "unknown_group", {"letter": criterion.group})
    for index, row in enumerate(plan.quotas):
        for letter in row.subjects.groups:
            if letter not in letters:
                path = f"quotas[{index}].subjects.groups"
                yield Problem(path, "unknown_group", {"letter": letter})


def unknown_codes(plan: CampaignPlan) -> Iterator[Problem]:
    """Codes of deadlines, obligations, outlines and award forms that nothing in the plan has."""
    deadlines = {deadline.code for deadline in plan.deadlines}
    obligations = {obligation.code for obligation in plan.obligations}
    outlines = {outline.code for outline in plan.outlines}
    forms = {rule.form for rule in plan.award_forms}
    for index, step in enumerate(plan.route_steps):
        yield from absent(f"route_steps[{index}].deadline", step.deadline, deadlines)
    for index, obligation in enumerate(plan.obligations):
        yield from absent(f"obligations[{index}].deadline", obligation.deadline, deadlines)
        yield from absent(f"obligations[{index}].outline", obligation.outline, outlines)
        for code in obligation.consolidates:
            yield from absent(f"obligations[{index}].consolidates", code, obligations)
    for index, row in enumerate(plan.quotas):
        yield from absent(f"quotas[{index}].award_form", row.award_form, forms)


def unknown_traits(plan: CampaignPlan) -> Iterator[Problem]:
    """Attributes that criteria require and no subject can have."""
    known = {field.name for field in fields(Attributes)}
    for index, criterion in enumerate(plan.criteria):
        for trait in criterion.requires:
            yield from absent(f"criteria[{index}].requires", trait, known)


def absent(path: str, code: str | None, known: set[str]) -> Iterator[Problem]:
    if code is not None and code not in known:
        yield Problem(path, "unknown_code", {"code": code})


NUMBERLESS = (CountKind.UNSPECIFIED, CountKind.FREE)


def unfit_quotas(rows: Sequence[QuotaRow]) -> Iterator[Problem]:
    """Quota rows whose kind of count and numbers contradict each other."""
    for index, row in enumerate(rows):
        path = f"quotas[{index}].count"
        if row.count.kind in NUMBERLESS and row.count.number is not None:
            yield Problem(path, "number_not_expected", {"kind": row.count.kind})
        if row.count.kind not in NUMBERLESS and (row.count.number or 0) < 1:
            yield Problem(path, "number_missing", {"kind": row.count.kind})
        if (row.count.kind is CountKind.SPLIT) != bool(row.parts):
            yield Problem(path, "parts_only_for_split", {"kind": row.count.kind})
        if row.parts and sum(part.number for part in row.parts) != row.count.number:
            yield Problem(path, "parts_do_not_add_up", {"number": row.count.number})


def unfit_dates(plan: CampaignPlan) -> Iterator[Problem]:
    """Periods that end before they start; deadlines without the dates they need."""
    for index, period in enumerate(plan.periods):
        if period.starts_on and period.ends_on and period.starts_on > period.ends_on:
            yield Problem(f"periods[{index}]", "ends_before_start")
    for index, deadline in enumerate(plan.deadlines):
        path = f"deadlines[{index}]"
        if deadline.comparator is DueComparator.WITHIN:
            if deadline.opens_on is None or deadline.closes_on is None:
                yield Problem(path, "window_without_dates")
            elif deadline.opens_on > deadline.closes_on:
                yield Problem(path, "ends_before_start")
        elif deadline.working_days is not None:
            yield from unfit_working_days(deadline, path)
        elif deadline.comparator and not (deadline.due_on or deadline.recurrence):
            yield Problem(path, "deadline_without_date")


def unfit_working_days(deadline: Deadline, path: str) -> Iterator[Problem]:
    """A term in working days counts from a named event, and is the deadline's only date."""
    number = deadline.working_days
    if number is not None and number < 1:
        yield Problem(f"{path}.working_days", "not_positive", {"value": number})
    if not deadline.event:
        yield Problem(f"{path}.event", "missing")
    if deadline.comparator is None or deadline.due_on or deadline.recurrence:
        yield Problem(path, "working_days_beside_date")
