"""An identity number typed where others read it is refused before it is stored."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import SON_DONG, a_dossier, a_household, a_nomination, unit

from app.conftest import People, refused
from thidua_khenthuong.services.identity_in_text import holds_identity

pytestmark = pytest.mark.app
NUMBERS = [
    "024199001234",
    "Hộ ông Nông Văn Tài, 024199001234",
    "024 199 001 234",
    "024.199.001.234",
    "024-199-001234",
    "CCCD: 024199001234",
    "Số CMND 121234567",
    "căn cước công dân số 121 hoặc chứng minh 121234567",
]
PLAIN = [
    "",
    None,
    "Hộ nghèo năm 2022",
    "Điện thoại 0912345678, 0987654321",
    "0912 345 678",
    "Ủng hộ 100000000 đồng",
    "Ủng hộ 120.000.000.000 đồng",
    "Số 245/TTr-SLĐTBXH ngày 01/12/2023",
    "Tài khoản 1900206012345",
    "124199001234567890",
    "2019-2020-2021-2022",
    "CCCD đã nộp bản sao cho đơn vị, năm 2023",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_what_looks_like_an_identity_number_is_seen(text: str) -> None:
    assert holds_identity(text)


@pytest.mark.parametrize("text", PLAIN)
def test_other_numbers_are_left_alone(text: str | None) -> None:
    assert not holds_identity(text)


@pytest.mark.parametrize("field", ["display_name", "achievement_summary", "address", "workplace"])
def test_a_nomination_with_a_number_in_its_text_is_refused_without_telling_it(
    people: People, as_user: Any, field: str
) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        with refused("IDENTITY_IN_TEXT"):
            a_nomination(dossier, "household", "e", "Nông Văn Tài").update(
                {field: f"Ông Tài {NUMBERS[0]}"}
            ).save()

    assert NUMBERS[0] not in str(frappe.local.response)


def test_a_number_in_a_row_is_refused(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        nomination = a_household(a_dossier(unit(SON_DONG)))
        nomination.append(
            "papers", {"component": "achievement_report", "document_number": NUMBERS[0]}
        )
        with refused("IDENTITY_IN_TEXT"):
            nomination.save()
