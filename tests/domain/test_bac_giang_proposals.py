"""Bắc Giang 2023: who may propose whom, how many, by when, to whom, with which papers."""

from typing import Any

import pytest
from proposals import judged, nominated, request, verdict_and_codes

pytestmark = pytest.mark.domain

LEAD = "Sở Lao động - Thương binh và Xã hội"
FRONT = "Ủy ban MTTQ tỉnh"
HIEP_HOA = "Huyện Hiệp Hòa"
SON_DONG = "Huyện Sơn Động"


def ask(unit: str | None, *nominations: Any, **facts: Any) -> tuple[str, set[str]]:
    return verdict_and_codes(request("BG-2023", unit, *nominations, **facts))


def official(level: str, count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("individual", "g", level, count, is_official=True, **said)


def own(kind: str, group: str, count: int = 1, **said: Any) -> dict[str, Any]:
    status = {"is_official": True} if kind == "individual" else {}
    return nominated(kind, group, "province", count, owned_by_nominator=True, **status, **said)


def commune(count: int) -> dict[str, Any]:
    return nominated("commune", "c", "commune", count)


def village(count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("village", "d", "village", count, **said)


def household(count: int) -> dict[str, Any]:
    return nominated("household", "e", None, count)


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


@pytest.mark.parametrize("form", ["UNIT_COMMENDATION", "DISTRICT_COMMENDATION"])
def test_units_own_commendation_has_no_limit(form: str) -> None:
    raw = request("BG-2023", HIEP_HOA, nominated("collective", count=20))
    raw["nominations"] += [nominated("individual", count=27), nominated("household", count=10)]
    raw["award_form"] = form

    assert verdict_and_codes(raw) == ("accept", set())


@pytest.mark.parametrize("form", ["PM_MERIT", "LABOUR_ORDER", "LABOUR_ORDER_3"])
def test_form_that_the_plan_does_not_list_is_for_an_officer(form: str) -> None:
    raw = request("BG-2023", HIEP_HOA, commune(1)) | {"award_form": form}

    assert verdict_and_codes(raw) == ("warn", {"FORM_NOT_LISTED"})


def test_commune_chairs_commendation_has_no_listed_authority() -> None:
    raw = request("BG-2023", None, household(1)) | {"award_form": "COMMUNE_COMMENDATION"}

    assert verdict_and_codes(raw) == ("warn", {"AUTHORITY_NOT_LISTED"})


@pytest.mark.parametrize(
    ("award_round", "expected"), [("interim", "accept"), ("final", "reject"), (None, "accept")]
)
def test_awards_belong_to_the_interim_review(award_round: str | None, expected: str) -> None:
    verdict, codes = ask(HIEP_HOA, commune(1), award_round=award_round)

    assert verdict == expected
    assert codes == ({"FORM_OCCASION"} if expected == "reject" else set())


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-03-01", "2021-12-31", "reject"),
        ("2021-06-01", "2022-06-30", "warn"),
        ("2022-01-01", "2022-01-31", "accept"),
        ("2022-01-01", "2023-11-15", "accept"),
    ],
)
def test_achievements_count_from_2022_on(first: str, last: str, expected: str) -> None:
    verdict, codes = ask(HIEP_HOA, commune(1), achievement_periods=[[first, last]])

    assert verdict == expected
    assert codes == (set() if expected == "accept" else {"OUT_OF_RECOGNITION_PERIOD"})


def test_one_period_outside_beside_one_inside_is_partly_outside() -> None:
    periods = [["2021-01-01", "2021-12-31"], ["2022-01-01", "2022-12-31"]]

    assert ask(None, commune(1), achievement_periods=periods) == (
        "warn",
        {"OUT_OF_RECOGNITION_PERIOD"},
    )


@pytest.mark.parametrize(
    ("deadline", "submitted_at", "code"),
    [
        ("BG-DL1", "2023-11-29T23:59", None),
        ("BG-DL1", "2023-11-30T00:00", "DEADLINE_BOUNDARY"),
        ("BG-DL1", "2023-11-30T23:59", "DEADLINE_BOUNDARY"),
        ("BG-DL1", "2023-12-01T00:00", "LATE"),
        ("BG-DL2", "2023-12-04T17:00", None),
        ("BG-DL2", "2023-12-05T08:00", "DEADLINE_BOUNDARY"),
        ("BG-DL2", "2023-12-06T08:00", "LATE"),
        ("BG-DL3", "2023-11-29T08:00", None),
        ("BG-DL3", "2023-11-30T08:00", "DEADLINE_BOUNDARY"),
        ("BG-DL4", "2023-12-14T08:00", None),
        ("BG-DL4", "2023-12-15T08:00", "DEADLINE_BOUNDARY"),
        ("BG-DL4", "2023-12-16T08:00", "LATE"),
    ],
)
def test_the_last_safe_day_is_the_one_before(
    deadline: str, submitted_at: str, code: str | None
) -> None:
    expected = ("warn", {code}) if code else ("accept", set())

    assert ask(None, deadline=deadline, submitted_at=submitted_at) == expected


