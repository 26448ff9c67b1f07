"""Reads a proposal request, whole: every problem and its path, or a request that can be judged."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .context import ProposalContext
from .plan import CampaignPlan
from .reading import DataInvalid, Problem, read_record
from .request import ProposalRequest

SINGLE_SUBJECT_FACTS = (
    "tasks",
    "yearly_results",
    "contributions",
    "previous_awards",
    "achievement_periods",
)
"""Facts that concern one subject: at the request's level only where it names one."""


def read_request(
    raw: object, plan: CampaignPlan | None, context: ProposalContext
) -> ProposalRequest:
    """The request that `raw` holds, for the campaign `plan` (null: there is no such campaign).

    Arguments may come as JSON text. Raises `DataInvalid` with every problem and its path.
    """
    problems: list[Problem] = []
    prepared = prepare(raw, problems)
    request = read_record(ProposalRequest, prepared, "", problems)
    if isinstance(prepared, Mapping):
        problems.extend(contradictions(prepared, plan, context))
    if problems or not isinstance(request, ProposalRequest):
        raise DataInvalid(problems)
    return request


def prepare(raw: object, problems: list[Problem]) -> object:
    """The same request with JSON texts parsed, letters in one form, and empty parts left out.

    A form posts an empty text for what is not stated.
    """
    if not isinstance(raw, Mapping):
        return raw
    parsed = {str(key): parsed_json(str(key), value, problems) for key, value in raw.items()}
    for key in ("baseline", "nominating_unit", "award_form", "nominations", "facts"):
        if parsed.get(key) == "":
            parsed[key] = None
    prepared = without_null(parsed, ("baseline", "nominations", "facts"))
    nominations = prepared.get("nominations")
    if isinstance(nominations, Sequence) and not isinstance(nominations, str):
        prepared["nominations"] = [prepared_nomination(item) for item in nominations]
    return prepared


def parsed_json(key: str, value: object, problems: list[Problem]) -> object:
    """A value that came as JSON text, as forms post it; any other text stays as it is."""
    if not isinstance(value, str) or not value.strip().startswith(("{", "[", '"', "null")):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        problems.append(Problem(key, "not_json"))
        return None


def without_null(raw: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if value is not None or key not in keys}


def prepared_nomination(raw: object) -> object:
    """A nomination without empty parts and with its group letter in composed lower case."""
    if not isinstance(raw, Mapping):
        return raw
    prepared = without_null(raw, ("attributes", "facts"))
    if isinstance(prepared.get("group"), str):
        letter = unicodedata.normalize("NFC", prepared["group"])
        prepared["group"] = letter.strip().lower() or None
    return prepared


def contradictions(
    raw: Mapping[str, Any], plan: CampaignPlan | None, context: ProposalContext
) -> Iterator[Problem]:
    """What is wrong between the parts, looked for even where single parts could not be read."""
    nominations = raw.get("nominations")
    listed = nominations if isinstance(nominations, list | tuple) else ()
    filed = [item for item in listed if isinstance(item, Mapping)]
    facts = raw.get("facts")
    known_facts = facts if isinstance(facts, Mapping) else {}
    yield from unknown_names(raw, known_facts, context)
    yield from misplaced_facts(filed, known_facts)
    if plan is None:
        if isinstance(raw.get("campaign"), str):
            yield Problem("campaign", "unknown_campaign", {"campaign": raw["campaign"]})
        return
    if filed and plan.has_awards and raw.get("award_form") is None:
        yield Problem("award_form", "missing")
    yield from foreign_codes(plan, known_facts)


def unknown_names(
    raw: Mapping[str, Any], facts: Mapping[str, Any], context: ProposalContext
) -> Iterator[Problem]:
    """Award forms and unit classes that no record knows."""
    forms = {form.code for form in context.reference.award_forms}
    form = raw.get("award_form")
    if isinstance(form, str) and form not in forms:
        allowed = ", ".join(sorted(forms))
        yield Problem("award_form", "not_a_choice", {"value": form, "allowed": allowed})
    unit = raw.get("nominating_unit")
    for path, holder in (("nominating_unit.unit_class", unit), ("facts.unit_class", facts)):
        stated = holder.get("unit_class") if isinstance(holder, Mapping) else None
        if isinstance(stated, str) and stated not in context.unit_classes:
            allowed = ", ".join(context.unit_classes)
            yield Problem(path, "not_a_choice", {"value": stated, "allowed": allowed})


def misplaced_facts(
    nominations: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]
) -> Iterator[Problem]:
    """Facts of one subject at the level of a request that has several."""
    counts = [item.get("count") for item in nominations]
    subjects = sum(count for count in counts if isinstance(count, int) and count > 0)
    if max(subjects, len(nominations)) > 1:
        for key in SINGLE_SUBJECT_FACTS:
            if facts.get(key) is not None:
                yield Problem(f"facts.{key}", "concerns_one_subject", {"subjects": subjects})


def foreign_codes(plan: CampaignPlan, facts: Mapping[str, Any]) -> Iterator[Problem]:
    """Deadlines and targets of another campaign."""
    code = facts.get("deadline")
    if isinstance(code, str) and plan.deadline(code) is None:
        yield Problem("facts.deadline", "not_of_this_campaign", {"code": code})
    result = facts.get("target_result")
    target = result.get("target") if isinstance(result, Mapping) else None
    if isinstance(target, str) and all(target != known.code for known in plan.targets):
        yield Problem("facts.target_result.target", "not_of_this_campaign", {"code": target})
