"""Bắc Giang's plan, row by row: what `docs/coverage.md` names and no other test shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from scenarios.crew import AUDITOR, LEAD_OFFICER, PROPOSER

from app.coverage_ground import (
    MODEL,
    REPORT,
    Province,
    enters_quotas_again,
    stands_in_order,
    words,
)

PROVINCE = "Tỉnh Bắc Giang"
HOME_AFFAIRS = "Sở Nội vụ"
LABOUR = "Sở Lao động - Thương binh và Xã hội"
SON_DONG, HIEP_HOA, TAN_YEN = "Huyện Sơn Động", "Huyện Hiệp Hòa", "Huyện Tân Yên"

pytestmark = [pytest.mark.app, pytest.mark.xdist_group("coverage-bac-giang")]


@pytest.fixture(scope="module")
def bac_giang(_sites: Any, site_apps: list[str]) -> Iterator[Province]:
    sites = _sites.fresh(site_apps)
    province = Province(next(sites), PROVINCE, "BG-2023", HOME_AFFAIRS)
    province.ground.set_day("2023-11-20")
    yield province
    next(sites, None)


def file(bac_giang: Province, unit: str, **values: Any) -> tuple[str, dict[str, Any]]:
    """The unit's review report, filed; its name and the reply."""
    officer = bac_giang.officer(unit)
    report = bac_giang.drafts(unit, "BG-R1")
    officer.changes(REPORT, report, **values)
    return report, officer.does("reports.file_report", report=report)


def test_bg_01_number_and_day_that_the_plan_lacks_stay_empty(bac_giang: Province) -> None:
    officer = bac_giang.officer(SON_DONG)
    plan = officer.reads("Emulation Campaign", "BG-2023")

    assert (plan.get("number"), plan.get("issued_on")) == (None, None)
    assert "Số, ký hiệu văn bản không ghi Ngày ban hành văn bản không ghi" in bac_giang.page(
        officer
    )


def test_bg_03_the_page_names_the_parent_plan_that_is_not_entered(bac_giang: Province) -> None:
    page = bac_giang.page(bac_giang.officer(SON_DONG))

    assert "Kế hoạch gốc số 3976/KH-UBND ngày 16/08/2022 (chưa nhập)" in page


def test_bg_06_each_review_content_leads_to_a_heading_of_the_report(bac_giang: Province) -> None:
    officer = bac_giang.officer(SON_DONG)
    items = officer.reads("Emulation Campaign", "BG-2023")["items"]
    contents = [row["outline"].split("\n") for row in items if row["kind"] == "content"]
    headings = officer.lists("Report Outline", ["source"], campaign="BG-2023", is_root=0)
    sources = {row["source"] for row in headings}

    assert contents == [["II.1"], ["II.2"], ["II.3"], ["II.4"], ["II.5"], ["II.6"], ["III", "IV"]]
    assert {f"Đề cương {number}" for row in contents for number in row} <= sources


def test_bg_07_a_report_that_does_not_tell_its_conference_is_flagged(bac_giang: Province) -> None:
    silent, told = file(bac_giang, "Huyện Yên Thế")
    (flag,) = told["findings"]
    spoken, answer = file(
        bac_giang,
        "Huyện Lục Nam",
        conference_form="separate",
        conference_date="2023-11-18",
    )
    empty = bac_giang.appraiser.lists(REPORT, ["name"], name=silent, conference_form="")
    printed = bac_giang.officer("Huyện Lục Nam").printed("report_pdf", report=spoken)

    assert (flag["code"], flag["level"], flag["source"]) == (
        "CONFERENCE_FORM_MISSING",
        "info",
        "III.1 đoạn 1",
    )
    assert flag["path"] == "conference_form"
    assert answer["findings"] == []
    assert [row["name"] for row in empty] == [silent]
    assert "tổ chức hội nghị riêng, ngày 18/11/2023" in words(printed)