def test_deadline_without_a_time_is_not_judged() -> None:
    assert ask(None, deadline="BG-DL1") == ("accept", set())


@pytest.mark.parametrize(
    ("unit", "item", "addressees", "code"),
    [
        (HIEP_HOA, "dossier", ["Sở LĐTBXH"], None),
        (HIEP_HOA, "dossier", ["Sở Nội vụ"], "WRONG_ADDRESSEE"),
        (HIEP_HOA, "dossier", ["Sở LĐTBXH", "Sở Nội vụ"], "WRONG_ADDRESSEE"),
        (HIEP_HOA, "report", ["Sở Nội vụ"], None),
        (HIEP_HOA, "report", ["Sở Nội vụ tỉnh Bắc Giang"], None),
        (HIEP_HOA, "report", ["Sở LĐTBXH"], "WRONG_ADDRESSEE"),
        (LEAD, "dossier", ["Sở Nội vụ"], None),
        (None, "dossier", ["Sở Nội vụ"], "WRONG_ADDRESSEE"),
        (None, "dossier", [LEAD], None),
        ("Sở Nội vụ", "report", ["Ban TĐKT Trung ương", "Chủ tịch UBND tỉnh"], None),
    ],
)
def test_dossiers_go_to_the_lead_agency_and_reports_to_home_affairs(
    unit: str | None, item: str, addressees: list[str], code: str | None
) -> None:
    expected = ("reject", {code}) if code else ("accept", set())

    assert ask(unit, item=item, addressees=addressees) == expected


def test_lead_agencys_own_dossier_goes_to_home_affairs() -> None:
    facts = {"item": "dossier", "stage": "lead_agency"}

    assert ask(None, addressees=["Sở Nội vụ"], **facts) == ("accept", set())
    assert ask(None, addressees=[LEAD], **facts) == ("reject", {"WRONG_ADDRESSEE"})


def test_provincial_report_that_misses_one_of_two_addressees() -> None:
    sent = {"deadline": "BG-DL4", "item": "report"}

    assert ask(None, addressees=["Ban Thi đua - Khen thưởng Trung ương"], **sent) == (
        "warn",
        {"MISSING_ADDRESSEE"},
    )
    assert ask(None, addressees=["Ban TĐKT TW", "Chủ tịch UBND tỉnh"], **sent) == ("accept", set())


ALL_PARTS = ["submission_letter", "nominee_list", "minutes", "achievement_report"]


@pytest.mark.parametrize("missing", ALL_PARTS)
def test_lead_agencys_dossier_needs_all_four_parts(missing: str) -> None:
    parts = [part for part in ALL_PARTS if part != missing]

    assert ask(LEAD, stage="lead_agency", components=ALL_PARTS) == ("accept", set())
    assert ask(LEAD, stage="lead_agency", components=parts) == ("reject", {"DOSSIER_INCOMPLETE"})


def test_units_dossier_needs_the_list_and_each_report() -> None:
    enough = ["nominee_list", "achievement_report"]

    assert ask(HIEP_HOA, stage="unit", components=enough) == ("accept", set())
    assert ask(HIEP_HOA, stage="unit", components=["achievement_report"]) == (
        "reject",
        {"DOSSIER_INCOMPLETE"},
    )


@pytest.mark.parametrize("stage", ["unit", "lead_agency", None])
def test_household_has_no_exemption_from_the_report(stage: str | None) -> None:
    parts = ["submission_letter", "nominee_list", "minutes", "summary_by_proposer"]

    assert ask(HIEP_HOA, household(1), stage=stage, components=parts) == (
        "reject",
        {"DOSSIER_INCOMPLETE"},
    )


@pytest.mark.parametrize(("sets", "expected"), [(0, "reject"), (1, "accept"), (2, "warn")])
def test_one_set_is_asked_for(sets: int, expected: str) -> None:
    verdict, codes = ask(LEAD, stage="lead_agency", sets=sets)

    assert verdict == expected
    assert codes == (set() if expected == "accept" else {"WRONG_SET_COUNT"})


def test_same_subject_filed_by_another_unit_is_for_an_officer() -> None:
    others = [{"unit": FRONT, "group": "g", "same_subject": True}]

    assert ask(LEAD, own("individual", "g"), other_nominations=others) == (
        "warn",
        {"DUPLICATE_SUBJECT"},
    )


def test_other_subjects_of_other_units_do_not_matter() -> None:
    others = [{"unit": FRONT, "group": "g", "same_subject": False}]

    assert ask(LEAD, own("individual", "g"), other_nominations=others) == ("accept", set())


def test_review_report_without_award_figures_is_incomplete() -> None:
    assert ask(HIEP_HOA, item="report", has_award_figures=False) == (
        "reject",
        {"REPORT_INCOMPLETE"},
    )


def test_penalty_that_the_plan_does_not_speak_of_is_for_an_officer() -> None:
    person = official("district", discipline="khiển trách")

    assert ask(HIEP_HOA, person) == ("warn", {"RULE_SILENT"})


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
