"""A malformed request is refused whole: every problem at once, each with its path."""

import json
from typing import Any

import pytest

from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.reading import DataInvalid
from thidua_khenthuong.domain.request import Baseline
from thidua_khenthuong.domain.request_reading import read_request
from thidua_khenthuong.presentation.messages import problem_sentence

from .proposals import judged, nominated, plan, reference, request

pytestmark = pytest.mark.domain

CONTEXT = ProposalContext(reference=reference())


def problems_of(raw: object, campaign: str | None = "CB-2023") -> set[tuple[str, str]]:
    with pytest.raises(DataInvalid) as caught:
        read_request(raw, plan(campaign) if campaign else None, CONTEXT)
    return {(problem.path, problem.code) for problem in caught.value.problems}


def test_all_problems_of_all_parts_come_at_once() -> None:
    raw = request("CB-2023", "Huyện Hòa An", nominated("alien", "a", "moon", 0, colour="red"))
    raw["nominations"].append(nominated("collective", "a", None, -1))
    raw["nominations"][1]["facts"] = {
        "tasks": {"assigned": 0, "completed": 5, "exceeded": 1},
        "achievement_periods": [["2023-06-30", "2023-01-01"], ["2023-01-01", "yesterday"]],
    }
    raw["facts"] = {"deadline": "BG-DL1", "submitted_at": "soon", "channel": "fax", "size": 3}
    raw["award_form"] = "MEDAL"
    raw["nominating_unit"]["unit_class"] = "kingdom"
    raw["mood"] = "good"

    assert problems_of(raw) == {
        ("mood", "unknown_key"),
        ("award_form", "not_a_choice"),
        ("nominating_unit.unit_class", "not_a_choice"),
        ("nominations[0].subject_kind", "not_a_choice"),
        ("nominations[0].level", "not_a_choice"),
        ("nominations[0].count", "not_positive"),
        ("nominations[0].attributes.colour", "unknown_key"),
        ("nominations[1].count", "not_positive"),
        ("nominations[1].facts.tasks.assigned", "not_positive"),
        ("nominations[1].facts.tasks.completed", "more_than_assigned"),
        ("nominations[1].facts.achievement_periods[0]", "ends_before_start"),
        ("nominations[1].facts.achievement_periods[1][1]", "not_a_date"),
        ("facts.deadline", "not_of_this_campaign"),
        ("facts.submitted_at", "not_a_datetime"),
        ("facts.channel", "not_a_choice"),
        ("facts.size", "unknown_key"),
    }


@pytest.mark.parametrize("count", [0, -1, 1.5, "1", True, None])
def test_count_is_a_positive_whole_number(count: Any) -> None:
    raw = request("CB-2023", None, nominated("collective", "a"))
    raw["nominations"][0]["count"] = count

    assert {path for path, _ in problems_of(raw)} == {"nominations[0].count"}


@pytest.mark.parametrize("key", ["subject_kind", "count"])
def test_nomination_needs_a_kind_and_a_count(key: str) -> None:
    raw = request("CB-2023", None, nominated("collective", "a"))
    del raw["nominations"][0][key]

    assert problems_of(raw) == {(f"nominations[0].{key}", "missing")}


def test_period_that_ends_before_it_starts_is_malformed() -> None:
    raw = request("CB-2023", None, achievement_periods=[["2023-02-01", "2023-01-01"]])

    assert problems_of(raw) == {("facts.achievement_periods[0]", "ends_before_start")}


def test_bad_date_is_malformed() -> None:
    raw = request("CB-2023", None, decision_date="2023-02-30")

    assert problems_of(raw) == {("facts.decision_date", "not_a_date")}


@pytest.mark.parametrize(
    ("tasks", "path"),
    [
        ({"assigned": 0, "completed": 0, "exceeded": 0}, "facts.tasks.assigned"),
        ({"assigned": 10, "completed": 11, "exceeded": 0}, "facts.tasks.completed"),
        ({"assigned": 10, "completed": 5, "exceeded": 6}, "facts.tasks.exceeded"),
    ],
)
def test_impossible_tasks_are_malformed(tasks: dict[str, int], path: str) -> None:
    raw = request("CB-2023", None, nominated("collective", "a"), tasks=tasks)

    assert {found for found, _ in problems_of(raw)} == {path}


def test_deadline_and_target_of_another_campaign_are_malformed() -> None:
    raw = request("CB-2023", None, deadline="BG-DL1", target_result={"target": "X", "value": 1})

    assert problems_of(raw) == {
        ("facts.deadline", "not_of_this_campaign"),
        ("facts.target_result.target", "not_of_this_campaign"),
    }


def test_nominations_without_an_award_form_are_malformed() -> None:
    raw = request("CB-2023", None, nominated("collective", "a")) | {"award_form": None}

    assert problems_of(raw) == {("award_form", "missing")}


@pytest.mark.parametrize(
    "nominations",
    [
        [nominated("collective", "a"), nominated("individual", "b")],
        [nominated("collective", "a", None, 2)],
    ],
)
def test_facts_of_one_subject_are_refused_beside_several(nominations: list[Any]) -> None:
    facts = {
        "tasks": {"assigned": 1, "completed": 1, "exceeded": 1},
        "yearly_results": [{"year": 2023, "actual": 1, "target": 1}],
        "contributions": [{"date": "2023-01-01", "amount": 1}],
        "previous_awards": ["2022-01-01"],
        "achievement_periods": [["2023-01-01", "2023-02-01"]],
    }

    raw = request("CB-2023", None, *nominations, **facts)

    assert problems_of(raw) == {(f"facts.{key}", "concerns_one_subject") for key in facts}


def test_unknown_campaign_is_malformed() -> None:
    assert problems_of(request("XX-2030"), campaign=None) == {("campaign", "unknown_campaign")}


def test_arguments_come_as_json_text_too() -> None:
    raw = request("CB-2023", "Huyện Hòa An", nominated("collective", "a"), sets=1)
    posted = {
        key: value if isinstance(value, str) else json.dumps(value) for key, value in raw.items()
    }

    assert read_request(posted, plan("CB-2023"), CONTEXT) == read_request(
        raw, plan("CB-2023"), CONTEXT
    )


def test_broken_json_text_is_malformed() -> None:
    raw = request("CB-2023") | {"nominations": "[{"}

    assert ("nominations", "not_json") in problems_of(raw)


def test_absent_parts_have_their_defaults() -> None:
    read = read_request(
        {"campaign": "CB-2023", "nominations": None, "facts": None, "baseline": None},
        plan("CB-2023"),
        CONTEXT,
    )

    assert (read.baseline, read.nominations, read.nominating_unit) == (Baseline.SAVED, (), None)


def test_something_that_is_no_request_is_malformed() -> None:
    assert problems_of(["CB-2023"]) == {("", "not_an_object")}


def test_problem_is_told_in_vietnamese_with_its_path() -> None:
    raw = request("CB-2023", None, nominated("collective", "a", None, 0))
    with pytest.raises(DataInvalid) as caught:
        read_request(raw, plan("CB-2023"), CONTEXT)

    assert [problem_sentence(problem) for problem in caught.value.problems] == [
        "nominations[0].count: 0 phải là số nguyên dương"
    ]


def test_nothing_stated_is_accepted_with_nothing_found() -> None:
    assert judged({"campaign": "CB-2023"}) == {
        "verdict": "accept",
        "findings": [],
        "remaining": [],
        "bonus": None,
    }
