"""Bắc Giang 2023 from the plan to the report: what each step of `bac_giang_2023.py` brought about.

Numbers from the plan's text are written out; every number of an output is counted apart in SQL.
"""

from __future__ import annotations

import pytest

from . import counted_apart
from .bac_giang_2023 import (
    ADMITTED_LATE,
    DECISION_NUMBER,
    HIEP_HOA,
    LABOUR,
    ON_THE_DAY,
    PROPOSED_DISTRICT,
    REFUSED_LATE,
    REPORTERS,
    SON_DONG,
    BacGiang2023,
)
from .papers import cells_of, words_of
from .reporting import figures_of

pytestmark = [pytest.mark.scenario]


# The plan


def test_the_plan_has_its_15_quota_rows_and_23_headings(bac_giang: BacGiang2023) -> None:
    assert [row["code"] for row in bac_giang.quotas] == [
        f"BG-Q{number:02d}" for number in range(1, 15 + 1)
    ]
    assert len(bac_giang.headings) == 23


def test_the_plan_loaded_twice_changes_nothing(bac_giang: BacGiang2023) -> None:
    counts = bac_giang.second_import
    assert {key: number for key, number in counts.items() if number} == {
        "unchanged": sum(counts.values())
    }


def test_the_allocation_has_76_places_and_one_row_without_a_number(
    bac_giang: BacGiang2023,
) -> None:
    allocation = bac_giang.allocation

    assert allocation.printed_places == 76
    assert [(place.unit, place.row) for place in allocation.rows_without_number] == [
        (LABOUR, "BG-Q01")
    ]


def test_the_allocation_names_eight_bodies_and_ten_districts(
    bac_giang: BacGiang2023,
) -> None:
    places = {
        unit: sum(place.allowed or 0 for place in rows)
        for unit, rows in bac_giang.allocation.places.items()
    }
    districts = {
        unit: number for unit, number in places.items() if unit.startswith(("Huyện", "Thành"))
    }

    assert len(places) == 18
    assert districts == {**dict.fromkeys(districts, 6), SON_DONG: 8}
    assert len(districts) == 10
    assert sorted(number for unit, number in places.items() if unit not in districts) == [
        1, 1, 1, 1, 1, 2, 2, 5,
    ]  # fmt: skip


# What the plan forbids


FORBIDDEN = {
    "two communes": ("QUOTA_EXCEEDED", "IV.2.a gạch 6 dấu + 1"),
    "three villages": ("QUOTA_EXCEEDED", "IV.2.a gạch 6 dấu + 2"),
    "three households": ("QUOTA_EXCEEDED", "IV.2.a gạch 6 dấu + 3"),
    "two of the district level": ("SPLIT_VIOLATED", "IV.2.a gạch 6 dấu + 4"),
    "four enterprises": ("POOL_EXCEEDED", "IV.2.a gạch 2"),
    "household among officials": ("GROUP_MISMATCH", "IV.2.a gạch 6 dấu + 4"),
    "farmer among officials": ("WRONG_SUBJECT", "IV.2.a gạch 6 dấu + 4"),
    "letter f": ("UNKNOWN_GROUP", "IV.1; IV.2.a"),
    "person of Sở Tài chính": ("NO_ALLOCATION", "IV.2.a gạch 4"),
    "collective of the office": ("NO_ALLOCATION", "IV.2.a gạch 5"),
    "another's collective": ("OWNER_MISMATCH", "IV.2.a gạch 1"),
    "a unit that is not named": ("NO_ALLOCATION", "IV.2.a"),
    "before 2022": ("OUT_OF_RECOGNITION_PERIOD", "IV.2.a đoạn 2"),
    "no list": ("DOSSIER_INCOMPLETE", "IV.3.a gạch 1"),
    "the lead agency's dossier without minutes": ("DOSSIER_INCOMPLETE", "IV.3.b gạch 2"),
}


