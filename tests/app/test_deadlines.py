"""Deadlines at the doors: put off for a unit or for all, listed with who has not handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import frappe
import pytest
from builders import (
    BAC_GIANG,
    HIEP_HOA,
    HOME_AFFAIRS,
    LABOUR,
    SON_DONG,
    a_commune,
    a_dossier,
    a_receiving_campaign,
    an_officer,
    unit,
)

from app.conftest import Day, People, refused
from thidua_khenthuong.api.deadlines import grant_extension, overdue, withdraw_extension
from thidua_khenthuong.api.dossiers import receive_dossier, submit_dossier
from thidua_khenthuong.api.reports import consolidate_reports, draft_report, file_report
from thidua_khenthuong.api.v1 import check_proposal

pytestmark = pytest.mark.app

END_OF_5_DECEMBER = datetime.fromisoformat("2023-12-05T23:59:59")
REASON = "Bão số 3 làm mất điện diện rộng"
NGUYEN_BINH = "Huyện Nguyên Bình"


def put_off(until: str = "2023-12-05", deadline: str = "BG-DL1", **values: Any) -> str:
    """Sở Nội vụ's extension for Sơn Động."""
    given = {"unit": unit(SON_DONG), **values}
    answer = grant_extension("BG-2023", deadline, until, REASON, "1520/SNV-TĐKT", **given)
    return str(answer["extension"])


def filed(unit_name: str) -> Any:
    dossier = a_dossier(unit(unit_name))
    a_commune(dossier)
    return submit_dossier(dossier.name)


def test_a_unit_whose_deadline_was_put_off_is_in_time_and_another_is_late(
    people: People, as_user: Any, day: Day
) -> None:
    with as_user(people.appraiser):
        put_off()
    day("2023-12-04")
    with as_user(people.proposer):
        own = filed(SON_DONG)
    with as_user(people.other_proposer):
        other = filed(HIEP_HOA)

    assert (own["is_late"], other["is_late"]) == (0, 1)
    told = {item["code"]: item["message"] for item in own["findings"]}
    assert told["DEADLINE_EXTENDED"] == (
        f"Đúng hạn theo gia hạn đến 23:59 ngày 05/12/2023 (văn bản 1520/SNV-TĐKT): {REASON}."
    )
    with as_user(people.lead):
        receive_dossier(own["dossier"])
        with refused("LATE_NOT_RULED"):
            receive_dossier(other["dossier"])


def test_what_comes_after_the_extension_is_late_against_its_day(
    people: People, as_user: Any, day: Day
) -> None:
    with as_user(people.appraiser):
        put_off()
    day("2023-12-06")
    with as_user(people.proposer):
        own = filed(SON_DONG)

    assert own["is_late"] == 1
    (late,) = [item["message"] for item in own["findings"] if item["code"] == "LATE"]
    assert "quá hạn 23:59 ngày 05/12/2023" in late


def test_an_extension_for_all_reaches_every_unit(people: People, as_user: Any, day: Day) -> None:
    with as_user(people.appraiser):
        put_off(unit=None)
    day("2023-12-05")
    with as_user(people.other_proposer):
        assert filed(HIEP_HOA)["is_late"] == 0


def test_an_extension_to_an_hour_ends_with_that_minute(
    people: People, as_user: Any, day: Day
) -> None:
    with as_user(people.appraiser):
        put_off("2023-12-05T11:30")
    day("2023-12-05T11:31")
    with as_user(people.proposer):
        assert filed(SON_DONG)["is_late"] == 1


def test_a_withdrawn_extension_counts_no_longer(people: People, as_user: Any, day: Day) -> None:
    with as_user(people.appraiser):
        name = put_off()
        withdraw_extension(name, "Ghi nhầm đơn vị")
        with refused("EXTENSION_WITHDRAWN"):
            withdraw_extension(name, "Lần nữa")
    day("2023-12-04")
    with as_user(people.proposer):
        assert filed(SON_DONG)["is_late"] == 1
    stored = frappe.get_doc("Deadline Extension", name)
    assert (stored.status, stored.withdrawn_by, stored.withdrawal_reason) == (
        "Withdrawn",
        people.appraiser,
        "Ghi nhầm đơn vị",
    )


