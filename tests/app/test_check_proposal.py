"""The door `check_proposal` on a site: the sample cases, who may ask, how problems are told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import frappe
import pytest
from builders import HIEP_HOA, PROVINCE_MERIT, SON_DONG, a_commune, a_dossier, unit

from app.conftest import People
from thidua_khenthuong.api.dossiers import submit_dossier
from thidua_khenthuong.api.v1 import check_proposal
from thidua_khenthuong.setup import seed

CASES = json.loads((Path(__file__).parents[1] / "cases" / "sample_cases.json").read_text("utf-8"))
pytestmark = pytest.mark.app


def cases_of_seeded_plans() -> list[dict[str, Any]]:
    """The cases of the plans that the app is delivered with."""
    folder = Path(seed.__file__).parent.parent / "fixtures" / "plans"
    texts = [path.read_text("utf-8") for path in folder.glob("*.yaml")]
    codes = {match[1] for text in texts if (match := re.search(r"^code: (\S+)$", text, re.M))}
    return [case for case in CASES if case["request"]["campaign"] in codes]


@pytest.mark.parametrize("case", cases_of_seeded_plans(), ids=lambda case: case["id"])
def test_a_sample_case_gets_its_verdict(site: Any, case: dict[str, Any]) -> None:
    answer = check_proposal(**case["request"])

    expected = case["expect"]
    assert answer["verdict"] in [expected["verdict"], *expected["also_acceptable"]]
    codes = [finding["code"] for finding in answer["findings"]]
    if answer["verdict"] == expected["verdict"] and expected["code"] != "OK":
        assert expected["code"] in codes
    if expected["bonus"]:
        assert answer["bonus"]["kind"] == expected["bonus"]


def test_arguments_may_come_as_json_text(site: Any) -> None:
    case = cases_of_seeded_plans()[0]
    as_text = {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
        for key, value in case["request"].items()
    }

    assert check_proposal(**as_text) == check_proposal(**case["request"])


def test_every_problem_of_a_request_is_told_with_its_path(site: Any) -> None:
    with pytest.raises(frappe.ValidationError):
        check_proposal(
            campaign="BG-2023",
            award_form="NO_SUCH_FORM",
            nominations=[{"subject_kind": "planet", "count": 0}],
            surprise=1,
        )

    paths = {finding["path"] for finding in frappe.local.response["findings"]}
    assert paths == {
        "award_form",
        "nominations[0].subject_kind",
        "nominations[0].count",
        "surprise",
    }


def test_an_unknown_campaign_is_refused_by_name(site: Any) -> None:
    with pytest.raises(frappe.ValidationError):
        check_proposal(campaign="XX-2023")

    assert [finding["path"] for finding in frappe.local.response["findings"]] == ["campaign"]


def request_for(unit_name: str, count: int = 1) -> dict[str, Any]:
    return {
        "campaign": "BG-2023",
        "award_form": PROVINCE_MERIT,
        "nominating_unit": {"name": unit_name},
        "nominations": [
            {"subject_kind": "commune", "group": "c", "level": "commune", "count": count}
        ],
    }


def test_a_unit_may_ask_for_itself_and_not_for_another(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        assert check_proposal(**request_for(SON_DONG))["verdict"] == "accept"
        with pytest.raises(frappe.PermissionError):
            check_proposal(**request_for(HIEP_HOA))


def test_an_officer_of_the_standing_body_may_ask_for_every_unit(
    people: People, as_user: Any
) -> None:
    with as_user(people.appraiser):
        assert check_proposal(**request_for(HIEP_HOA))["verdict"] == "accept"


def test_filed_nominations_count_unless_the_baseline_is_empty(people: People, as_user: Any) -> None:
    with as_user(people.other_proposer):
        dossier = a_dossier(unit(HIEP_HOA))
        a_commune(dossier)
        submit_dossier(dossier.name)

        saved = check_proposal(**request_for(HIEP_HOA))
        empty = check_proposal(**request_for(HIEP_HOA), baseline="empty")

    assert saved["verdict"] == "reject"
    assert [finding["code"] for finding in saved["findings"]] == ["QUOTA_EXCEEDED"]
    assert empty["verdict"] == "accept"