@pytest.mark.parametrize("attempt", FORBIDDEN)
def test_what_the_plan_forbids_is_refused_with_its_clause(
    bac_giang: BacGiang2023, attempt: str
) -> None:
    refusal = bac_giang.refusals[attempt]

    assert refusal.status == 417
    assert (refusal.codes[0], refusal.clauses[0]) == FORBIDDEN[attempt]


# The dossiers' way


def test_every_unit_filed_exactly_its_places(bac_giang: BacGiang2023) -> None:
    expected = {
        unit: sum(1 if place.allowed is None else place.allowed for place in rows)
        for unit, rows in bac_giang.allocation.places.items()
    }

    assert counted_apart.held_by_unit(bac_giang.ground, bac_giang.code) == expected


def test_76_places_are_taken_and_the_one_without_a_number_beside_them(
    bac_giang: BacGiang2023,
) -> None:
    assert bac_giang.used_places() == 76
    assert counted_apart.held_places(bac_giang.ground, bac_giang.code) == 76 + 1


def test_a_returned_dossier_held_no_place_until_it_came_again(bac_giang: BacGiang2023) -> None:
    assert bac_giang.used_while_returned == 0
    assert bac_giang.used_by(HIEP_HOA) == 6


def test_a_dossier_on_the_very_day_waited_for_an_officer(bac_giang: BacGiang2023) -> None:
    assert bac_giang.boundary["state"] == "Submitted"
    assert bac_giang.boundary["is_late"] == 0
    assert (bac_giang.boundary_warning["code"], bac_giang.boundary_warning["clause"]) == (
        "DEADLINE_BOUNDARY",
        "IV.3.a gạch 1",
    )
    assert acknowledged(bac_giang, bac_giang.dossiers[ON_THE_DAY]) == [
        ("DEADLINE_BOUNDARY", bac_giang.appraiser.user)
    ]


def acknowledged(bac_giang: BacGiang2023, dossier: str) -> list[tuple[str, str]]:
    return [
        (str(code), str(officer))
        for code, officer in bac_giang.ground.sql(
            "select code, officer from `tabAcknowledged Warning`"
            " where dossier = ? and status = 'Acknowledged' order by code",
            dossier,
        )
    ]


def test_a_late_dossier_is_received_only_after_a_ruling(bac_giang: BacGiang2023) -> None:
    assert bac_giang.late["is_late"] == 1
    for unit in (ADMITTED_LATE, REFUSED_LATE):
        assert bac_giang.refusals[f"received without a ruling: {unit}"].codes == ("LATE_NOT_RULED",)


def test_lateness_is_ruled_on_by_name(bac_giang: BacGiang2023) -> None:
    rows = bac_giang.ground.sql(
        "select name, workflow_state, late_ruling, late_ruled_by, ruling_note"
        " from `tabAward Dossier` where is_late = 1 and campaign = ?",
        bac_giang.code,
    )
    officer = bac_giang.lead.user

    assert {row[0]: row[1:] for row in rows} == {
        bac_giang.dossiers[ADMITTED_LATE]: ("Decided", "Admitted", officer, "Sạt lở trên ĐT.293"),
        bac_giang.refused_late: ("Refused", "Refused", officer, "Không nêu lý do muộn"),
        bac_giang.dossiers[REFUSED_LATE]: (
            "Decided",
            "Admitted",
            officer,
            "Có giải trình số 77/UBND",
        ),
    }
    assert bac_giang.used_after_refusal == 0


def test_the_row_without_a_number_waited_for_the_standing_body(bac_giang: BacGiang2023) -> None:
    assert [(row["code"], row["clause"]) for row in bac_giang.unspecified] == [
        ("QUOTA_UNSPECIFIED", "IV.2.a gạch 1")
    ]
    assert bac_giang.refusals["collected with an open warning"].codes == ("WARNINGS_OPEN",)
    by_proposer = bac_giang.refusals["acknowledged by the proposer's body"]
    assert by_proposer.codes == ("NOT_STANDING_BODY",)
    assert acknowledged(bac_giang, bac_giang.dossiers[LABOUR]) == [
        ("QUOTA_UNSPECIFIED", bac_giang.appraiser.user)
    ]


