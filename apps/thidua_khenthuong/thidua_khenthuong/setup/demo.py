"""What a demo site has beside the historical plans: accounts, and a campaign that is open today."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import frappe
import yaml
from frappe.utils import cint

from thidua_khenthuong.queries.clock import today
from thidua_khenthuong.queries.directory import unit_named
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.import_plan import import_plan
from thidua_khenthuong.services.state_guard import take_step

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclasses.dataclass(frozen=True)
class DemoAccount:
    """An account of the demo site, its password being its name before the "@"."""

    email: str
    full_name: str
    roles: tuple[str, ...]
    province: str
    unit: str
    position: str


def demo_settings() -> dict[str, Any]:
    text = (FIXTURES / "reference" / "demo.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def demo_accounts() -> list[DemoAccount]:
    return [
        DemoAccount(**{**row, "roles": tuple(row["roles"])}) for row in demo_settings()["accounts"]
    ]


def seed_demo() -> None:
    """Accounts and the open campaign; refused anywhere but on a demo site."""
    if not cint(frappe.conf.get("demo")):
        refuse_step("NOT_ON_DEMO_SITE")
    for account in demo_accounts():
        make_account(account)
    open_historical_campaigns()
    make_open_campaign()


def make_account(account: DemoAccount) -> None:
    """One account with its roles and unit; an account that exists is left alone."""
    if frappe.db.exists("User", account.email):
        return
    user = frappe.new_doc("User")
    user.update(
        {
            "email": account.email,
            "first_name": account.full_name,
            "language": "vi",
            "send_welcome_email": 0,
            "new_password": account.email.partition("@")[0],
            "roles": [{"role": role} for role in account.roles],
        }
    )
    user.flags.no_welcome_mail = True
    user.flags.ignore_password_policy = True
    user.insert(ignore_permissions=True)  # run by migrate, on a demo site alone
    unit = unit_named(account.unit, below=unit_named(account.province))
    if unit:
        officer = frappe.new_doc("Unit Officer")
        officer.update({"user": account.email, "unit": unit, "position": account.position})
        officer.insert(ignore_permissions=True)  # run by migrate, on a demo site alone


def open_historical_campaigns() -> None:
    for campaign in frappe.get_all("Emulation Campaign", pluck="name", order_by="name asc"):
        open_campaign(campaign)


def open_campaign(campaign: str) -> None:
    """A drafted campaign is issued and receives dossiers; one that has moved on is left alone."""
    doc = frappe.get_doc("Emulation Campaign", campaign)
    if doc.workflow_state == "Drafted":
        take_step(doc, "Issue")
        take_step(doc, "Open Receiving")


def make_open_campaign() -> None:
    """A plan's text with its days moved, so that a newcomer can hand a dossier in today.

    Made once, on the first day of the demo: later migrations leave it as it is.
    """
    settings = demo_settings()["open_campaign"]
    if frappe.db.exists("Emulation Campaign", settings["code"]):
        return
    text = (FIXTURES / "plans" / settings["plan"]).read_text(encoding="utf-8")
    plan = yaml.safe_load(text)
    due = today() + timedelta(days=settings["days_until_due"])
    moved = moved_plan(plan, due - date.fromisoformat(str(settings["due_on"])))
    moved.update({key: settings[key] for key in ("code", "short_title", "number")})
    import_plan(yaml.safe_dump(moved, allow_unicode=True, sort_keys=False))
    open_campaign(settings["code"])


MOVED_PARTS = ("deadlines", "phases", "periods")


def moved_plan(plan: dict[str, Any], by: timedelta) -> dict[str, Any]:
    """The plan with the days of its deadlines, phases and periods moved; its printed words stay."""
    return {
        part: moved_days(value, by) if part in MOVED_PARTS else value
        for part, value in plan.items()
    }


def moved_days(value: Any, by: timedelta) -> Any:
    if isinstance(value, date):
        return value + by
    if isinstance(value, dict):
        return {key: moved_days(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [moved_days(item, by) for item in value]
    return value


def show_accounts() -> None:
    """Tells the demo accounts, one a line: address, password, who it is."""
    lines = ["Administrator / admin"]
    lines += [
        f"{account.email} / {account.email.partition('@')[0]}  {account.full_name}, {account.unit}"
        for account in demo_accounts()
    ]
    print("\n".join(lines))  # noqa: T201 - a command's output
