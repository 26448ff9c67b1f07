"""A plan is read whole: the schema is published, every problem comes at once with its path."""

import copy
import json
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from thidua_khenthuong.domain.plan_reading import read_plan
from thidua_khenthuong.domain.reading import DataInvalid
from thidua_khenthuong.domain.schema import plan_schema
from thidua_khenthuong.presentation.messages import PROBLEM_SENTENCES, problem_sentence

from .proposals import FIXTURES, PLAN_FILES, ROOT

pytestmark = pytest.mark.domain


def raw_plan(code: str = "BG-2023") -> dict[str, Any]:
    loaded = yaml.safe_load((FIXTURES / "plans" / PLAN_FILES[code]).read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def problems_of(raw: object) -> list[tuple[str, str]]:
    with pytest.raises(DataInvalid) as caught:
        read_plan(raw)
    return [(problem.path, problem.code) for problem in caught.value.problems]


def test_published_schema_is_the_one_that_plans_are_read_by() -> None:
    published = json.loads((ROOT / "docs/plan.schema.json").read_text("utf-8"))

    assert published == plan_schema()


@pytest.mark.parametrize("code", PLAN_FILES)
def test_delivered_plan_follows_the_published_schema(code: str) -> None:
    raw = json.loads(json.dumps(raw_plan(code), default=lambda value: value.isoformat()))

    jsonschema.Draft202012Validator(plan_schema()).validate(raw)


def test_every_problem_is_reported_at_once_with_its_path() -> None:
    raw = raw_plan()
    raw["colour"] = "red"
    del raw["title"]
    raw["deadlines"][1]["due_on"] = "30/11/2023"
    raw["quotas"][3]["count"]["kind"] = "guess"
    raw["quotas"][10]["exceptions"][0]["number"] = "two"
    raw["criteria"][0]["source"] = "IX.9"

    assert set(problems_of(raw)) == {
        ("colour", "unknown_key"),
        ("title", "missing"),
        ("deadlines[1].due_on", "not_a_date"),
        ("quotas[3].count.kind", "not_a_choice"),
        ("quotas[10].exceptions[0].number", "not_a_int"),
        ("criteria[0].source", "unknown_clause"),
    }


def test_text_that_is_not_in_its_clause_is_refused() -> None:
    raw = raw_plan()
    raw["quotas"][10]["text"] = "05 đơn vị cấp xã xuất sắc tiêu biểu"

    assert problems_of(raw) == [("quotas[10].text", "not_in_clause")]


def test_codes_that_repeat_or_point_nowhere_are_refused() -> None:
    raw = raw_plan()
    raw["quotas"][1]["code"] = raw["quotas"][0]["code"]
    raw["route_steps"][0]["deadline"] = "BG-DL9"
    raw["criteria"][3]["group"] = "f"

    assert set(problems_of(raw)) == {
        ("quotas", "repeated"),
        ("route_steps[0].deadline", "unknown_code"),
        ("criteria[3].group", "unknown_group"),
    }


def test_quota_counts_that_contradict_their_kind_are_refused() -> None:
    raw = raw_plan()
    raw["quotas"][0]["count"]["number"] = 3
    raw["quotas"][1]["count"]["number"] = 0
    raw["quotas"][13]["count"]["number"] = 3

    assert set(problems_of(raw)) == {
        ("quotas[0].count", "number_not_expected"),
        ("quotas[1].count", "number_missing"),
        ("quotas[13].count", "parts_do_not_add_up"),
    }


def test_dates_that_contradict_each_other_are_refused() -> None:
    raw = raw_plan("CB-2023")
    raw["deadlines"][0]["closes_on"] = date(2023, 7, 1)
    raw["deadlines"][1]["due_on"] = None
    raw["periods"][0]["ends_on"] = date(2022, 6, 30)

    assert set(problems_of(raw)) == {
        ("deadlines[0]", "ends_before_start"),
        ("deadlines[1]", "deadline_without_date"),
        ("periods[0]", "ends_before_start"),
    }


def test_every_problem_has_a_sentence() -> None:
    raw = raw_plan()
    raw["deadlines"][1]["due_on"] = "30/11/2023"
    with pytest.raises(DataInvalid) as caught:
        read_plan(raw)

    assert [problem_sentence(problem) for problem in caught.value.problems] == [
        "deadlines[1].due_on: “30/11/2023” không phải là ngày (NĂM-THÁNG-NGÀY)"
    ]
    assert "not_a_datetime" in PROBLEM_SENTENCES


def test_reading_leaves_the_data_as_it_was() -> None:
    raw = raw_plan()
    before = copy.deepcopy(raw)

    read_plan(raw)

    assert raw == before


def test_something_that_is_no_plan_is_refused() -> None:
    assert problems_of("KẾ HOẠCH") == [("", "not_an_object")]