def test_the_lead_agencys_dossier_went_back_once_more(bac_giang: BacGiang2023) -> None:
    assert bac_giang.state_when_returned == "Returned"
    assert bac_giang.lead_answer["state"] == "Submitted"
    assert bac_giang.lead_answer["is_late"] == 0


def test_three_different_people_proposed_appraised_and_decided(bac_giang: BacGiang2023) -> None:
    actors = {
        action: counted_apart.actors(bac_giang.ground, bac_giang.code, action)
        for action in ("Submit Dossier", "Collect", "Appraise", "Sign", "Decide")
    }

    assert actors["Appraise"] == {bac_giang.appraiser.user}
    assert actors["Decide"] == {bac_giang.chair.user}
    assert bac_giang.lead.user in actors["Submit Dossier"]
    assert not actors["Appraise"] & (actors["Submit Dossier"] | actors["Collect"])
    assert not actors["Decide"] & (
        actors["Submit Dossier"] | actors["Collect"] | actors["Appraise"]
    )


# The decision


def test_the_decision_has_77_lines_by_family(bac_giang: BacGiang2023) -> None:
    # Collectives: 7 agencies, 1 district, 11 communes, 11 villages, 3 enterprises.
    assert counted_apart.annex_by_family(bac_giang.ground, bac_giang.decision) == {
        "collective": 33,
        "household": 20,
        "individual": 24,
    }


def test_the_printed_decision_says_what_the_tables_say(bac_giang: BacGiang2023) -> None:
    pdf = bac_giang.documents["quyet-dinh-khen-thuong.pdf"]
    text = words_of(pdf)
    counts = counted_apart.annex_by_family(bac_giang.ground, bac_giang.decision)
    total = counted_apart.bonus_total(bac_giang.ground, bac_giang.decision)

    spoken = (
        f"{counts['collective']} tập thể, {counts['household']} hộ gia đình"
        f" và {counts['individual']} cá nhân"
    )
    assert text.count(spoken) == 2  # in Điều 1 and below the annex
    assert f"Số: {bac_giang.number(DECISION_NUMBER)}/QĐ-UBND" in text
    assert "ngày 12 tháng 12 năm 2023" in text
    assert f"Tổng số tiền thưởng là {total:,} đồng".replace(",", ".") in text
    assert "Lê Ánh Dương" in text


def test_the_annex_lists_everybody_once_in_order(bac_giang: BacGiang2023) -> None:
    rows = cells_of(bac_giang.documents["quyet-dinh-khen-thuong.pdf"])
    lines = [row for row in rows if row[0].isdigit()]
    names = counted_apart.annex_names(bac_giang.ground, bac_giang.decision)

    assert [int(row[0]) for row in lines] == list(range(1, 77 + 1))
    assert [row[1].removeprefix("Hộ gia đình ông (bà) ") for row in lines] == names
    assert PROPOSED_DISTRICT in names


def test_the_letter_of_the_lead_agency_counts_the_same(bac_giang: BacGiang2023) -> None:
    text = words_of(bac_giang.documents["to-trinh-so-ldtbxh.pdf"])

    assert text.count("33 tập thể, 20 hộ gia đình và 24 cá nhân") == 2
    assert "Số: 245/TTr-SLĐTBXH" in text


