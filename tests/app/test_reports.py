"""Reports: owed by the plan, filed by units, consolidated from what was filed, counted by the
register.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
import pytest
from builders import CAO_BANG, HIEP_HOA, HOME_AFFAIRS, SON_DONG, unit

from app.conftest import Day, People, refused
from app.test_dossier_way import issued
from thidua_khenthuong.api.decisions import revoke_decision
from thidua_khenthuong.api.reports import (
    acknowledge_report,
    consolidate_reports,
    draft_report,
    file_report,
    recall_report,
)
from thidua_khenthuong.queries.register import AwardCount, award_counts

pytestmark = pytest.mark.app


def obligation(code: str) -> str:
    return str(frappe.db.get_value("Report Obligation", {"code": code, "campaign": "BG-2023"}))


def filed_by(people: People, as_user: Any, user: str, unit_name: str, body: str) -> Any:
    """A unit's review report with one paragraph under its first heading."""
    with as_user(user):
        name = draft_report(obligation("BG-R1"), unit(unit_name))["report"]
        report = frappe.get_doc("Summary Report", name)
        report.sections[1].body = body
        report.save()
        file_report(name)
        return frappe.get_doc("Summary Report", name)


def test_a_drafted_report_has_the_outlines_23_headings(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        name = draft_report(obligation("BG-R1"), unit(SON_DONG))["report"]
    report = frappe.get_doc("Summary Report", name)

    assert len(report.sections) == 23
    assert [row.number for row in report.sections[:4]] == ["I.", "1.", "2.", "3."]
    assert [row.printed_name for row in report.addressees] == [HOME_AFFAIRS]


def test_a_filed_report_is_dated_and_cannot_be_edited(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Huyện miền núi")

    assert (report.docstatus, report.workflow_state, report.is_late) == (1, "Filed", 0)
    assert report.deadline_code == "BG-DL3"
    with as_user(people.proposer):
        report.sections[1].body = "Khác"
        with pytest.raises(frappe.ValidationError):
            report.save()


def test_a_report_after_its_day_is_late_and_taken_all_the_same(
    people: People, as_user: Any, day: Day
) -> None:
    day("2023-12-02")
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Trễ")

    assert (report.workflow_state, report.is_late) == ("Filed", 1)


def test_a_second_report_for_the_same_obligation_is_refused(people: People, as_user: Any) -> None:
    filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    with as_user(people.proposer), refused("REPORT_EXISTS"):
        draft_report(obligation("BG-R1"), unit(SON_DONG))


def test_a_unit_that_owes_no_report_cannot_write_it(people: People, as_user: Any) -> None:
    with as_user(people.proposer), refused("NOT_A_REPORTER"):
        draft_report(obligation("BG-R2"), unit(SON_DONG))


def test_a_recalled_report_makes_room_for_another(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    with as_user(people.proposer):
        recall_report(report.name)
    other = filed_by(people, as_user, people.proposer, SON_DONG, "Hai")
    report.reload()

    assert (report.docstatus, report.workflow_state) == (2, "Recalled")
    assert other.workflow_state == "Filed"


def test_the_standing_body_acknowledges(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    with as_user(people.appraiser):
        acknowledge_report(report.name)
    report.reload()

    assert (report.docstatus, report.workflow_state) == (1, "Acknowledged")


def test_the_consolidated_report_tells_who_said_what_under_which_heading(
    people: People, as_user: Any
) -> None:
    filed_by(people, as_user, people.proposer, SON_DONG, "Huyện miền núi")
    filed_by(people, as_user, people.other_proposer, HIEP_HOA, "Huyện trung du")
    with as_user(people.appraiser):
        name = consolidate_reports(obligation("BG-R2"), unit(HOME_AFFAIRS))["report"]
        file_report(name)
    report = frappe.get_doc("Summary Report", name)

    assert report.sections[1].body == (
        "Huyện Sơn Động: Huyện miền núi\nHuyện Hiệp Hòa: Huyện trung du"
    )
    assert {row.unit for row in report.sources} == {unit(SON_DONG), unit(HIEP_HOA)}
    assert report.is_consolidated == 1


def counted_apart(campaign: str) -> dict[tuple[str, str], int]:
    """The register counted row by row, apart from the query under test."""
    counts: dict[tuple[str, str], int] = {}
    for row in frappe.get_all(
        "Award Record",
        filters={"campaign": campaign, "status": "Valid"},
        fields=["award_form", "subject_kind"],
    ):
        key = (row["award_form"], row["subject_kind"])
        counts[key] = counts.get(key, 0) + 1
    return counts


def test_figures_come_from_the_register(people: People, as_user: Any) -> None:
    issued(people, as_user)
    own = filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    other = filed_by(people, as_user, people.other_proposer, HIEP_HOA, "Hai")

    figures = {(row.award_form, row.subject_kind): row.awards for row in own.figures}
    assert figures == counted_apart("BG-2023")
    assert sum(figures.values()) == 4
    assert list(other.figures) == []


def test_a_revoked_award_counts_no_longer(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    assert AwardCount("PROVINCE_MERIT", "household", "household", 1, 0) in award_counts("BG-2023")
    with as_user(people.chair):
        revoke_decision(decision.name, "Kê khai sai")

    assert award_counts("BG-2023") == ()


def test_counts_up_to_a_day_leave_out_what_was_decided_later(people: People, as_user: Any) -> None:
    issued(people, as_user)

    assert award_counts("BG-2023", until=date(2023, 12, 19)) == ()
    assert sum(row.awards for row in award_counts("BG-2023", until=date(2023, 12, 20))) == 4


def test_counts_of_another_province_are_its_own(people: People, as_user: Any) -> None:
    issued(people, as_user)

    assert award_counts("BG-2023", unit(CAO_BANG, CAO_BANG)) == ()
