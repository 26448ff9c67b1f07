"""A plan's YAML and the records made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frappe
import pytest
import yaml

from app.conftest import refused
from thidua_khenthuong.api.v1 import check_proposal
from thidua_khenthuong.domain.plan_reading import read_plan
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.services.import_plan import import_plan
from thidua_khenthuong.setup import seed

PLANS = sorted((Path(seed.__file__).parent.parent / "fixtures" / "plans").glob("*.yaml"))
pytestmark = pytest.mark.app


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def plan_text(code: str) -> str:
    return next(text for text in map(text_of, PLANS) if f"code: {code}" in text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_read_back_from_its_records_equals_the_file(site: Any, path: Path) -> None:
    plan = read_plan(yaml.safe_load(text_of(path)))

    assert plan_of(plan.code) == plan


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_same_plan_again_changes_nothing(site: Any, path: Path) -> None:
    counts = import_plan(text_of(path))

    assert (counts["created"], counts["updated"], counts["edited"]) == (0, 0, 0)
    assert counts["unchanged"] > 10


def test_a_record_that_a_user_edited_is_left_as_it_is(site: Any) -> None:
    quota = frappe.get_doc("Award Quota", {"campaign": "CB-2023", "count_kind": "shared"})
    quota.count_number = 3
    quota.save()

    counts = import_plan(plan_text("CB-2023"))

    assert counts["edited"] == 1
    assert frappe.db.get_value("Award Quota", quota.name, "count_number") == 3


def test_an_edited_quota_is_what_the_rules_read(site: Any) -> None:
    quota = frappe.get_doc("Award Quota", {"campaign": "CB-2023", "count_kind": "shared"})
    assert plan_of("CB-2023").quotas[quota.ordinal - 1].count.number == 2
    quota.count_number = 3
    quota.save()

    assert plan_of("CB-2023").quotas[quota.ordinal - 1].count.number == 3


def test_a_quota_entered_by_hand_is_judged_like_an_imported_one(site: Any) -> None:
    quota = frappe.new_doc("Award Quota")
    quota.update(
        {
            "campaign": "BG-2023",
            "code": "BY-HAND",
            "source": "IV.2.a gạch 4",
            "label": "Tập thể",
            "award_form": "PROVINCE_MERIT",
            "units_names": "Sở Nội vụ",
            "subjects_kinds": "collective",
            "subjects_groups": "a",
            "count_kind": "fixed",
            "count_number": 1,
        }
    )
    quota.insert()

    answers = [check_proposal(**one_collective_of("Sở Nội vụ", count)) for count in (1, 2)]
    assert [answer["verdict"] for answer in answers] == ["accept", "reject"]


def one_collective_of(unit_name: str, count: int) -> dict[str, Any]:
    return {
        "campaign": "BG-2023",
        "award_form": "PROVINCE_MERIT",
        "nominating_unit": {"name": unit_name},
        "nominations": [{"subject_kind": "collective", "group": "a", "count": count}],
    }


def test_a_code_is_used_once_in_a_campaign(site: Any) -> None:
    first = frappe.get_doc("Award Quota", {"campaign": "BG-2023", "code": "BG-Q02"})
    second = frappe.copy_doc(first)
    with refused("CODE_REPEATED"):
        second.insert()


def test_an_edit_that_makes_the_plan_unreadable_is_refused_with_its_path(site: Any) -> None:
    quota = frappe.get_doc("Award Quota", {"campaign": "BG-2023", "code": "BG-Q02"})
    quota.subjects_kinds = "collective\nplanet"
    with refused("MALFORMED"):
        quota.save()

    assert frappe.local.response["findings"][0]["path"] == "quotas[1].subjects.kinds[1]"


def test_every_problem_of_a_plan_is_told_at_once_and_no_record_is_touched(site: Any) -> None:
    raw = yaml.safe_load(plan_text("BG-2023"))
    raw["code"] = "BROKEN"
    raw["unknown_part"] = 1
    raw["quotas"][0]["count"] = {"kind": "many"}
    raw["deadlines"][0]["due_on"] = "31/11/2023"

    with pytest.raises(frappe.ValidationError):
        import_plan(yaml.safe_dump(raw, allow_unicode=True))

    paths = [finding["path"] for finding in frappe.local.response["findings"]]
    assert sorted(paths) == ["deadlines[0].due_on", "quotas[0].count.kind", "unknown_part"]
    assert not frappe.db.exists("Emulation Campaign", "BROKEN")


def test_a_plan_of_an_unknown_unit_is_refused_with_its_path(site: Any) -> None:
    raw = yaml.safe_load(plan_text("BG-2023"))
    raw["issuing_unit"] = "Tỉnh Không Có"

    with pytest.raises(frappe.ValidationError):
        import_plan(yaml.safe_dump(raw, allow_unicode=True))

    assert [finding["path"] for finding in frappe.local.response["findings"]] == ["issuing_unit"]


def test_text_that_is_no_yaml_is_refused(site: Any) -> None:
    with pytest.raises(frappe.ValidationError):
        import_plan("code: [")

    assert frappe.local.response["findings"][0]["code"] == "MALFORMED"


def test_seeding_again_touches_no_record(site: Any) -> None:
    doctypes = ("Administrative Unit", "Award Form", "Legal Regime", "Base Salary", "Award Quota")
    before = {name: stamps(name) for name in doctypes}

    seed.after_migrate()

    assert {name: stamps(name) for name in doctypes} == before


def stamps(doctype: str) -> list[tuple[str, str]]:
    rows = frappe.get_all(doctype, fields=["name", "modified"], order_by="name asc")
    return [(row["name"], str(row["modified"])) for row in rows]
