"""A demo site has accounts of every role and a campaign open today; another site has neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from app.conftest import refused
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.setup.demo import demo_accounts, seed_demo, show_accounts

pytestmark = pytest.mark.app


@pytest.fixture
def demo(site: Any) -> Iterator[None]:
    frappe.conf["demo"] = 1
    yield
    frappe.conf["demo"] = 0


def test_demo_records_are_refused_on_any_other_site(site: Any) -> None:
    with refused("NOT_ON_DEMO_SITE"):
        seed_demo()


def test_every_role_has_an_account(demo: None) -> None:
    seed_demo()

    held = {role for account in demo_accounts() for role in account.roles}
    roles = frappe.get_all("Role", {"name": ["like", "%"]}, pluck="name")
    assert held <= set(roles)
    assert len(held) == 10
    for account in demo_accounts():
        assert frappe.db.exists("Unit Officer", {"user": account.email}), account.email


def test_one_campaign_is_open_today_with_its_days_moved(demo: None) -> None:
    seed_demo()

    assert frappe.db.get_value("Emulation Campaign", "BG-DEMO", "workflow_state") == "Receiving"
    deadlines = {deadline.code: deadline for deadline in plan_of("BG-DEMO").deadlines}
    assert deadlines["BG-DL1"].due_on == getdate(add_days(nowdate(), 30))
    printed = {deadline.code: deadline for deadline in plan_of("BG-2023").deadlines}
    for code, deadline in printed.items():
        moved = deadlines[code].due_on - deadline.due_on
        assert moved == deadlines["BG-DL1"].due_on - printed["BG-DL1"].due_on


def test_a_demo_is_seeded_again_without_a_change(demo: None) -> None:
    seed_demo()
    before = frappe.get_all("Emulation Campaign", fields=["name", "modified"], order_by="name asc")
    users = frappe.db.count("User")

    seed_demo()

    again = frappe.get_all("Emulation Campaign", fields=["name", "modified"], order_by="name asc")
    assert (again, frappe.db.count("User")) == (before, users)


def test_the_accounts_are_told_one_a_line(demo: None, capsys: pytest.CaptureFixture[str]) -> None:
    show_accounts()

    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Administrator / admin"
    assert len(told) == len(demo_accounts()) + 1
