"""Cao Bằng's plan, row by row: what `docs/coverage.md` names and no other test shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from scenarios.crew import CLERK, DECISION_MAKER, PROPOSER

from app.coverage_ground import (
    MODEL,
    REPORT,
    Province,
    enters_quotas_again,
    stands_in_order,
    words,
)

PROVINCE = "Tỉnh Cao Bằng"
BOARD = "Ban Thi đua - Khen thưởng tỉnh"
HOME_AFFAIRS = "Sở Nội vụ"
HOA_AN, BAO_LAC = "Huyện Hòa An", "Huyện Bảo Lạc"
COOPERATIVE = "Hợp tác xã Nông nghiệp Pác Bó"

pytestmark = [pytest.mark.app, pytest.mark.xdist_group("coverage-cao-bang")]


@pytest.fixture(scope="module")
def cao_bang(_sites: Any, site_apps: list[str]) -> Iterator[Province]:
    sites = _sites.fresh(site_apps)
    province = Province(next(sites), PROVINCE, "CB-2023", BOARD)
    province.ground.set_day("2023-07-03T09:00")
    yield province
    next(sites, None)


def texts(cao_bang: Province, table: str, kind: str | None = None) -> list[str]:
    """The lines of one table of the campaign, as a district officer reads them."""
    plan = cao_bang.officer(HOA_AN).reads("Emulation Campaign", "CB-2023")
    return [row["text"] for row in plan[table] if kind in (None, row.get("kind"))]


def test_cb_03_04_slogan_contents_and_objectives_stand_on_the_page(cao_bang: Province) -> None:
    slogan = cao_bang.officer(HOA_AN).reads("Emulation Campaign", "CB-2023")["slogan"]
    contents = texts(cao_bang, "items", "content")
    objectives = texts(cao_bang, "items", "objective")

    assert (slogan[0], slogan[-1], len(contents), len(objectives)) == ("“", "”", 3, 2)
    page = cao_bang.page(cao_bang.officer(HOA_AN))
    assert stands_in_order([*contents, *objectives, slogan], page)


def test_cb_05_a_village_takes_part_and_its_award_is_for_an_officer(cao_bang: Province) -> None:
    participants = texts(cao_bang, "items", "participant")
    answer = cao_bang.checks(HOA_AN, {"subject_kind": "village", "count": 1}).value()

    assert len(participants) == 3
    assert "xóm" in " ".join(participants)
    assert answer["verdict"] == "warn"


def test_cb_06_a_cooperative_issues_thirty_commendations(cao_bang: Province) -> None:
    crew = cao_bang.crew
    made = crew.administrator.creates(
        "Administrative Unit",
        unit_name=COOPERATIVE,
        kind="Cooperative",
        unit_class="non_block_enterprise",
        parent_administrative_unit=crew.units[HOA_AN],
    )
    crew.units[COOPERATIVE] = made["name"]
    drafter = crew.employs("cooperative", COOPERATIVE, [PROPOSER])
    head = crew.employs("cooperative.head", COOPERATIVE, [DECISION_MAKER, CLERK])
    decision = drafter.creates(
        "Award Decision",
        campaign="CB-2023",
        award_form="UNIT_COMMENDATION",
        issuing_unit=made["name"],
        signer_title="Giám đốc",
        signer_name="Nông Văn Sơn",
        rows=[
            {"display_name": f"Xã viên {place}", "subject_kind": "individual"}
            for place in range(30)
        ],
    )["name"]
    drafter.does("decisions.send_to_signer", decision=decision)
    head.does("decisions.sign_decision", decision=decision)
    head.does("decisions.issue_decision", decision=decision, number="7", day="2023-07-03")

    records = head.lists("Award Record", ["award_form"], decision=decision)
    assert [row["award_form"] for row in records] == ["UNIT_COMMENDATION"] * 30


def test_cb_10_a_collective_that_names_no_work_of_the_occasion_is_flagged(
    cao_bang: Province,
) -> None:
    unit = "Huyện Quảng Hòa"
    officer = cao_bang.officer(unit)
    dossier = officer.creates(
        "Award Dossier",
        campaign="CB-2023",
        award_form="PROVINCE_MERIT",
        unit=cao_bang.crew.units[unit],
        channel="online",
        components=[{"component": "submission_letter"}, {"component": "minutes"}],
    )["name"]
    collective = {
        "dossier": dossier,
        "subject_kind": "collective",
        "subject_group": "a",
        "managed_by": cao_bang.crew.units[unit],
        "achievement_from": "2023-01-01",
        "achievement_to": "2023-06-30",
        "tasks_assigned": 10,
        "tasks_completed": 10,
        "tasks_exceeded": 2,
        "papers": [{"component": "achievement_report"}],
    }
    officer.creates("Award Nomination", display_name="Phòng Tư pháp", **collective)
    named = {"named_evidence": "Đường hoa 75 năm"}
    officer.creates("Award Nomination", display_name="Phòng Y tế", **collective, **named)
    told = officer.does("dossiers.submit_dossier", dossier=dossier)["findings"]
    flags = [finding for finding in told if finding["code"] == "EVIDENCE_MISSING"]

    assert [flag["source"] for flag in flags] == ["IV.1.a gạch 4"]
    assert flags[0]["message"].startswith("Phòng Tư pháp: kế hoạch yêu cầu nêu tên công trình")


def test_cb_12_13_households_have_four_criteria_and_citizens_three(cao_bang: Province) -> None:
    officer = cao_bang.officer(HOA_AN)
    fields = ["subject_group", "text"]
    rows = officer.lists("Campaign Criterion", fields, order_by="ordinal asc", campaign="CB-2023")
    own = {letter: [r["text"] for r in rows if r["subject_group"] == letter] for letter in "cd"}

    assert {letter: len(lines) for letter, lines in own.items()} == {"c": 4, "d": 3}
    page = cao_bang.page(officer)
    assert stands_in_order([*own["c"], *own["d"]], page[page.index("Nhóm đối tượng và") :])


def test_cb_13_a_citizens_days_money_and_land_are_kept(cao_bang: Province) -> None:
    officer = cao_bang.officer(HOA_AN)
    dossier = officer.creates(
        "Award Dossier",
        campaign="CB-2023",
        award_form="PROVINCE_MERIT",
        unit=cao_bang.crew.units[HOA_AN],
        channel="online",
        components=[{"component": "submission_letter"}, {"component": "minutes"}],
    )["name"]
    nomination = officer.creates(
        "Award Nomination",
        dossier=dossier,
        display_name="Hoàng Thị Slinh",
        subject_kind="citizen",
        subject_group="d",
        contributions=[
            {"contributed_on": "2023-02-10", "amount": 12, "kind": "labour", "note": "ngày công"},
            {"contributed_on": "2023-03-15", "amount": 5000000, "kind": "money"},
            {"contributed_on": "2023-05-20", "amount": 300, "kind": "land", "note": "m2"},
        ],
    )["name"]

    kept = officer.reads("Award Nomination", nomination)["contributions"]
    assert [row["kind"] for row in kept] == ["labour", "money", "land"]


def test_cb_17_a_report_prints_the_share_of_direct_workers(cao_bang: Province) -> None:
    unit = "Huyện Hà Quảng"
    drafter = cao_bang.officer(unit)
    head = cao_bang.crew.employs("hq.head", unit, [DECISION_MAKER, CLERK])
    rows = [
        {"display_name": f"Công nhân {place}", "subject_kind": "individual", "direct_worker": "Yes"}
        for place in range(2)
    ]
    rows += [{"display_name": "Phòng Nội vụ", "subject_kind": "collective"}]
    decision = drafter.creates(
        "Award Decision",
        campaign="CB-2023",
        award_form="UNIT_COMMENDATION",
        issuing_unit=cao_bang.crew.units[unit],
        signer_title="Chủ tịch",
        signer_name="Đàm Văn Hùng",
        rows=rows,
    )["name"]
    drafter.does("decisions.send_to_signer", decision=decision)
    head.does("decisions.sign_decision", decision=decision)
    head.does("decisions.issue_decision", decision=decision, number="9", day="2023-07-03")
    text = words(drafter.printed("report_pdf", report=cao_bang.drafts(unit, "CB-R1")))

    assert "Người trực tiếp lao động: 2/3 (66,7%)" in text


def test_cb_27_34_35_funding_assignments_and_recipients_stand_on_the_page(
    cao_bang: Province,
) -> None:
    officer = cao_bang.officer(HOA_AN)
    plan = officer.reads("Emulation Campaign", "CB-2023")
    funding = texts(cao_bang, "items", "funding")
    recipients = texts(cao_bang, "recipients")
    page = cao_bang.page(officer)
    notes = [
        f"{'Đề nghị' if row['by_request'] else 'Giao'}: {row['bodies'].splitlines()[0]}"
        for row in plan["assignments"]
    ]

    assert funding == ["Thực hiện theo quy định hiện hành."]
    assert [row["by_request"] for row in plan["assignments"]] == [0, 1, 1, 0, 0, 0, 0]
    assert len(recipients) == 11
    assert stands_in_order([*funding, *notes, "Nơi nhận:", *recipients], page)


def test_cb_31_the_provinces_report_counts_as_many_as_the_units_together(
    cao_bang: Province,
) -> None:
    first = cao_bang.drafts(HOA_AN, "CB-R1")
    second = cao_bang.drafts(BAO_LAC, "CB-R1")
    for unit, report in ((HOA_AN, first), (BAO_LAC, second)):
        cao_bang.officer(unit).does("reports.file_report", report=report)
    officer = cao_bang.officer(HOME_AFFAIRS)
    owed = cao_bang.obligation(officer, "CB-R2")
    unit = cao_bang.crew.units[HOME_AFFAIRS]
    drafted = officer.does("reports.consolidate_reports", obligation=owed, unit=unit)["report"]
    everybody = cao_bang.appraiser.lists("Award Record", ["name"], campaign="CB-2023")
    read = officer.reads(REPORT, drafted)

    assert sum(row["awards"] for row in read["figures"]) == len(everybody)
    assert {row["report"] for row in read["sources"]} >= {first, second}


def test_cb_32_models_are_listed_with_where_they_appeared_and_when_they_went(
    cao_bang: Province,
) -> None:
    unit = "Huyện Thạch An"
    officer = cao_bang.officer(unit)
    report = cao_bang.drafts(unit, "CB-R1")
    published = {"published_in": "thachan.caobang.gov.vn", "forwarded_on": "2023-06-20"}
    officer.changes(REPORT, report, models=[{**MODEL, **published}])
    officer.does("reports.file_report", report=report)
    answer = cao_bang.appraiser.ask(
        "GET",
        "/api/resource/Reported Model",
        fields=["printed_name", "published_in", "forwarded_on"],
        filters={"parent": report},
        parent=REPORT,
    )

    assert answer.value() == [{"printed_name": MODEL["printed_name"], **published}]


def test_cb_36_the_board_adds_up_to_the_block_members_and_24(cao_bang: Province) -> None:
    board = cao_bang.appraiser.looks("campaigns.quota_board", campaign="CB-2023")
    members = [row for row in board if row["row"] == "CB-Q1"]
    others = [row for row in board if row["row"] == "CB-Q2"]

    assert [row["allowed"] for row in members] == [1] * len(members)
    assert [row["allowed"] for row in others] == [2] * 12
    whole = len(members) + 24
    assert f"/{whole} chỉ tiêu có số" in cao_bang.page(cao_bang.appraiser)


def test_x_03_quotas_entered_one_by_one_judge_like_the_plans_own(cao_bang: Province) -> None:
    two = ({"subject_kind": "collective", "group": "a", "count": 2},)
    before = cao_bang.checks("Sở Tư pháp", *two).value()
    board = cao_bang.appraiser.looks("campaigns.quota_board", campaign="CB-2023")
    entered = enters_quotas_again(cao_bang)

    assert entered == 3
    assert before["verdict"] == "reject"
    assert cao_bang.checks("Sở Tư pháp", *two).value() == before
    assert cao_bang.appraiser.looks("campaigns.quota_board", campaign="CB-2023") == board
