"""Bắc Giang 2023: who may propose whom, and how many."""

from typing import Any

import pytest

from .bac_giang import (
    FRONT,
    HIEP_HOA,
    LEAD,
    SON_DONG,
    ask,
    commune,
    household,
    official,
    own,
    village,
)
from .proposals import judged, nominated, request, verdict_and_codes

pytestmark = pytest.mark.domain


@pytest.mark.parametrize(
    ("unit", "nomination", "expected"),
    [
        (HIEP_HOA, commune(1), "accept"),
        (HIEP_HOA, commune(2), "reject"),
        (SON_DONG, commune(2), "accept"),
        (SON_DONG, commune(3), "reject"),
        ("Huyện Lục Ngạn", village(2), "reject"),
        (SON_DONG, village(2), "accept"),
        (SON_DONG, village(3), "reject"),
        (HIEP_HOA, household(2), "accept"),
        (HIEP_HOA, household(3), "reject"),
        (SON_DONG, household(3), "reject"),
        ("Thành phố Bắc Giang", commune(1), "accept"),
    ],
)
def test_district_places_and_the_exception_that_replaces_them(
    unit: str, nomination: dict[str, Any], expected: str
) -> None:
    verdict, codes = ask(unit, nomination)

    assert verdict == expected
    assert codes == (set() if expected == "accept" else {"QUOTA_EXCEEDED"})


def test_son_dong_may_fill_eight_places() -> None:
    filed = [commune(2), village(2), household(2), official("district"), official("commune")]

    assert ask(SON_DONG, *filed) == ("accept", set())


def test_exception_is_found_by_any_spelling_of_the_name() -> None:
    for spelling in ("UBND huyện Sơn Động", "huyen son dong", "HUYỆN  SƠN-ĐỘNG", "Sơn Động"):
        raw = request("BG-2023", spelling, commune(2))
        raw["nominating_unit"]["unit_class"] = "district"
        assert verdict_and_codes(raw) == ("accept", set()), spelling


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (["district", "commune"], None),
        (["district", "village"], None),
        (["district", "district"], "SPLIT_VIOLATED"),
        (["commune", "commune"], "SPLIT_VIOLATED"),
        (["commune", "village"], "SPLIT_VIOLATED"),
        (["district", "commune", "commune"], "QUOTA_EXCEEDED"),
        (["district", "district", "district"], "QUOTA_EXCEEDED"),
        (["province"], "NO_ALLOCATION"),
    ],
)
def test_two_officials_are_one_of_the_district_and_one_from_below(
    levels: list[str], code: str | None
) -> None:
    verdict, codes = ask(HIEP_HOA, *(official(level) for level in levels))

    assert verdict == ("reject" if code else "accept")
    assert codes == ({code} if code else set())


def test_two_officials_counted_together_break_the_split_too() -> None:
    assert ask(HIEP_HOA, official("district", 2)) == ("reject", {"SPLIT_VIOLATED"})


def test_silence_on_level_or_status_is_for_an_officer() -> None:
    no_level = nominated("individual", "g", None, 2, is_official=True)
    no_status = nominated("individual", "g", "district")

    assert ask(HIEP_HOA, no_level) == ("warn", {"SUBJECT_STATUS_UNCLEAR"})
    assert ask(HIEP_HOA, no_status) == ("warn", {"SUBJECT_STATUS_UNCLEAR"})


def test_silence_does_not_open_more_places() -> None:
    no_level = nominated("individual", "g", None, 3, is_official=True)

    verdict, codes = ask(HIEP_HOA, no_level)

    assert (verdict, "QUOTA_EXCEEDED" in codes) == ("reject", True)


def test_occupation_says_that_a_person_is_an_official() -> None:
    person = nominated("individual", "g", "district", occupation="official")

    assert ask(HIEP_HOA, person) == ("accept", set())


@pytest.mark.parametrize("occupation", ["farmer", "pupil", "enterprise_worker"])
def test_group_of_officials_takes_nobody_else(occupation: str) -> None:
    person = nominated("individual", "g", "commune", occupation=occupation)

    assert ask(HIEP_HOA, person) == ("reject", {"WRONG_SUBJECT"})


def test_person_who_is_said_to_be_no_official_is_refused_at_every_unit() -> None:
    person = nominated("individual", "g", "province", owned_by_nominator=True, is_official=False)

    assert ask("Văn phòng UBND tỉnh", person) == ("reject", {"WRONG_SUBJECT"})


def test_citizen_under_the_letter_of_officials_is_the_wrong_kind_and_person() -> None:
    assert ask(HIEP_HOA, nominated("citizen", "g", "village")) == (
        "reject",
        {"GROUP_MISMATCH", "WRONG_SUBJECT"},
    )


def test_village_head_who_is_no_official_is_for_an_officer() -> None:
    head = nominated("individual", "g", "village", occupation="village_head", is_official=False)

    assert ask(HIEP_HOA, head) == ("warn", {"SUBJECT_STATUS_UNCLEAR"})