def test_bg_08_38_the_provinces_report_needs_no_conference_and_both_addressees(
    bac_giang: Province,
) -> None:
    officer, unit = bac_giang.appraiser, bac_giang.crew.units[HOME_AFFAIRS]
    owed = bac_giang.obligation(officer, "BG-R2")
    drafted = officer.does("reports.consolidate_reports", obligation=owed, unit=unit)["report"]
    addressees = officer.reads(REPORT, drafted)["addressees"]
    addressees[1]["sent"] = 0
    officer.changes(REPORT, drafted, addressees=addressees)
    first = officer.does("reports.file_report", report=drafted)
    officer.does("reports.recall_report", report=drafted)
    again = officer.does("reports.consolidate_reports", obligation=owed, unit=unit)["report"]
    second = officer.does("reports.file_report", report=again)

    assert [row["printed_name"] for row in addressees] == [
        "Ban Thi đua - Khen thưởng Trung ương",
        "Chủ tịch UBND tỉnh",
    ]
    assert [finding["code"] for finding in first["findings"]] == ["MISSING_ADDRESSEE"]
    assert second["findings"] == []


def test_bg_11_12_the_page_lists_criteria_for_everybody_and_references(
    bac_giang: Province,
) -> None:
    page = bac_giang.page(bac_giang.officer(SON_DONG))
    common = page[page.index("Tiêu chuẩn chung") :]

    assert stands_in_order(
        [
            "gương mẫu chấp hành tốt chủ trương của Đảng",
            "có thành tích xuất sắc được bình xét",
            "đạt tiêu chí quy định tại điểm a mục 3 phần II Kế hoạch số 3976/KH-UBND",
        ],
        common,
    )


def test_bg_10_letters_stand_in_vietnamese_order(bac_giang: Province) -> None:
    groups = bac_giang.officer(SON_DONG).reads("Emulation Campaign", "BG-2023")["groups"]

    assert [row["letter"] for row in groups] == ["a", "b", "c", "d", "đ", "e", "g"]


def test_bg_17_the_row_and_the_page_name_who_coordinates(bac_giang: Province) -> None:
    officer = bac_giang.officer(SON_DONG)
    fields = ["coordinates_with"]
    (row,) = officer.lists("Award Quota", fields, campaign="BG-2023", code="BG-Q04")

    assert row["coordinates_with"] == "Hiệp hội Doanh nghiệp tỉnh\ncơ quan liên quan"
    assert "phối hợp với Hiệp hội Doanh nghiệp tỉnh và cơ quan liên quan" in bac_giang.page(officer)


def test_bg_36_a_household_with_a_summary_alone_is_refused(bac_giang: Province) -> None:
    officer = bac_giang.officer(TAN_YEN)
    dossier = a_dossier(bac_giang, TAN_YEN, "summary_by_proposer")
    answer = officer.tries("dossiers.submit_dossier", dossier=dossier)

    assert answer.status == 417
    assert "DOSSIER_INCOMPLETE" in answer.codes


def test_bg_37_dossiers_go_to_labour_and_reports_to_home_affairs(bac_giang: Province) -> None:
    officer = bac_giang.officer(HIEP_HOA)
    dossier = a_dossier(bac_giang, HIEP_HOA, "achievement_report")
    officer.does("dossiers.submit_dossier", dossier=dossier)
    report, _ = file(bac_giang, HIEP_HOA, conference_form="combined")

    assert officer.reads("Award Dossier", dossier)["receiving_unit"] == bac_giang.crew.units[LABOUR]
    assert officer.reads(REPORT, report)["receiving_unit"] == bac_giang.crew.units[HOME_AFFAIRS]


def test_bg_34_each_subject_has_a_trail_of_steps(bac_giang: Province) -> None:
    unit = "Huyện Việt Yên"
    officer = bac_giang.officer(unit)
    lead = bac_giang.crew.employs("lead", LABOUR, [LEAD_OFFICER, PROPOSER])
    dossier = a_dossier(bac_giang, unit, "achievement_report")
    officer.does("dossiers.submit_dossier", dossier=dossier)
    lead.does("dossiers.receive_dossier", dossier=dossier)
    auditor = bac_giang.crew.employs("auditor", unit, [AUDITOR])
    trail = auditor.lists(
        "Emulation Trace",
        ["action", "to_state"],
        order_by="creation asc",
        reference_doctype="Award Dossier",
        reference_name=dossier,
    )
    (nomination,) = officer.lists("Award Nomination", ["status"], dossier=dossier)

    assert [row["to_state"] for row in trail][-2:] == ["Submitted", "Received"]
    assert nomination["status"] == "Received"


