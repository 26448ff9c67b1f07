"""The delivered sample cases of the five campaigns."""

import json
from typing import Any

import pytest

from .proposals import PLAN_FILES, ROOT, judged

CASES = [
    case
    for case in json.loads((ROOT / "tests/cases/sample_cases.json").read_text("utf-8"))
    if case["request"]["campaign"] in PLAN_FILES
]

pytestmark = pytest.mark.domain


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sample_case_gets_its_verdict_code_and_bonus(case: dict[str, Any]) -> None:
    expected = case["expect"]

    answer = judged(case["request"])

    assert answer["verdict"] in {expected["verdict"], *expected["also_acceptable"]}, answer
    if answer["verdict"] == expected["verdict"] and expected["code"] != "OK":
        assert expected["code"] in {finding["code"] for finding in answer["findings"]}
    if expected["bonus"] is not None:
        assert answer["bonus"]["kind"] == expected["bonus"]


def test_sample_cases_of_all_five_campaigns_are_there() -> None:
    assert len(CASES) == 31
    assert {case["request"]["campaign"] for case in CASES} == set(PLAN_FILES)