def test_residential_group_where_the_text_says_village_is_for_an_officer() -> None:
    verdict, codes = ask("Thành phố Bắc Giang", village(local_name="tổ dân phố"))

    assert verdict == "warn"
    assert codes == {"SUBJECT_KIND_UNCLEAR", "SUBJECT_NOT_LISTED"}
    assert ask(HIEP_HOA, village(local_name="thôn")) == ("accept", set())


@pytest.mark.parametrize(
    ("filed", "codes"),
    [
        ([("enterprise", 1), ("cooperative", 1), ("credit_institution", 1)], set()),
        ([("enterprise", 3)], set()),
        ([("cooperative", 3)], set()),
        ([("enterprise", 2), ("cooperative", 1), ("credit_institution", 1)], {"POOL_EXCEEDED"}),
        ([("enterprise", 3), ("cooperative", 3)], {"POOL_EXCEEDED"}),
        ([("enterprise", 4)], {"POOL_EXCEEDED", "QUOTA_EXCEEDED"}),
    ],
)
def test_the_front_has_one_pool_of_three_for_three_kinds(
    filed: list[tuple[str, int]], codes: set[str]
) -> None:
    nominations = [nominated(kind, "đ", None, count) for kind, count in filed]

    assert ask(FRONT, *nominations) == ("reject" if codes else "accept", codes)


def test_pool_and_own_places_of_the_front_do_not_mix() -> None:
    assert ask(FRONT, own("collective", "a", 2)) == ("reject", {"QUOTA_EXCEEDED"})
    enterprises = nominated("enterprise", "đ", None, 3)
    assert ask(FRONT, enterprises, own("collective", "a"), own("individual", "g")) == (
        "accept",
        set(),
    )


def test_bank_filed_as_enterprise_takes_the_same_pool() -> None:
    bank = nominated("enterprise", "đ", None, 1, is_credit_institution=True)

    assert ask(FRONT, bank, nominated("enterprise", "đ", None, 2)) == ("accept", set())


@pytest.mark.parametrize("count", [1, 3, 10])
def test_row_without_a_number_waits_for_an_officer(count: int) -> None:
    filed = nominated("district", "b", "district", count)

    assert ask(LEAD, filed) == ("warn", {"QUOTA_UNSPECIFIED"})


def test_row_without_a_number_is_bounded_by_the_districts_there_are() -> None:
    verdict, codes = ask(LEAD, nominated("district", "b", "district", 11))

    assert (verdict, "QUOTA_EXCEEDED" in codes) == ("reject", True)


def test_district_may_be_filed_as_a_collective_of_its_level() -> None:
    assert ask(LEAD, nominated("collective", "b", "district")) == ("warn", {"QUOTA_UNSPECIFIED"})
    assert ask(HIEP_HOA, nominated("collective", "c", "commune")) == ("accept", set())


def test_collective_without_a_level_under_the_letter_of_communes_is_unclear() -> None:
    assert ask(HIEP_HOA, nominated("collective", "c")) == ("warn", {"SUBJECT_STATUS_UNCLEAR"})


@pytest.mark.parametrize("unit", [LEAD, FRONT, "Sở Kế hoạch và Đầu tư"])
def test_collective_of_another_owner_is_refused(unit: str) -> None:
    other = nominated("collective", "a", "province", owned_by_nominator=False)

    assert ask(unit, other) == ("reject", {"OWNER_MISMATCH"})


def test_owner_that_is_not_stated_is_for_an_officer() -> None:
    assert ask(LEAD, nominated("collective", "a", "province")) == (
        "warn",
        {"SUBJECT_STATUS_UNCLEAR"},
    )


def test_owner_may_be_told_by_the_managing_unit_or_by_being_the_unit_itself() -> None:
    managed = nominated("collective", "a", "province", managed_by="Sở LĐTBXH")
    elsewhere = nominated("collective", "a", "province", managed_by="Sở Tài chính")
    itself = nominated("collective", "a", "province", is_nominating_unit=True)

    assert ask(LEAD, managed) == ("accept", set())
    assert ask(LEAD, elsewhere) == ("reject", {"OWNER_MISMATCH"})
    assert ask(LEAD, itself) == ("accept", set())


@pytest.mark.parametrize(
    "unit",
    [
        "Sở Tài chính",
        "Ban Dân tộc",
        "Hội Liên hiệp Phụ nữ tỉnh",
        "Hội LHPN tỉnh",
        "Chi nhánh Ngân hàng Chính sách xã hội tỉnh",
        "Chi nhánh Ngân hàng Chính sách xã hội tỉnh Bắc Giang",
    ],
)
def test_each_of_four_agencies_has_one_collective_and_no_individual(unit: str) -> None:
    assert ask(unit, own("collective", "a")) == ("accept", set())
    assert ask(unit, own("collective", "a", 2)) == ("reject", {"QUOTA_EXCEEDED"})
    assert ask(unit, own("individual", "g")) == ("reject", {"NO_ALLOCATION"})


