"""Names of units in all their spellings, units on file, places held, the quota board."""

from typing import Any

import pytest

from thidua_khenthuong.domain.allocation import board_totals, quota_board
from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.names import KnownUnit, same_name
from thidua_khenthuong.domain.request import Nomination
from thidua_khenthuong.domain.request_reading import read_request

from .proposals import nominated, plan, reference, request, verdict_and_codes

pytestmark = pytest.mark.domain

DISTRICTS = [
    "Huyện Sơn Động",
    "Huyện Lục Ngạn",
    "Huyện Lục Nam",
    "Huyện Yên Thế",
    "Huyện Tân Yên",
    "Huyện Hiệp Hòa",
    "Huyện Việt Yên",
    "Huyện Yên Dũng",
    "Huyện Lạng Giang",
    "Thành phố Bắc Giang",
]


def filed(campaign: str, *nominations: dict[str, Any]) -> tuple[Nomination, ...]:
    context = ProposalContext(reference=reference())
    return read_request(request(campaign, None, *nominations), plan(campaign), context).nominations


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Lao động-Thương binh và Xã hội", "Sở Lao động – Thương binh và Xã hội"),
        ("UBND huyện Hiệp Hòa", "Huyện Hiệp Hoà"),
        ("Ủy ban nhân dân huyện Hiệp Hòa", "HUYỆN HIỆP HÒA"),
        ("huyen hiep hoa", "Huyện Hiệp Hòa"),
        ("TP. Bắc Giang", "Thành phố Bắc Giang"),
        ("Sở Nội vụ tỉnh Bắc Giang", "Sở Nội vụ"),
        ("Ủy ban MTTQ tỉnh Bắc Giang", "Ủy ban MTTQ tỉnh"),
        ("Đài Phát thanh", "Đài  phát thanh"),
    ],
)
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert same_name(one, other, "Tỉnh Bắc Giang")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huyện Yên Thế", "Huyện Yên Dũng"),
        ("Sở Y tế", "Sở Tư pháp"),
        ("Thành phố Bắc Giang", "Tỉnh Bắc Giang"),
        ("UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Chủ tịch UBND tỉnh", "UBND tỉnh"),
    ],
)
def test_names_of_two_units_do_not_match(one: str, other: str) -> None:
    assert not same_name(one, other, "Tỉnh Bắc Giang")


def test_class_on_file_counts_and_the_stated_one_does_not() -> None:
    on_file = (KnownUnit("Sở Tư pháp", unit_class="provincial_block_member"),)
    raw = request("CB-2023", "Sở Tư pháp", nominated("collective", "a", None, 2))
    raw["nominating_unit"]["unit_class"] = "district"

    verdict, codes = verdict_and_codes(raw, known_units=on_file)

    assert (verdict, "EITHER_OR_VIOLATED" in codes) == ("reject", True)


def test_unit_on_file_is_found_by_its_alias() -> None:
    on_file = (KnownUnit("Huyện Hòa An", ("H. Hoà An", "HA"), "district"),)
    raw = request("CB-2023", "ha", nominated("collective", "a", None, 2))

    assert verdict_and_codes(raw, known_units=on_file) == ("accept", set())


def test_managing_unit_below_the_nominator_on_file_is_its_own() -> None:
    on_file = (
        KnownUnit("Huyện Hòa An", unit_class="district"),
        KnownUnit("Xã Hồng Việt", unit_class="commune", above=("Huyện Hòa An", "Tỉnh Cao Bằng")),
        KnownUnit("Xã Sóc Hà", unit_class="commune", above=("Huyện Hà Quảng", "Tỉnh Cao Bằng")),
    )
    own = nominated("individual", "b", None, 1, managed_by="Xã Hồng Việt")
    other = nominated("individual", "b", None, 1, managed_by="Xã Sóc Hà")

    assert verdict_and_codes(request("CB-2023", "Huyện Hòa An", own), known_units=on_file) == (
        "accept",
        set(),
    )
    assert verdict_and_codes(request("CB-2023", "Huyện Hòa An", other), known_units=on_file) == (
        "reject",
        {"WRONG_ROUTE"},
    )