def test_every_grant_and_withdrawal_is_traced(people: People, as_user: Any) -> None:
    with as_user(people.appraiser):
        name = put_off()
        withdraw_extension(name, "Ghi nhầm đơn vị")

    lines = frappe.get_all(
        "Emulation Trace",
        filters={"reference_doctype": "Deadline Extension", "reference_name": name},
        fields=["action", "actor", "to_state", "note", "unit"],
        order_by="creation asc",
    )
    assert [tuple(line.values()) for line in lines] == [
        ("Grant Extension", people.appraiser, "Granted", REASON, unit(SON_DONG)),
        (
            "Withdraw Extension",
            people.appraiser,
            "Withdrawn",
            "Ghi nhầm đơn vị",
            unit(SON_DONG),
        ),
    ]


def test_only_an_officer_of_the_standing_body_puts_off(people: People, as_user: Any) -> None:
    head = an_officer("head@labour.test", ["Standing Body Head"], unit(LABOUR))
    with as_user(head), refused("NOT_STANDING_BODY"):
        put_off()
    onlooker = an_officer("onlooker@home.test", ["Emulation Auditor"], unit(HOME_AFFAIRS))
    for user in (people.proposer, people.lead, people.chair, onlooker):
        with as_user(user), pytest.raises(frappe.PermissionError):
            put_off()
    assert frappe.get_all("Deadline Extension") == []


def test_an_extension_is_written_by_no_other_door(people: People, as_user: Any) -> None:
    with as_user(people.appraiser):
        name = put_off()
        stored = frappe.get_doc("Deadline Extension", name)
        stored.extended_until = "2024-01-31 23:59:59"
        with pytest.raises(frappe.PermissionError):
            stored.save()
        with pytest.raises(frappe.PermissionError):
            frappe.delete_doc("Deadline Extension", name)
    stored = frappe.get_doc("Deadline Extension", name)
    stored.reason = "Khác"
    with refused("EXTENSION_IS_FINAL"):
        stored.save()
    with refused("EXTENSION_IS_FINAL"):
        frappe.delete_doc("Deadline Extension", name)

    stored = frappe.get_doc("Deadline Extension", name)
    assert (stored.reason, stored.extended_until) == (REASON, END_OF_5_DECEMBER)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("EXTENSION_NOT_LATER", {"until": "2023-11-29"}),
        ("DEADLINE_UNKNOWN", {"deadline": "BG-DL9"}),
        ("UNIT_NOT_ASKED", {"deadline": "BG-DL2"}),
        ("MOMENT_UNREADABLE", {"until": "mai"}),
    ],
)
def test_an_extension_that_fits_no_deadline_is_refused(
    people: People, as_user: Any, code: str, values: dict[str, str]
) -> None:
    with as_user(people.appraiser), refused(code):
        put_off(**values)


def test_an_extension_without_reason_or_number_is_refused(people: People, as_user: Any) -> None:
    with as_user(people.appraiser):
        with refused("REASON_MISSING"):
            grant_extension("BG-2023", "BG-DL1", "2023-12-05", " ", "1520/SNV")
        with refused("DOCUMENT_NUMBER_MISSING"):
            grant_extension("BG-2023", "BG-DL1", "2023-12-05", REASON, " ")


def test_a_unit_sees_its_own_extensions_and_those_for_all(people: People, as_user: Any) -> None:
    with as_user(people.appraiser):
        own = put_off()
        for_all = put_off("2023-12-20", "BG-DL3", unit=None)

    with as_user(people.proposer):
        assert set(frappe.get_list("Deadline Extension", pluck="name")) == {own, for_all}
    with as_user(people.other_proposer):
        assert frappe.get_list("Deadline Extension", pluck="name") == [for_all]


def test_the_proposal_check_honours_the_asking_units_extension(
    people: People, as_user: Any
) -> None:
    with as_user(people.appraiser):
        put_off()

    def codes(name: str) -> list[str]:
        answer = check_proposal(
            campaign="BG-2023",
            award_form="PROVINCE_MERIT",
            nominating_unit={"name": name},
            nominations=[],
            facts={"deadline": "BG-DL1", "submitted_at": "2023-12-04T10:00"},
        )
        return [finding["code"] for finding in answer["findings"]]

    with as_user(people.appraiser):
        assert "LATE" not in codes(SON_DONG)
        assert "DEADLINE_EXTENDED" in codes(SON_DONG)
        assert "LATE" in codes(HIEP_HOA)