def test_bg_40_models_are_printed_under_the_heading_that_asks_for_them(
    bac_giang: Province,
) -> None:
    report, _ = file(bac_giang, SON_DONG, conference_form="combined", models=[MODEL])
    text = words(bac_giang.officer(SON_DONG).printed("report_pdf", report=report))

    assert "Tên Nội dung Cách làm cụ thể Hiệu quả" in text
    assert stands_in_order([MODEL["printed_name"], "thoát nghèo"], text)


def test_bg_41_a_report_without_number_and_day_prints_blanks(bac_giang: Province) -> None:
    report = bac_giang.drafts("Huyện Lạng Giang", "BG-R1")
    text = words(bac_giang.officer("Huyện Lạng Giang").printed("report_pdf", report=report))

    assert "Số: /BC-UBND" in text
    assert "ngày tháng năm" in text
    assert "BÁO CÁO Sơ kết Phong trào thi đua “Vì người nghèo-Không để ai bị bỏ lại" in text
    assert "CHỦ TỊCH" in text


def test_bg_43_the_plan_is_shown_with_its_eight_recipients_in_order(bac_giang: Province) -> None:
    officer = bac_giang.officer(SON_DONG)
    recipients = officer.reads("Emulation Campaign", "BG-2023")["recipients"]
    lines = [row["text"] for row in recipients]

    assert len(lines) == 8
    assert [row["purpose"] for row in recipients if row.get("purpose")] == ["b/c"]
    assert lines[-1].startswith("Lưu:")
    assert stands_in_order(["Nơi nhận:", *lines], bac_giang.page(officer))


def test_x_02_a_letter_means_what_its_own_plan_says(bac_giang: Province) -> None:
    household = {"subject_kind": "household", "count": 1}
    here = bac_giang.checks(TAN_YEN, {**household, "group": "e"}).value()
    there = bac_giang.administrator.tries(
        "v1.check_proposal",
        campaign="CB-2023",
        award_form="PROVINCE_MERIT",
        nominating_unit={"name": "Huyện Hòa An"},
        nominations=[{**household, "group": "e"}],
        baseline="empty",
    ).value()

    assert here["verdict"] == "accept"
    assert there["verdict"] == "reject"


def test_x_03_fifteen_quotas_entered_one_by_one_make_the_same_board(bac_giang: Province) -> None:
    before = bac_giang.appraiser.looks("campaigns.quota_board", campaign="BG-2023")
    entered = enters_quotas_again(bac_giang)
    after = bac_giang.appraiser.looks("campaigns.quota_board", campaign="BG-2023")

    assert entered == 15
    assert sum(row["allowed"] or 0 for row in before) == 76
    assert after == before


def test_x_07_a_round_of_2023_keeps_the_forms_of_its_decree(bac_giang: Province) -> None:
    rules = bac_giang.officer(SON_DONG).reads("Emulation Campaign", "BG-2023")["dossier_rules"]

    assert all("Mẫu 07" in row["details"] for row in rules)
    assert all("91/2017/NĐ-CP" in row["details"] for row in rules)


def a_dossier(bac_giang: Province, unit: str, paper: str) -> str:
    """A draft dossier of the unit with one household that brings this paper."""
    officer = bac_giang.officer(unit)
    dossier = officer.creates(
        "Award Dossier",
        campaign="BG-2023",
        award_form="PROVINCE_MERIT",
        unit=bac_giang.crew.units[unit],
        channel="online",
        sets=1,
        components=[{"component": "nominee_list"}],
    )["name"]
    officer.creates(
        "Award Nomination",
        dossier=dossier,
        display_name="Hộ Giáp Văn Khoa",
        subject_kind="household",
        subject_group="e",
        achievement_from="2022-01-01",
        achievement_to="2023-10-31",
        papers=[{"component": paper}],
    )
    return str(dossier)