def test_places_held_count_unless_the_request_starts_from_nothing() -> None:
    held = filed("BG-2023", nominated("commune", "c", "commune"))
    raw = request("BG-2023", "Huyện Hiệp Hòa", nominated("commune", "c", "commune"))

    assert verdict_and_codes(raw, held=held) == ("accept", set())
    assert verdict_and_codes(raw | {"baseline": "saved"}, held=held) == (
        "reject",
        {"QUOTA_EXCEEDED"},
    )


def test_held_collective_uses_up_the_either_or_place() -> None:
    held = filed("CB-2023", nominated("collective", "a"))
    raw = request("CB-2023", "Sở Tư pháp", nominated("individual", "b")) | {"baseline": "saved"}
    raw["nominating_unit"]["unit_class"] = "provincial_block_member"

    assert verdict_and_codes(raw, held=held) == ("reject", {"EITHER_OR_VIOLATED"})


def test_worker_filed_before_answers_the_priority_note() -> None:
    held = filed(
        "CB-2023", nominated("individual", "b", occupation="enterprise_worker", leader=False)
    )
    leader = nominated("individual", "b", leader=True)
    raw = request("CB-2023", "Huyện Hòa An", leader) | {"baseline": "saved"}

    assert verdict_and_codes(raw) == ("warn", {"PRIORITY_NOTE"})
    assert verdict_and_codes(raw, held=held) == ("accept", set())


def bac_giang_units() -> list[KnownUnit]:
    agencies = [
        "Sở Lao động - Thương binh và Xã hội",
        "Ủy ban MTTQ tỉnh",
        "Sở Kế hoạch và Đầu tư",
        "Sở Tài chính",
        "Ban Dân tộc",
        "Hội Liên hiệp Phụ nữ tỉnh",
        "Chi nhánh Ngân hàng Chính sách xã hội tỉnh",
        "Văn phòng UBND tỉnh",
        "Sở Nội vụ",
    ]
    return [
        *(KnownUnit(name, unit_class="provincial_block_member") for name in agencies),
        *(KnownUnit(name, unit_class="district") for name in DISTRICTS),
    ]


def test_board_of_bac_giang_adds_up_to_seventy_six() -> None:
    lines = quota_board(plan("BG-2023"), "PROVINCE_MERIT", bac_giang_units(), {})
    per_unit = {
        unit.name: sum(line.allowed or 0 for line in lines if line.unit == unit.name)
        for unit in bac_giang_units()
    }
    per_row = {
        row: sum(line.allowed or 0 for line in lines if line.row == row)
        for row in {line.row for line in lines}
    }

    assert board_totals(lines).allowed == 76
    assert per_unit["Huyện Sơn Động"] == 8
    assert {per_unit[name] for name in DISTRICTS if name != "Huyện Sơn Động"} == {6}
    assert per_unit["Sở Nội vụ"] == 0
    assert [per_row[f"BG-Q{number}"] for number in (11, 12, 13, 14)] == [11, 11, 20, 20]


def test_board_shows_no_number_where_the_plan_gives_none() -> None:
    lines = quota_board(plan("BG-2023"), "PROVINCE_MERIT", bac_giang_units(), {})
    (line,) = [line for line in lines if line.row == "BG-Q01"]

    assert (line.allowed, line.used, line.left) == (None, 0, None)


def test_board_counts_what_is_held() -> None:
    held = {
        "Huyện Sơn Động": filed("BG-2023", nominated("commune", "c", "commune", 2)),
        "Sở Lao động - Thương binh và Xã hội": filed(
            "BG-2023", nominated("district", "b", "district", 1)
        ),
    }
    lines = quota_board(plan("BG-2023"), "PROVINCE_MERIT", bac_giang_units(), held)
    totals = board_totals(lines)

    assert (totals.allowed, totals.used, totals.left) == (76, 2, 74)


def test_board_of_cao_bang_has_one_place_a_member_and_two_a_district() -> None:
    units = [
        KnownUnit("Sở Giáo dục và Đào tạo", unit_class="provincial_block_member"),
        KnownUnit("Sở Y tế", unit_class="provincial_block_member"),
        *(KnownUnit(f"Huyện {number}", unit_class="district") for number in range(10)),
        *(KnownUnit(f"Sở {number}", unit_class="provincial_block_member") for number in range(12)),
    ]

    lines = quota_board(plan("CB-2023"), "PROVINCE_MERIT", units, {})

    assert board_totals(lines).allowed == 12 + 2 * 12