def test_the_register_has_a_record_for_every_line(bac_giang: BacGiang2023) -> None:
    assert counted_apart.awards(bac_giang.ground, bac_giang.code) == {
        ("PROVINCE_MERIT", "collective"): 7,
        ("PROVINCE_MERIT", "district"): 1,
        ("PROVINCE_MERIT", "commune"): 11,
        ("PROVINCE_MERIT", "village"): 11,
        ("PROVINCE_MERIT", "enterprise"): 3,
        ("PROVINCE_MERIT", "household"): 20,
        ("PROVINCE_MERIT", "individual"): 24,
        ("UNIT_COMMENDATION", "village"): 1,
        ("UNIT_COMMENDATION", "household"): 1,
        ("UNIT_COMMENDATION", "individual"): 5,
    }
    statuses = counted_apart.nominations_by_status(bac_giang.ground, bac_giang.code)
    assert statuses == {"Awarded": 77, "Refused": 6}


# The reports


def test_units_filed_by_the_outline_and_in_time(bac_giang: BacGiang2023) -> None:
    for unit in REPORTERS:
        report = bac_giang.officers[unit].reads("Summary Report", bac_giang.reports[unit])
        assert len(report["sections"]) == 23
        assert (report["workflow_state"], report["docstatus"], report["is_late"]) == ("Filed", 1, 0)
        assert [row["printed_name"] for row in report["addressees"]] == ["Sở Nội vụ"]


def test_a_units_figures_are_those_of_the_register_on_that_day(bac_giang: BacGiang2023) -> None:
    """On 28/11 the register held Sơn Động's own Giấy khen and nothing else."""
    own = {
        key: number
        for key, number in counted_apart.awards(bac_giang.ground, bac_giang.code, SON_DONG).items()
        if key[0] == "UNIT_COMMENDATION"
    }

    for unit in REPORTERS:
        figures = figures_of(bac_giang.officers[unit], bac_giang.reports[unit])
        assert figures == (own if unit == SON_DONG else {})


def test_a_district_prints_its_figures(bac_giang: BacGiang2023) -> None:
    rows = cells_of(bac_giang.documents["bao-cao-huyen-son-dong.pdf"])

    assert rows[-1] == ["Tổng số", "1", "1", "5"]


def test_models_are_printed_in_the_units_and_in_the_provinces_report(
    bac_giang: BacGiang2023,
) -> None:
    own = cells_of(bac_giang.documents["bao-cao-huyen-son-dong.pdf"])
    whole = cells_of(bac_giang.documents["bao-cao-cua-tinh.pdf"])

    assert len([row for row in own if "12 hộ thoát nghèo" in row]) == 1
    assert len([row for row in whole if "12 hộ thoát nghèo" in row]) == len(REPORTERS)


def test_the_provinces_report_has_the_registers_counts(bac_giang: BacGiang2023) -> None:
    figures = figures_of(bac_giang.appraiser, bac_giang.province_report)

    assert figures == counted_apart.awards(bac_giang.ground, bac_giang.code)
    assert sum(figures.values()) == 77 + 7


def test_the_provinces_report_is_built_from_the_four_reports(bac_giang: BacGiang2023) -> None:
    report = bac_giang.appraiser.reads("Summary Report", bac_giang.province_report)

    assert {row["report"] for row in report["sources"]} == set(bac_giang.reports.values())
    assert sorted(row["printed_name"] for row in report["addressees"]) == [
        "Ban Thi đua - Khen thưởng Trung ương",
        "Chủ tịch UBND tỉnh",
    ]
    assert (report["is_consolidated"], report["is_late"]) == (1, 0)
    assert len(report["models"]) == len(REPORTERS)


def test_the_provinces_printed_report_says_what_the_register_says(
    bac_giang: BacGiang2023,
) -> None:
    pdf = bac_giang.documents["bao-cao-cua-tinh.pdf"]
    text = words_of(pdf)

    assert cells_of(pdf)[-1] == ["Tổng số", "34", "21", "29"]
    assert "tổng hợp từ 04 báo cáo" in text
    for unit in REPORTERS:
        assert f"{unit}: Đơn vị đã thực hiện đủ nội dung này" in text
