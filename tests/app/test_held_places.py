"""No sequence of submissions, returns and withdrawals, in any order or at once, exceeds a quota."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import frappe
import pytest
from builders import HIEP_HOA, a_commune, a_dossier, a_household, a_receiving_campaign, unit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.conftest import People
from thidua_khenthuong.api.campaigns import quota_board
from thidua_khenthuong.api.dossiers import return_dossier, submit_dossier, withdraw_dossier

pytestmark = pytest.mark.app
STEPS = st.lists(
    st.tuples(st.sampled_from(["submit", "return", "withdraw"]), st.integers(0, 3)),
    max_size=12,
)


def places_used() -> dict[str, tuple[int, int]]:
    """Hiệp Hòa's places by row: used, allowed."""
    return {
        str(line["row"]): (int(str(line["used"])), int(str(line["allowed"])))
        for line in quota_board("BG-2023")
        if line["unit_name"] == HIEP_HOA and line["allowed"] is not None
    }


def take(step: str, name: str) -> None:
    if step == "submit":
        submit_dossier(name)
    elif step == "return":
        return_dossier(name, "Bổ sung")
    else:
        withdraw_dossier(name, "Rút")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_sequence_of_steps_exceeds_a_quota(
    people: People, as_user: Any, steps: list[tuple[str, int]]
) -> None:
    frappe.db.savepoint("example")
    dossiers = []
    for index in range(4):
        dossier = a_dossier(unit(HIEP_HOA))
        a_commune(dossier, f"Xã {index}")
        a_household(dossier, f"Chủ hộ {index}")
        dossiers.append(dossier.name)
    for step, index in steps:
        user = people.lead if step == "return" else people.other_proposer
        frappe.db.savepoint("step")
        try:
            with as_user(user):
                take(step, dossiers[index])
        except (frappe.ValidationError, frappe.PermissionError):
            frappe.db.rollback(save_point="step")
        for row, (used, allowed) in places_used().items():
            assert used <= allowed, row
    frappe.db.rollback(save_point="example")


def test_of_two_dossiers_handed_in_at_once_one_gets_the_last_place(fresh_site: Any) -> None:
    with fresh_site.open("Administrator"):
        frappe.conf.update({"allow_business_date": 1, "business_date": "2023-11-20"})
        a_receiving_campaign("BG-2023")
        names = []
        for index in range(2):
            dossier = a_dossier(unit(HIEP_HOA))
            a_commune(dossier, f"Xã {index}")
            names.append(dossier.name)
        frappe.db.commit()

    def hand_in(name: str) -> bool:
        with fresh_site.open("Administrator"):
            try:
                submit_dossier(name)
            except frappe.ValidationError:
                return False
            frappe.db.commit()
            return True

    with ThreadPoolExecutor(max_workers=2) as pool:
        taken = list(pool.map(hand_in, names))

    assert sorted(taken) == [False, True]
