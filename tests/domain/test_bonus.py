"""The bonus follows the day of the decision, and is silent rather than wrong."""

from datetime import date
from typing import Any

import pytest

from thidua_khenthuong.domain.bonus import base_salary_on, regime_on

from .proposals import judged, nominated, reference, request

pytestmark = pytest.mark.domain


def bonus(nomination: dict[str, Any], decided: str | None, form: str = "PROVINCE_MERIT") -> Any:
    raw = request("CB-2023", None, nomination, decision_date=decided) | {"award_form": form}
    return judged(raw)["bonus"]


@pytest.mark.parametrize(
    ("kind", "decided", "amount", "basis"),
    [
        ("individual", "2023-06-30", 1490000, "1,0 × 1.490.000 đ (NĐ 91/2017)"),
        ("individual", "2023-07-01", 1800000, "1,0 × 1.800.000 đ (NĐ 91/2017)"),
        ("collective", "2023-12-31", 3600000, "2,0 × 1.800.000 đ (NĐ 91/2017)"),
        ("individual", "2024-01-01", 2700000, "1,5 × 1.800.000 đ (NĐ 98/2023)"),
        ("household", "2024-07-01", 5270000, None),
        ("collective", "2025-07-01", 7020000, "3,0 × 2.340.000 đ (NĐ 152/2025)"),
        ("individual", "2026-07-01", 3800000, None),
        ("household", "2026-07-01", 5700000, None),
    ],
)
def test_amount_is_coefficient_times_base_salary_of_the_day(
    kind: str, decided: str, amount: int, basis: str | None
) -> None:
    given = bonus(nominated(kind), decided)

    assert (given["kind"], given["amount"]) == ("cash", amount)
    if basis is not None:
        assert given["basis"] == basis


def test_without_a_day_of_decision_there_is_no_amount_and_a_reason() -> None:
    assert bonus(nominated("individual"), None) == {
        "kind": "cash",
        "amount": None,
        "basis": "chưa có ngày quyết định nên chưa xác định chế độ, mức lương cơ sở",
    }


def test_household_has_no_amount_where_the_decree_gives_none() -> None:
    given = bonus(nominated("household"), "2023-08-01")

    assert given["amount"] is None
    assert given["basis"] == "NĐ 91/2017 không ghi hệ số cho trường hợp này"


def test_bonus_is_for_a_single_subject() -> None:
    assert bonus(nominated("collective", count=2), "2023-08-01") is None


def test_class_of_the_labour_order_decides_its_bonus() -> None:
    assert bonus(nominated("individual"), "2023-08-01", "LABOUR_ORDER_3")["amount"] == 8100000
    assert bonus(nominated("individual"), "2023-08-01", "LABOUR_ORDER") is None


def test_enterprise_decides_its_own_bonus() -> None:
    raw = request("CB-2023", "Công ty A", nominated("individual"), decision_date="2023-08-01")
    raw["award_form"] = "UNIT_COMMENDATION"
    raw["nominating_unit"]["unit_class"] = "non_block_enterprise"

    given = judged(raw)["bonus"]
    assert (given["amount"], given["basis"]) == (None, "doanh nghiệp tự quyết định")


def test_commune_head_gives_the_communes_bonus_whatever_the_code_of_the_form() -> None:
    raw = request("CB-2023", "Xã A", nominated("individual"), decision_date="2023-08-01")
    raw["nominating_unit"]["unit_class"] = "commune"

    for form in ("UNIT_COMMENDATION", "COMMUNE_COMMENDATION"):
        assert judged(raw | {"award_form": form})["bonus"]["amount"] == 270000


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2017, 9, 30), None),
        (date(2017, 10, 1), "A"),
        (date(2023, 12, 31), "A"),
        (date(2024, 1, 1), "B"),
        (date(2025, 6, 30), "B"),
        (date(2025, 7, 1), "C"),
    ],
)
def test_regimes_follow_each_other_without_a_gap(day: date, code: str | None) -> None:
    regime = regime_on(reference(), day)

    assert (regime.code if regime else None) == code


def test_base_salary_is_the_last_that_began() -> None:
    salary = base_salary_on(reference(), date(2023, 6, 30))

    assert salary is not None
    assert salary.amount == 1490000
    assert base_salary_on(reference(), date(2010, 1, 1)) is None
