"""Cao Bằng's campaign: no lead agency, a window of two days, either one or the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
import pytest
from builders import (
    CAO_BANG,
    PROVINCE_MERIT,
    a_dossier,
    a_nomination,
    a_receiving_campaign,
    an_officer,
    unit,
)

from app.conftest import Day, refused
from thidua_khenthuong.api.appraisal import appraise_dossier
from thidua_khenthuong.api.decisions import (
    draft_decision,
    issue_decision,
    send_to_signer,
    sign_decision,
)
from thidua_khenthuong.api.dossiers import receive_dossier, submit_dossier

pytestmark = pytest.mark.app
BOARD = "Ban Thi đua - Khen thưởng tỉnh"
DISTRICT = "Huyện Hòa An"
DEPARTMENT = "Sở Tư pháp"


@dataclass(frozen=True)
class Crew:
    district: str = "officer@hoaan.test"
    department: str = "officer@justice.test"
    appraiser: str = "appraiser@board.test"
    chair: str = "chair@caobang.test"
    clerk: str = "clerk@caobang.test"


@pytest.fixture
def crew(day: Day) -> Crew:
    """Cao Bằng's officers on the first day of the window."""
    day("2023-07-03T08:00")
    found = Crew()
    an_officer(found.district, ["Emulation Officer"], unit(DISTRICT, CAO_BANG))
    an_officer(found.department, ["Emulation Officer"], unit(DEPARTMENT, CAO_BANG))
    an_officer(found.appraiser, ["Appraisal Officer"], unit(BOARD, CAO_BANG))
    an_officer(found.chair, ["Decision Maker"], unit(CAO_BANG, CAO_BANG))
    an_officer(found.clerk, ["Records Clerk"], unit(CAO_BANG, CAO_BANG))
    a_receiving_campaign("CB-2023")
    return found


def a_draft(unit_name: str, **values: Any) -> Any:
    dates = {"letter_date": "2023-07-03"}
    return a_dossier(unit(unit_name, CAO_BANG), "CB-2023", **{**dates, **values})


def a_collective(dossier: Any, name: str = "Phòng Nội vụ") -> Any:
    return a_nomination(
        dossier,
        "collective",
        "a",
        name,
        achievement_from="2023-01-01",
        achievement_to="2023-06-30",
        owned_by_nominator="Yes",
        managed_by=dossier.unit,
    )


def an_individual(dossier: Any, name: str = "Nông Văn Ích") -> Any:
    return a_nomination(
        dossier,
        "individual",
        "b",
        name,
        achievement_from="2023-01-01",
        achievement_to="2023-06-30",
        owned_by_nominator="Yes",
        managed_by=dossier.unit,
        occupation="official",
        is_official="Yes",
        leader="No",
    )


@pytest.mark.parametrize(
    ("moment", "code"),
    [("2023-07-02T23:59", "WINDOW_NOT_OPEN"), ("2023-07-05T00:00", "WINDOW_CLOSED")],
)
def test_outside_the_window_nothing_is_taken(
    crew: Crew, as_user: Any, day: Day, moment: str, code: str
) -> None:
    with as_user(crew.district):
        dossier = a_draft(DISTRICT)
        a_collective(dossier)
        day(moment)
        with refused(code):
            submit_dossier(dossier.name)


@pytest.mark.parametrize("moment", ["2023-07-03T00:00", "2023-07-04T23:59"])
def test_inside_the_window_a_dossier_goes_straight_to_the_standing_body(
    crew: Crew, as_user: Any, day: Day, moment: str
) -> None:
    with as_user(crew.district):
        dossier = a_draft(DISTRICT)
        a_collective(dossier)
        day(moment)
        submit_dossier(dossier.name)
        dossier.reload()

    assert dossier.workflow_state == "Submitted"
    assert dossier.receiving_unit == unit(BOARD, CAO_BANG)
    assert (dossier.is_late, dossier.deadline_code) == (0, "CB-DL1")


def test_paper_is_the_wrong_way(crew: Crew, as_user: Any) -> None:
    with as_user(crew.district):
        dossier = a_draft(DISTRICT, channel="paper")
        a_collective(dossier)
        with refused("WRONG_CHANNEL"):
            submit_dossier(dossier.name)


def test_a_dossier_without_minutes_is_refused(crew: Crew, as_user: Any) -> None:
    with as_user(crew.district):
        dossier = a_draft(DISTRICT, components=[{"component": "submission_letter"}])
        a_collective(dossier)
        with refused("DOSSIER_INCOMPLETE"):
            submit_dossier(dossier.name)


def test_a_block_member_has_one_place_for_either(crew: Crew, as_user: Any) -> None:
    with as_user(crew.department):
        dossier = a_draft(DEPARTMENT)
        a_collective(dossier, "Phòng Hành chính tư pháp")
        an_individual(dossier)
        with refused("EITHER_OR_VIOLATED"):
            submit_dossier(dossier.name)


def test_a_district_shares_two_places_among_all_kinds(crew: Crew, as_user: Any) -> None:
    with as_user(crew.district):
        dossier = a_draft(DISTRICT)
        a_collective(dossier)
        an_individual(dossier)
        submit_dossier(dossier.name)
        second = a_draft(DISTRICT)
        an_individual(second, "Lý Thị Sen")
        with refused("POOL_EXCEEDED"):
            submit_dossier(second.name)


def test_the_standing_body_appraises_and_the_chair_decides(crew: Crew, as_user: Any) -> None:
    with as_user(crew.department):
        dossier = a_draft(DEPARTMENT)
        an_individual(dossier)
        submit_dossier(dossier.name)
    with as_user(crew.appraiser):
        receive_dossier(dossier.name)
        appraise_dossier(dossier.name, "Đủ điều kiện")
        decision = draft_decision("CB-2023", PROVINCE_MERIT, [dossier.name])["decision"]
        send_to_signer(decision)
    with as_user(crew.chair):
        sign_decision(decision)
    with as_user(crew.clerk):
        issue_decision(decision, "987", "2023-07-20")
    (record,) = frappe.get_all(
        "Award Record",
        filters={"decision": decision},
        fields=["display_name", "bonus_amount", "unit"],
    )

    assert record == {
        "display_name": "Nông Văn Ích",
        "bonus_amount": 1_800_000,
        "unit": unit(DEPARTMENT, CAO_BANG),
    }
