"""Every case of the tables, judged by the rules with the delivered units on file."""

import json
from typing import Any

import pytest

from .proposals import ROOT, judged, plan, units_on_file

TABLES = ("bac_giang_cases.json", "cao_bang_cases.json")
CASES = [
    case
    for table in TABLES
    for case in json.loads((ROOT / "tests/cases" / table).read_text("utf-8"))
]

pytestmark = pytest.mark.domain


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_gets_its_verdict_code_and_bonus(case: dict[str, Any]) -> None:
    asked, expected = case["request"], case["expect"]

    answer = judged(asked, units_on_file(plan(asked["campaign"]).issuing_unit))

    assert answer["verdict"] in {expected["verdict"], *expected["also_acceptable"]}, answer
    if answer["verdict"] == expected["verdict"] and expected["code"] != "OK":
        assert expected["code"] in {finding["code"] for finding in answer["findings"]}
    if expected["bonus"] is not None:
        assert answer["bonus"]["kind"] == expected["bonus"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_findings_of_a_case_cite_clauses_of_the_plan(case: dict[str, Any]) -> None:
    asked = case["request"]
    campaign = plan(asked["campaign"])

    answer = judged(asked, units_on_file(campaign.issuing_unit))

    cited = [part for found in answer["findings"] for part in found["source"].split("; ")]
    assert [part for part in cited if campaign.clause(part) is None] == []


def test_cases_have_names_of_their_own() -> None:
    names = [case["id"] for case in CASES]

    assert len(names) == len(set(names)) == 420
