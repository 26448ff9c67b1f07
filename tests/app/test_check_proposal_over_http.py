"""`check_proposal` as other systems call it: a POST for each case, JSON or form, and who may."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scenarios.crew import APPRAISER, LEAD_OFFICER, PROPOSER, Crew
from scenarios.doors import Answer, Caller
from scenarios.grounds import EmbeddedGround, Ground, server_ground

TABLES = Path(__file__).parents[1] / "cases"
DOOR = "/api/method/thidua_khenthuong.api.v1.check_proposal"
VIETNAMESE = re.compile("[à-ỹđ]", re.IGNORECASE)

pytestmark = [pytest.mark.app, pytest.mark.xdist_group("check-proposal-over-http")]


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((TABLES / name).read_text("utf-8"))
    return rows


CASES = [
    *table("bac_giang_cases.json"),
    *table("cao_bang_cases.json"),
    *(case for case in table("sample_cases.json") if case["id"].startswith(("QC-BG", "QC-CB"))),
]


class Bodies:
    """A site with officers of Bắc Giang, and requests to the door in both encodings."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.crew = Crew(self.ground, "Tỉnh Bắc Giang")
        self.crew.employs("son.dong", "Huyện Sơn Động", [PROPOSER])
        self.crew.employs("lead", "Sở Lao động - Thương binh và Xã hội", [LEAD_OFFICER])
        self.crew.employs("standing", "Sở Nội vụ", [APPRAISER])

    def as_json(self, user: str | None, request: dict[str, Any]) -> Answer:
        if user is None:
            return self.ground.doors.send("POST", DOOR, arguments=request)
        return self.caller(user).ask("POST", DOOR, **request)

    def as_form(self, user: str, request: dict[str, Any]) -> Answer:
        """A form has texts only: what is no text goes as JSON, null as an empty text."""
        fields = {key: form_text(value) for key, value in request.items()}
        return self.caller(user).fills_in(DOOR, fields)

    def caller(self, user: str) -> Caller:
        return self.crew.administrator if user == "Administrator" else self.crew.people[user]


def form_text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


@pytest.fixture(scope="module")
def bodies(_sites: Any, site_apps: list[str]) -> Iterator[Bodies]:
    if "SCENARIO_URL" in os.environ:
        yield Bodies(server_ground())
        return
    sites = _sites.fresh(site_apps)
    yield Bodies(EmbeddedGround(next(sites)))
    next(sites, None)


def deviation(case: dict[str, Any], answer: Answer) -> str | None:
    """What the answer has that the case does not allow."""
    expected = case["expect"]
    if answer.status != 200:
        return f"{case['id']}: {answer.status}"
    told = answer.value()
    codes = {finding["code"] for finding in told["findings"]}
    if told["verdict"] not in {expected["verdict"], *expected["also_acceptable"]}:
        return f"{case['id']}: {told['verdict']} {sorted(codes)}"
    is_expected = told["verdict"] == expected["verdict"]
    if is_expected and expected["code"] != "OK" and expected["code"] not in codes:
        return f"{case['id']}: no {expected['code']} among {sorted(codes)}"
    if expected["bonus"] and told["bonus"]["kind"] != expected["bonus"]:
        return f"{case['id']}: {told['bonus']}"
    return None


@pytest.mark.parametrize("encoding", ["as_json", "as_form"])
def test_every_case_gets_its_verdict_through_the_door(bodies: Bodies, encoding: str) -> None:
    ask = getattr(bodies, encoding)

    found = [deviation(case, ask("Administrator", case["request"])) for case in CASES]

    assert [line for line in found if line] == []


@pytest.mark.parametrize("case", table("malformed_requests.json"), ids=lambda case: case["id"])
def test_every_problem_of_a_malformed_request_is_told(bodies: Bodies, case: dict[str, Any]) -> None:
    answer = bodies.as_json("Administrator", case["request"])

    assert answer.status == case["expect"]["status"]
    assert sorted({finding["path"] for finding in answer.findings}) == case["expect"]["paths"]
    assert set(answer.codes) == {"MALFORMED"}
    assert all(VIETNAMESE.search(finding["message"]) for finding in answer.findings)
    assert "message" not in answer.json


def for_unit(name: str | None, campaign: str = "BG-2023") -> dict[str, Any]:
    return {
        "baseline": "empty",
        "campaign": campaign,
        "award_form": "PROVINCE_MERIT",
        "nominating_unit": name and {"name": name, "unit_class": None},
        "nominations": [
            {
                "subject_kind": "household",
                "group": "e" if campaign == "BG-2023" else "c",
                "count": 1,
            }
        ],
        "facts": {},
    }


@pytest.mark.parametrize("name", ["Huyện Sơn Động", "UBND huyện sơn động", "huyen son dong"])
def test_an_officer_asks_for_his_own_unit_by_any_of_its_names(bodies: Bodies, name: str) -> None:
    assert bodies.as_json("son.dong", for_unit(name)).value()["verdict"] == "accept"


@pytest.mark.parametrize(
    "name", ["Huyện Hiệp Hòa", "Sở Nội vụ", "Tỉnh Bắc Giang", "Công ty không có trong danh mục"]
)
def test_an_officer_asking_for_a_unit_that_is_not_his_is_refused(bodies: Bodies, name: str) -> None:
    for answer in (
        bodies.as_json("son.dong", for_unit(name)),
        bodies.as_form("son.dong", for_unit(name)),
    ):
        assert answer.status == 403
        assert "message" not in answer.json


def test_an_officer_asking_for_a_unit_of_another_province_is_refused(bodies: Bodies) -> None:
    assert bodies.as_json("son.dong", for_unit("Huyện Hòa An", "CB-2023")).status == 403
    assert bodies.as_json("standing", for_unit("Sở Nội vụ", "CB-2023")).status == 403


def test_an_officer_may_ask_without_a_unit(bodies: Bodies) -> None:
    assert bodies.as_json("son.dong", for_unit(None)).value()["remaining"] == []


@pytest.mark.parametrize("name", ["Huyện Hiệp Hòa", "Sở Tài chính", "Huyện Sơn Động"])
@pytest.mark.parametrize("user", ["standing", "lead"])
def test_the_campaigns_own_bodies_ask_for_every_unit(bodies: Bodies, user: str, name: str) -> None:
    assert bodies.as_json(user, for_unit(name)).status == 200


def test_a_guest_is_refused_before_his_request_is_read(bodies: Bodies) -> None:
    answer = bodies.as_json(None, {"campaign": "XX", "surprise": 1})

    assert answer.status == 403
    assert answer.findings == []


def test_the_door_answers_to_post_only(bodies: Bodies) -> None:
    answer = bodies.crew.administrator.ask("GET", DOOR, campaign="BG-2023")

    assert answer.status == 403


def test_text_that_is_no_json_is_told_as_a_problem_of_its_argument(bodies: Bodies) -> None:
    answer = bodies.as_json("Administrator", {"campaign": "BG-2023", "nominations": "[{"})

    assert answer.status == 417
    assert [finding["path"] for finding in answer.findings] == ["nominations"]
