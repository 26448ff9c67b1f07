"""Cao Bằng 2023 from the plan to the report: what each step of `cao_bang_2023.py` brought about.

Numbers from the plan's text are written out; every number of an output is counted apart in SQL.
"""

from __future__ import annotations

import pytest

from . import counted_apart
from .cao_bang_2023 import (
    BAO_LAC,
    DECISION_NUMBER,
    EDUCATION,
    HEALTH,
    HOA_AN,
    HOME_AFFAIRS,
    LEADERS_ONLY,
    REPORT_DAYS,
    TOO_LATE,
    VILLAGE_OF,
    CaoBang2023,
)
from .papers import cells_of, words_of
from .reporting import figures_of

pytestmark = [pytest.mark.scenario]


# The plan


def test_the_plan_has_its_3_quota_rows_and_12_headings(cao_bang: CaoBang2023) -> None:
    assert [row["code"] for row in cao_bang.quotas] == ["CB-Q1", "CB-Q2", "CB-Q3"]
    assert len(cao_bang.headings) == 12


def test_eighteen_block_members_have_one_place_and_twelve_others_two(cao_bang: CaoBang2023) -> None:
    allowed = {
        unit: [(place.row, place.allowed) for place in places]
        for unit, places in cao_bang.allocation.places.items()
    }
    members = [unit for unit, places in allowed.items() if places == [("CB-Q1", 1)]]
    others = [unit for unit, places in allowed.items() if places == [("CB-Q2", 2)]]

    assert (len(members), len(others), len(allowed)) == (18, 12, 30)
    assert {EDUCATION, HEALTH} <= set(others)
    assert len([unit for unit in others if unit.startswith(("Huyện", "Thành phố"))]) == 10
    assert cao_bang.allocation.printed_places == 18 + 24


def test_block_members_are_marked_unverified(cao_bang: CaoBang2023) -> None:
    rows = cao_bang.ground.sql(
        "select unit_name from `tabAdministrative Unit`"
        " where unit_class = 'provincial_block_member' and verification = 'Unverified'"
    )
    members = {
        unit for unit, places in cao_bang.allocation.places.items() if places[0].row == "CB-Q1"
    }

    assert {name for (name,) in rows} == members


# The window, and what the plan forbids


FORBIDDEN = {
    "before the window": ("WINDOW_NOT_OPEN", "IV.4 gạch 1"),
    "after the window": ("WINDOW_CLOSED", "IV.4 gạch 1"),
    "on paper": ("WRONG_CHANNEL", "IV.4 gạch 1"),
    "collective and person": ("EITHER_OR_VIOLATED", "IV.2 gạch 1"),
    "two persons": ("EITHER_OR_VIOLATED", "IV.2 gạch 1"),
    "three of Sở Y tế": ("POOL_EXCEEDED", "IV.2 gạch 2"),
    "two and a household": ("POOL_EXCEEDED", "IV.2 gạch 2"),
    "third beside two": ("POOL_EXCEEDED", "IV.2 gạch 2"),
    "enterprise of a block": ("WRONG_ROUTE", "IV.3 gạch 2"),
    "teacher by the district": ("WRONG_ROUTE", "IV.3 gạch 1"),
    "household by a department": ("WRONG_ROUTE", "IV.3 gạch 2"),
    "one task in ten exceeded": ("THRESHOLD_MISSED", "IV.1.a gạch 2"),
    "achieved in 2022": ("OUT_OF_RECOGNITION_PERIOD", "II.4 đoạn 1"),
    "director with a summary": ("DOSSIER_INCOMPLETE", "IV.5 gạch 3"),
    "no minutes": ("DOSSIER_INCOMPLETE", "IV.5 gạch 2"),
}


@pytest.mark.parametrize("attempt", FORBIDDEN)
def test_what_the_plan_forbids_is_refused_with_its_clause(
    cao_bang: CaoBang2023, attempt: str
) -> None:
    refusal = cao_bang.refusals[attempt]

    assert refusal.status == 417
    assert (refusal.codes[0], refusal.clauses[0]) == FORBIDDEN[attempt]


def test_every_taken_dossier_came_within_the_window(cao_bang: CaoBang2023) -> None:
    ((first, last, late, paper),) = cao_bang.ground.sql(
        "select min(received_at), max(received_at), sum(is_late), sum(channel = 'paper')"
        " from `tabAward Dossier` where campaign = ?",
        cao_bang.code,
    )

    assert (str(first)[:16], str(last)[:16]) == ("2023-07-03 00:05", "2023-07-04 23:59")
    assert (int(late), int(paper)) == (0, 0)


def test_41_of_42_places_were_taken_and_the_late_comer_has_none(cao_bang: CaoBang2023) -> None:
    held = counted_apart.held_by_unit(cao_bang.ground, cao_bang.code)
    expected = {
        unit: places[0].allowed
        for unit, places in cao_bang.allocation.places.items()
        if unit != TOO_LATE
    }

    # One household of Bảo Lạc was declined when it was appraised: its place is free again.
    assert held == {**expected, BAO_LAC: 1}
    assert sum(number or 0 for number in expected.values()) == 41
    assert cao_bang.used_places() == 40


# Warnings, appraisal, decision