def test_provincial_office_has_an_individual_and_no_collective() -> None:
    assert ask("Văn phòng UBND tỉnh", own("individual", "g")) == ("accept", set())
    assert ask("VP UBND tỉnh", own("collective", "a")) == ("reject", {"NO_ALLOCATION"})


def test_planning_department_has_one_and_one() -> None:
    unit = "Sở KH&ĐT"

    assert ask(unit, own("collective", "a"), own("individual", "g")) == ("accept", set())
    assert ask(unit, own("collective", "a"), own("individual", "g", 2)) == (
        "reject",
        {"QUOTA_EXCEEDED"},
    )


@pytest.mark.parametrize("unit", ["Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Sở Y tế"])
def test_unit_that_the_list_does_not_name_gets_nothing(unit: str) -> None:
    assert ask(unit, own("collective", "a")) == ("reject", {"NO_ALLOCATION"})


def test_commune_does_not_propose_itself() -> None:
    raw = request("BG-2023", "Xã Danh Thắng", commune(1))
    raw["nominating_unit"]["unit_class"] = "commune"

    assert verdict_and_codes(raw) == ("reject", {"NO_ALLOCATION", "WRONG_ROUTE"})


def test_subject_of_another_nominator_names_that_nominator() -> None:
    answer = judged(request("BG-2023", HIEP_HOA, nominated("enterprise", "đ")))
    found = {finding["code"]: finding for finding in answer["findings"]}

    assert answer["verdict"] == "reject"
    assert {"NO_ALLOCATION", "WRONG_ROUTE"} <= set(found)
    assert found["WRONG_ROUTE"]["source"] == "IV.2.a gạch 2"
    assert FRONT in found["WRONG_ROUTE"]["message"]


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("household", "d"),
        ("individual", "e"),
        ("enterprise", "a"),
        ("village", "c"),
        ("commune", "b"),
        ("commune", "d"),
    ],
)
def test_kind_and_letter_have_to_go_together(kind: str, group: str) -> None:
    verdict, codes = ask(HIEP_HOA, nominated(kind, group))

    assert (verdict, "GROUP_MISMATCH" in codes) == ("reject", True)


@pytest.mark.parametrize("letter", ["f", "h", "z"])
def test_letter_that_the_campaign_does_not_have(letter: str) -> None:
    assert ask(None, nominated("household", letter)) == ("reject", {"UNKNOWN_GROUP"})


def test_letter_is_taken_in_capitals_and_decomposed_form() -> None:
    assert ask(FRONT, nominated("enterprise", "Đ")) == ("accept", set())
    assert ask(None, nominated("household", "E")) == ("accept", set())


def test_kind_that_nothing_describes_is_unclear() -> None:
    assert ask(None, nominated("other", "a")) == ("warn", {"SUBJECT_KIND_UNCLEAR"})


def test_level_that_contradicts_the_kind_is_unclear() -> None:
    assert ask(HIEP_HOA, nominated("commune", "c", "district")) == (
        "warn",
        {"SUBJECT_KIND_UNCLEAR"},
    )


def test_without_a_letter_the_kind_decides() -> None:
    filed = [nominated("commune"), nominated("village"), nominated("household", count=2)]

    assert ask(HIEP_HOA, *filed) == ("accept", set())


def test_finding_cites_the_very_line() -> None:
    answer = judged(request("BG-2023", HIEP_HOA, village(2)))

    assert answer["findings"][0]["source"] == "IV.2.a gạch 6 dấu + 2"
    assert answer["findings"][0]["message"] == (
        "Huyện Hiệp Hòa: “Thôn” được 1, đề nghị 2. Rút bớt cho đúng chỉ tiêu."
    )


def test_remaining_places_come_with_the_answer() -> None:
    answer = judged(request("BG-2023", SON_DONG, commune(1)))

    assert answer["remaining"] == [
        {"pool": "Đơn vị cấp xã", "allowed": 2, "used": 1, "left": 1},
        {"pool": "Thôn", "allowed": 2, "used": 0, "left": 2},
        {"pool": "Hộ gia đình", "allowed": 2, "used": 0, "left": 2},
        {"pool": "Cá nhân là cán bộ, công chức, viên chức", "allowed": 2, "used": 0, "left": 2},
    ]


def test_places_left_open_are_information_only() -> None:
    answer = judged(request("BG-2023", HIEP_HOA, commune(1)))

    assert answer["verdict"] == "accept"
    assert [(item["level"], item["code"]) for item in answer["findings"]] == [("info", "UNDERUSED")]


def test_rows_that_name_a_unit_go_before_those_of_its_class() -> None:
    raw = request("BG-2023", "Sở Tài chính", commune(1))
    raw["nominating_unit"]["unit_class"] = "district"

    verdict, codes = verdict_and_codes(raw)

    assert (verdict, "NO_ALLOCATION" in codes) == ("reject", True)
