"""Seeds reference records and plans. Safe to run any number of times; what users edited stays."""

from pathlib import Path
from typing import Any

import frappe
import yaml
from frappe.utils import cint

from thidua_khenthuong.domain.context import AwardForm, BaseSalary, LegalRegime
from thidua_khenthuong.domain.working_days import CalendarYear
from thidua_khenthuong.queries.record_shapes import row_of
from thidua_khenthuong.services.import_plan import import_plan
from thidua_khenthuong.services.seeded_records import write_seeded
from thidua_khenthuong.setup.demo import seed_demo

FIXTURES = Path(__file__).parent.parent / "fixtures"
UNIT = "Administrative Unit"


def after_migrate() -> None:
    """Reference records first, then the plans that speak of them, then what a demo site adds."""
    seed_unit_classes()
    seed_units()
    seed_award_forms()
    seed_regimes()
    seed_calendars()
    seed_plans()
    if cint(frappe.conf.get("demo")):
        seed_demo()


def reference(name: str) -> dict[str, Any]:
    text = (FIXTURES / "reference" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def plain_dates(part: Any) -> Any:
    """YAML's dates as ISO text, so that a seed compares with what the database gives back."""
    if isinstance(part, dict):
        return {key: plain_dates(value) for key, value in part.items()}
    if isinstance(part, list):
        return [plain_dates(item) for item in part]
    return part.isoformat() if hasattr(part, "isoformat") else part


def seed_unit_classes() -> None:
    for ordinal, row in enumerate(reference("unit_classes")["unit_classes"], start=1):
        values = {**row, "ordinal": ordinal, "verification": "Verified"}
        write_seeded("Unit Class", row["code"], values)


def seed_units() -> None:
    """Units in the file's order: a unit comes after the one above it."""
    rows = plain_dates(reference("units")["units"])
    parents = {row.get("parent") for row in rows}
    names: dict[str, str] = {}
    for row in rows:
        key = row["key"]
        values = {field: row[field] for field in row if field not in ("key", "parent", "aliases")}
        values["is_standing_body"] = int(row.get("is_standing_body", False))
        values["is_group"] = int(key in parents)
        values["aliases"] = [{"alias": alias} for alias in row.get("aliases", ())]
        if row.get("parent"):
            values["parent_administrative_unit"] = names[row["parent"]]
        names[key] = write_seeded(UNIT, key, values)[1]


def seed_award_forms() -> None:
    for ordinal, row in enumerate(reference("award_forms")["award_forms"], start=1):
        values = {**row_of(AwardForm, row, "Award Form"), "ordinal": ordinal}
        write_seeded("Award Form", row["code"], values)


def seed_regimes() -> None:
    data = plain_dates(reference("regimes"))
    bases = reference("decision_bases")["decision_bases"]
    for row in data["regimes"]:
        values = row_of(LegalRegime, row, "Legal Regime")
        values["bases"] = "\n".join(bases.get(row["code"], ()))
        write_seeded("Legal Regime", row["code"], values)
    for row in data["base_salaries"]:
        write_seeded("Base Salary", row["valid_from"], row_of(BaseSalary, row, "Base Salary"))


def seed_calendars() -> None:
    for row in plain_dates(reference("holidays"))["calendars"]:
        values = row_of(CalendarYear, row, "Holiday Calendar")
        write_seeded("Holiday Calendar", str(row["year"]), values)


def seed_plans() -> None:
    for path in sorted((FIXTURES / "plans").glob("*.yaml")):
        import_plan(path.read_text(encoding="utf-8"))
