"""Giấy khen: the unit's own head decides, in any number, and the register knows of it."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import PROVINCE_MERIT, SON_DONG, an_officer, unit

from app.conftest import People, refused
from thidua_khenthuong.api.decisions import issue_decision, send_to_signer, sign_decision
from thidua_khenthuong.queries.register import award_counts

pytestmark = pytest.mark.app


def a_commendation(count: int, award_form: str = "UNIT_COMMENDATION") -> Any:
    """Sơn Động's own decision on so many households."""
    decision = frappe.new_doc("Award Decision")
    decision.update(
        {
            "campaign": "BG-2023",
            "award_form": award_form,
            "issuing_unit": unit(SON_DONG),
            "signer_title": "Chủ tịch",
            "signer_name": "Trần Văn Bình",
            "rows": [
                {"display_name": f"Chủ hộ {place}", "subject_kind": "household"}
                for place in range(count)
            ],
        }
    )
    decision.insert()
    return decision


@pytest.fixture
def head(people: People) -> str:
    return an_officer("head@sondong.test", ["Decision Maker", "Records Clerk"], unit(SON_DONG))


def test_a_units_head_decides_on_57_commendations(people: People, as_user: Any, head: str) -> None:
    with as_user(people.proposer):
        decision = a_commendation(57)
        send_to_signer(decision.name)
    with as_user(head):
        sign_decision(decision.name)
        issue_decision(decision.name, "18", "2023-11-25")

    (count,) = award_counts("BG-2023", unit(SON_DONG))
    assert (count.award_form, count.subject_kind, count.awards) == (
        "UNIT_COMMENDATION",
        "household",
        57,
    )


def test_whoever_drafted_it_does_not_sign_it(people: People, as_user: Any, head: str) -> None:
    officer = frappe.get_doc("User", head)
    officer.append("roles", {"role": "Emulation Officer"})
    officer.save()
    with as_user(head):
        decision = a_commendation(1)
        send_to_signer(decision.name)
        with refused("SAME_PERSON"):
            sign_decision(decision.name)


def test_a_unit_cannot_decide_on_the_provinces_award(
    people: People, as_user: Any, head: str
) -> None:
    with as_user(people.proposer):
        decision = a_commendation(1, PROVINCE_MERIT)
        send_to_signer(decision.name)
    with as_user(head), refused("NOT_APPRAISED"):
        sign_decision(decision.name)


def test_a_decision_in_the_name_of_another_unit_is_not_drafted(
    people: People, as_user: Any
) -> None:
    with as_user(people.other_proposer), pytest.raises(frappe.PermissionError):
        a_commendation(1)