def test_warnings_are_the_priority_note_and_the_village(cao_bang: CaoBang2023) -> None:
    found = {
        unit: [(row["code"], row["clause"]) for row in rows]
        for unit, rows in cao_bang.warnings.items()
    }

    assert found == {
        LEADERS_ONLY: [("PRIORITY_NOTE", "IV.2 lưu ý")],
        VILLAGE_OF: [("SUBJECT_NOT_LISTED", "IV.1.a")],
    }
    assert cao_bang.refusals["appraised with an open warning"].codes == ("WARNINGS_OPEN",)


def test_warnings_were_acknowledged_by_name(cao_bang: CaoBang2023) -> None:
    rows = cao_bang.ground.sql(
        "select w.code, w.officer, w.status from `tabAcknowledged Warning` w"
        " join `tabAward Dossier` d on d.name = w.dossier where d.campaign = ? order by w.code",
        cao_bang.code,
    )
    officer = cao_bang.appraiser.user

    assert rows == [
        ("PRIORITY_NOTE", officer, "Acknowledged"),
        ("SUBJECT_NOT_LISTED", officer, "Acknowledged"),
    ]


def test_the_declined_household_is_not_in_the_annex(cao_bang: CaoBang2023) -> None:
    names = counted_apart.annex_names(cao_bang.ground, cao_bang.decision)

    assert cao_bang.declined_name not in names
    assert counted_apart.nominations_by_status(cao_bang.ground, cao_bang.code) == {
        "Awarded": 40,
        "Declined": 1,
    }


def test_the_printed_decision_says_what_the_tables_say(cao_bang: CaoBang2023) -> None:
    pdf = cao_bang.documents["cao-bang-quyet-dinh-khen-thuong.pdf"]
    text = words_of(pdf)
    counts = counted_apart.annex_by_family(cao_bang.ground, cao_bang.decision)
    total = counted_apart.bonus_total(cao_bang.ground, cao_bang.decision)
    lines = [row for row in cells_of(pdf) if row[0].isdigit()]

    assert sum(counts.values()) == 40
    spoken = (
        f"{counts['collective']:02d} tập thể, {counts['household']:02d} hộ gia đình"
        f" và {counts['individual']:02d} cá nhân"
    )
    assert text.count(spoken) == 2  # in Điều 1 and below the annex
    assert [row[1].removeprefix("Hộ gia đình ông (bà) ") for row in lines] == (
        counted_apart.annex_names(cao_bang.ground, cao_bang.decision)
    )
    assert f"Số: {cao_bang.number(DECISION_NUMBER)}/QĐ-UBND" in text
    assert f"Tổng số tiền thưởng là {total:,} đồng".replace(",", ".") in text
    assert "Hoàng Xuân Ánh" in text


# The reports


def test_a_report_of_10_july_is_in_time_and_one_of_the_day_after_late(
    cao_bang: CaoBang2023,
) -> None:
    found = {
        unit: cao_bang.officers[unit].reads("Summary Report", report)
        for unit, report in cao_bang.reports.items()
    }

    assert {unit: report["is_late"] for unit, report in found.items()} == {
        HEALTH: 0,
        HOA_AN: 0,
        BAO_LAC: 1,
    }
    assert {report["workflow_state"] for report in found.values()} == {"Filed"}
    assert {len(report["sections"]) for report in found.values()} == {12}


def test_a_units_figures_are_those_of_the_register_on_that_day(cao_bang: CaoBang2023) -> None:
    """On 10/7 the register held Hòa An's own Giấy khen and nothing else."""
    own = {
        key: number
        for key, number in counted_apart.awards(cao_bang.ground, cao_bang.code, HOA_AN).items()
        if key[0] == "UNIT_COMMENDATION"
    }

    assert own == {("UNIT_COMMENDATION", "individual"): 3}
    for unit in REPORT_DAYS:
        figures = figures_of(cao_bang.officers[unit], cao_bang.reports[unit])
        assert figures == (own if unit == HOA_AN else {})


def test_the_consolidated_report_has_the_registers_counts(cao_bang: CaoBang2023) -> None:
    officer = cao_bang.officers[HOME_AFFAIRS]
    report = officer.reads("Summary Report", cao_bang.province_report)

    assert {row["report"] for row in report["sources"]} == set(cao_bang.reports.values())
    assert figures_of(officer, cao_bang.province_report) == counted_apart.awards(
        cao_bang.ground, cao_bang.code
    )
    assert sum(row["awards"] for row in report["figures"]) == 40 + 3
    assert sum(row["direct_workers"] for row in report["figures"]) == direct_workers(cao_bang)


def direct_workers(cao_bang: CaoBang2023) -> int:
    ((number,),) = cao_bang.ground.sql(
        "select count(*) from `tabAward Record` where campaign = ? and direct_worker = 'Yes'",
        cao_bang.code,
    )
    return int(number)


def test_the_printed_report_says_what_the_register_says(cao_bang: CaoBang2023) -> None:
    counts = counted_apart.annex_by_family(cao_bang.ground, cao_bang.decision)
    rows = cells_of(cao_bang.documents["cao-bang-bao-cao-cua-tinh.pdf"])

    assert rows[-1] == [
        "Tổng số",
        str(counts["collective"]),
        str(counts["household"]),
        str(counts["individual"] + 3),
    ]
