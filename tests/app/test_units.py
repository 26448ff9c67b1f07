"""Units: found by any of their names, ordered as in a dictionary, kept as a tree."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import BAC_GIANG, CAO_BANG, HOME_AFFAIRS, unit

from app.conftest import refused
from thidua_khenthuong.queries.directory import known_units, unit_named
from thidua_khenthuong.queries.text_keys import search_key, sort_key

pytestmark = pytest.mark.app


def districts(province: str) -> list[str]:
    root = frappe.db.get_value("Administrative Unit", {"unit_name": province}, ["lft", "rgt"])
    return list(
        frappe.get_all(
            "Administrative Unit",
            filters={"kind": "District", "lft": [">", root[0]], "rgt": ["<", root[1]]},
            pluck="unit_name",
            order_by="sort_key asc",
        )
    )


def test_each_province_has_its_ten_districts_in_dictionary_order(site: Any) -> None:
    assert districts(BAC_GIANG) == [
        "Huyện Hiệp Hòa",
        "Huyện Lạng Giang",
        "Huyện Lục Nam",
        "Huyện Lục Ngạn",
        "Huyện Sơn Động",
        "Huyện Tân Yên",
        "Huyện Việt Yên",
        "Huyện Yên Dũng",
        "Huyện Yên Thế",
        "Thành phố Bắc Giang",
    ]
    assert len(districts(CAO_BANG)) == 10


@pytest.mark.parametrize(
    "name",
    ["Huyện Sơn Động", "huyen son dong", "UBND huyện Sơn Động", "HUYỆN  SƠN ĐỘNG"],
)
def test_a_unit_is_found_whatever_the_case_marks_and_leading_words(site: Any, name: str) -> None:
    assert unit_named(name, below=unit(BAC_GIANG)) == unit("Huyện Sơn Động")


def test_the_same_name_in_two_provinces_is_two_units(site: Any) -> None:
    assert unit_named(HOME_AFFAIRS) is None
    own = unit_named(HOME_AFFAIRS, below=unit(BAC_GIANG))
    other = unit_named(HOME_AFFAIRS, below=unit(CAO_BANG, CAO_BANG))
    assert {own, other} == {unit(HOME_AFFAIRS), unit(HOME_AFFAIRS, CAO_BANG)}


def test_an_alias_leads_to_the_unit(site: Any) -> None:
    assert unit_named("Sở LĐTBXH", below=unit(BAC_GIANG)) == unit(
        "Sở Lao động - Thương binh và Xã hội"
    )


def test_block_members_that_no_text_names_are_marked_unverified(site: Any) -> None:
    rows = frappe.get_all(
        "Administrative Unit",
        filters={"unit_class": "provincial_block_member"},
        fields=["verification"],
    )
    marks = [row["verification"] for row in rows]
    assert (marks.count("Unverified"), marks.count("Verified")) == (18, 2)


def test_every_unit_knows_what_stands_above_it(site: Any) -> None:
    board = next(
        item
        for item in known_units(unit(CAO_BANG, CAO_BANG))
        if item.name == "Ban Thi đua - Khen thưởng tỉnh"
    )
    assert board.above == (CAO_BANG, HOME_AFFAIRS)


def test_decomposed_text_is_stored_composed(site: Any) -> None:
    record = frappe.get_doc("Administrative Unit", unit("Huyện Hiệp Hòa"))
    record.append("aliases", {"alias": "Hiê\u0323p Ho\u0300a"})
    record.save()

    assert frappe.get_doc("Administrative Unit", record.name).aliases[-1].alias == "Hiệp Hòa"


def test_a_class_with_a_marked_code_is_refused(site: Any) -> None:
    unit_class = frappe.new_doc("Unit Class")
    unit_class.update({"code": "huyện", "title": "Huyện"})
    with refused("CODE_NOT_PLAIN"):
        unit_class.insert()


def test_a_unit_cannot_end_before_it_began(site: Any) -> None:
    record = frappe.get_doc("Administrative Unit", unit("Huyện Hiệp Hòa"))
    record.update({"valid_from": "2025-01-01", "valid_to": "2024-12-31"})
    with refused("RANGE_REVERSED"):
        record.save()


def test_sort_keys_follow_the_dictionary() -> None:
    words = ["an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "ơ", "ư", "y"]

    assert sorted(words, key=sort_key) == words
    assert sorted(["Hòa An", "Hoa An", "Hòa"], key=sort_key) == ["Hòa", "Hoa An", "Hòa An"]


def test_search_keys_fold_marks_case_and_dashes() -> None:
    texts = ["Ban Thi đua - Khen thưởng", "ban thi đua–khen thưởng", "BAN THI ĐUA KHEN THƯỞNG"]

    assert {search_key(text) for text in texts} == {"ban thi dua khen thuong"}