def line_of(lines: list[Any], code: str, year: int | None = None) -> Any:
    (found,) = [
        line
        for line in lines
        if code in (line["deadline"], line["obligation"]) and line["report_year"] == year
    ]
    return found


def standing_of(line: Any, name: str) -> Any:
    return next((row for row in line["units"] if row["unit_name"] == name), None)


def test_units_that_have_not_handed_in_are_listed_with_their_days(
    people: People, as_user: Any, day: Day
) -> None:
    with as_user(people.proposer):
        filed(SON_DONG)
    day("2023-11-24")
    with as_user(people.appraiser):
        line = line_of(overdue("BG-2023"), "BG-DL1")
        assert (line["due_on"], line["status"]) == (date(2023, 11, 30), "on_time")
        assert standing_of(line, SON_DONG) is None
        # Friday 24/11: Monday 27, Tuesday 28 and Wednesday 29 are left before the 30th.
        assert standing_of(line, HIEP_HOA)["working_days_left"] == 3
    day("2023-12-04")
    with as_user(people.appraiser):
        put_off("2023-12-05", unit=unit(HIEP_HOA))
        line = line_of(overdue("BG-2023"), "BG-DL1")
        assert standing_of(line, HIEP_HOA) == {
            "unit": unit(HIEP_HOA),
            "unit_name": HIEP_HOA,
            "status": "on_time",
            "extended_until": END_OF_5_DECEMBER,
            "days_late": None,
            "working_days_left": 1,
        }
        assert standing_of(line, "Huyện Lục Ngạn")["days_late"] == 4


def test_a_district_sees_its_own_standing_alone(people: People, as_user: Any) -> None:
    with as_user(people.other_proposer):
        lines = overdue("BG-2023")

    assert {row["unit_name"] for line in lines for row in line["units"]} == {HIEP_HOA}


def test_a_campaign_that_the_caller_may_not_read_is_not_listed(
    people: People, as_user: Any
) -> None:
    with as_user(people.proposer), pytest.raises(frappe.PermissionError):
        overdue("CB-2023")


def test_a_duty_without_a_day_asks_for_one(site: Any, day: Day) -> None:
    day("2018-03-01")
    line = line_of(overdue("KG-2017"), "KG-R1")

    assert (line["due_on"], line["status"]) == (None, "undated")
    assert [row["status"] for row in line["units"]] == ["undated"]


def nguyen_binh_report(code: str) -> str:
    return str(frappe.db.get_value("Report Obligation", {"code": code, "campaign": "NB-2022"}))


def test_a_yearly_report_is_owed_once_for_each_year(site: Any, day: Day, as_user: Any) -> None:
    day("2023-11-09")
    a_receiving_campaign("NB-2022")
    culture = unit("Phòng Văn hóa và Thông tin", NGUYEN_BINH)
    officer = an_officer("officer@culture.test", ["Emulation Officer"], culture)
    with as_user(officer):
        first = file_report(draft_report(nguyen_binh_report("NB-R1"), culture)["report"])
        with refused("REPORT_EXISTS"):
            draft_report(nguyen_binh_report("NB-R1"), culture, 2023)
    day("2024-11-11")
    with as_user(officer):
        second = file_report(draft_report(nguyen_binh_report("NB-R1"), culture)["report"])
        with refused("REPORT_YEAR_WRONG"):
            draft_report(nguyen_binh_report("NB-R1"), culture, 2026)
    lines = [line for line in overdue("NB-2022") if line["obligation"] == "NB-R1"]

    assert (first["is_late"], second["is_late"]) == (0, 1)
    assert [line["report_year"] for line in lines] == [2023, 2024]
    assert [line["due_on"] for line in lines] == [date(2023, 11, 10), date(2024, 11, 10)]
    for line in lines:
        assert standing_of(line, "Phòng Văn hóa và Thông tin") is None
        assert standing_of(line, "Xã Yên Lạc") is not None
    years = frappe.get_all("Summary Report", {"unit": culture}, pluck="report_year")
    assert sorted(years) == [2023, 2024]


def test_last_years_report_filed_this_year_is_late_for_last_year(
    site: Any, day: Day, as_user: Any
) -> None:
    day("2024-02-01")
    a_receiving_campaign("NB-2022")
    culture = unit("Phòng Văn hóa và Thông tin", NGUYEN_BINH)
    officer = an_officer("officer@culture.test", ["Emulation Officer"], culture)
    with as_user(officer):
        late = file_report(draft_report(nguyen_binh_report("NB-R1"), culture, 2023)["report"])
        early = file_report(draft_report(nguyen_binh_report("NB-R1"), culture, 2024)["report"])

    assert (late["is_late"], early["is_late"]) == (1, 0)


def test_the_districts_yearly_report_takes_the_reports_of_its_own_year(
    site: Any, day: Day, as_user: Any
) -> None:
    day("2024-10-01")
    a_receiving_campaign("NB-2022")
    culture = unit("Phòng Văn hóa và Thông tin", NGUYEN_BINH)
    home = unit("Phòng Nội vụ", NGUYEN_BINH)
    officer = an_officer("officer@culture.test", ["Emulation Officer"], culture)
    standing = an_officer("officer@home.test", ["Appraisal Officer"], home)
    names = {}
    with as_user(officer):
        for year in (2023, 2024):
            names[year] = draft_report(nguyen_binh_report("NB-R1"), culture, year)["report"]
            file_report(names[year])
    with as_user(standing):
        report = consolidate_reports(nguyen_binh_report("NB-R2"), home, 2024)["report"]

    sources = [row.report for row in frappe.get_doc("Summary Report", report).sources]
    assert sources == [names[2024]]


def test_the_delivered_calendars_are_five_years_marked_unverified(site: Any) -> None:
    rows = frappe.get_all("Holiday Calendar", fields=["year", "unverified"], order_by="year asc")

    assert [(row["year"], row["unverified"]) for row in rows] == [
        (year, 1) for year in range(2022, 2027)
    ]


def test_a_calendar_with_a_day_of_another_year_is_refused(site: Any) -> None:
    calendar = frappe.new_doc("Holiday Calendar")
    calendar.update(
        {"year": 2030, "weekly_rest": "sunday", "days": [{"day": "2031-01-01", "kind": "day_off"}]}
    )
    with refused("CALENDAR_DAY_WRONG"):
        calendar.insert()
    calendar.update({"year": 2026, "days": []})
    with refused("CALENDAR_EXISTS"):
        calendar.insert()


def in_working_days(number: int) -> None:
    """Bắc Giang's deadline as one of `number` working days after Friday 24/11/2023."""
    campaign = frappe.get_doc("Emulation Campaign", "BG-2023")
    row = next(row for row in campaign.deadlines if row.code == "BG-DL1")
    row.update(
        {
            "comparator": "by",
            "due_on": None,
            "working_days": number,
            "event": "kết thúc hội nghị xét",
            "event_on": "2023-11-24",
        }
    )
    campaign.save()


def test_a_deadline_in_working_days_is_counted_over_the_calendar(
    people: People, as_user: Any, day: Day
) -> None:
    in_working_days(5)
    day("2023-12-01")
    with as_user(people.proposer):
        own = filed(SON_DONG)
    day("2023-12-02")
    with as_user(people.other_proposer):
        other = filed(HIEP_HOA)

    assert (own["is_late"], other["is_late"]) == (0, 1)
    told = {item["code"]: item["message"] for item in own["findings"]}
    assert told["DEADLINE_COUNTED"] == (
        "Hạn là 01/12/2023: 5 ngày làm việc kể từ sau ngày 24/11/2023 (kết thúc hội nghị xét); "
        "lịch làm việc chưa kiểm chứng."
    )


def test_a_missing_calendar_is_said_and_nothing_is_guessed(people: People, as_user: Any) -> None:
    in_working_days(5)
    frappe.delete_doc("Holiday Calendar", frappe.db.get_value("Holiday Calendar", {"year": 2023}))
    with as_user(people.proposer):
        own = filed(SON_DONG)
    with as_user(people.appraiser):
        line = line_of(overdue("BG-2023"), "BG-DL1")

    assert "CALENDAR_MISSING" in {item["code"] for item in own["findings"]}
    assert own["is_late"] == 0
    assert (line["status"], line["due_on"], line["missing_calendar_year"]) == (
        "uncounted",
        None,
        2023,
    )
    assert unit(BAC_GIANG) not in {row["unit"] for row in line["units"]}
