"""Deadlines that are printed, yearly, counted or put off, judged at the moments beside them."""

import dataclasses
from datetime import date, datetime
from typing import Any

import pytest

from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.due_dates import DueFacts, Extension, due_date, due_years
from thidua_khenthuong.domain.dues import due_status
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_reading import read_plan
from thidua_khenthuong.domain.plan_rules import Deadline, Recurrence, UnitSelector
from thidua_khenthuong.domain.proposal import check_proposal
from thidua_khenthuong.domain.reading import DataInvalid
from thidua_khenthuong.domain.request_reading import read_request
from thidua_khenthuong.domain.vocabulary import DueComparator, Item
from thidua_khenthuong.presentation.proposal_answer import answer_as_data

from .proposals import delivered_calendars, plan, reference

pytestmark = pytest.mark.domain


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def deadline(**values: Any) -> Deadline:
    given = {
        "code": "D",
        "source": "V.1",
        "item": Item.REPORT,
        "comparator": DueComparator.BY,
        "senders": UnitSelector(),
        "addressees": (),
        **values,
    }
    return Deadline(**given)


def put_off(until: str, year: int | None = None, code: str = "D") -> Extension:
    return Extension(code, at(until), "Bão", "12/UBND", year)


BEFORE = deadline(comparator=DueComparator.BEFORE, due_on=date(2023, 11, 30))
BY = deadline(due_on=date(2023, 7, 10))
WINDOW = deadline(
    comparator=DueComparator.WITHIN, opens_on=date(2023, 7, 3), closes_on=date(2023, 7, 4)
)
YEARLY = deadline(comparator=DueComparator.BEFORE, recurrence=Recurrence(11, 10, 2023, 2025))
COUNTED = deadline(working_days=10, event="ngày nhận hồ sơ", event_on=date(2023, 1, 13))
UNKNOWN_EVENT = deadline(working_days=10, event="ngày nhận hồ sơ")
UNDATED = deadline(comparator=None)

# the three comparators at their boundaries; AMB-X-1 and AMB-X-2 for the day itself and after.
MOMENTS = [
    (BEFORE, "2023-11-29T23:59", "on_time"),
    (BEFORE, "2023-11-30T00:00", "boundary"),
    (BEFORE, "2023-11-30T23:59", "boundary"),
    (BEFORE, "2023-12-01T00:00", "late"),
    (BY, "2023-07-10T23:59", "on_time"),
    (BY, "2023-07-11T00:00", "late"),
    (WINDOW, "2023-07-02T23:59", "not_open"),
    (WINDOW, "2023-07-03T00:05", "on_time"),
    (WINDOW, "2023-07-04T23:59", "on_time"),
    (WINDOW, "2023-07-05T00:00", "closed"),
    (YEARLY, "2023-11-09T10:00", "on_time"),
    (YEARLY, "2024-11-10T10:00", "boundary"),
    (YEARLY, "2025-11-11T10:00", "late"),
    (YEARLY, "2022-12-01T10:00", "on_time"),
    (YEARLY, "2026-01-05T10:00", "late"),
    (COUNTED, "2023-02-03T23:59", "on_time"),
    (COUNTED, "2023-02-04T00:00", "late"),
    (UNKNOWN_EVENT, "2023-02-03T00:00", "undated"),
    (UNDATED, "2023-02-03T00:00", "undated"),
]


@pytest.mark.parametrize(("due", "moment", "expected"), MOMENTS)
def test_a_moment_stands_to_a_deadline_as_its_words_say(
    due: Deadline, moment: str, expected: str
) -> None:
    assert due_status(due, at(moment), DueFacts(delivered_calendars())).value == expected


PUT_OFF = [
    (BEFORE, "2023-12-05T23:59:59", "2023-11-30T08:00", "on_time"),
    (BEFORE, "2023-12-05T23:59:59", "2023-12-05T23:59:59", "on_time"),
    (BEFORE, "2023-12-05T23:59:59", "2023-12-06T00:00", "late"),
    (BEFORE, "2023-11-30T11:30", "2023-11-30T11:31", "late"),
    (BY, "2023-07-14T17:00", "2023-07-14T17:00", "on_time"),
    (BY, "2023-07-14T17:00", "2023-07-14T17:01", "late"),
    (BY, "2023-07-01T17:00", "2023-07-09T10:00", "on_time"),
    (BY, "2023-07-01T17:00", "2023-07-11T10:00", "late"),
    (WINDOW, "2023-07-06T23:59:59", "2023-07-05T00:00", "on_time"),
    (WINDOW, "2023-07-06T23:59:59", "2023-07-07T00:00", "closed"),
    (WINDOW, "2023-07-06T23:59:59", "2023-07-02T23:59", "not_open"),
    (COUNTED, "2023-02-10T23:59:59", "2023-02-10T10:00", "on_time"),
]


@pytest.mark.parametrize(("due", "until", "moment", "expected"), PUT_OFF)
def test_an_extension_is_in_time_up_to_its_own_instant(
    due: Deadline, until: str, moment: str, expected: str
) -> None:
    facts = DueFacts(delivered_calendars(), (put_off(until),))

    assert due_status(due, at(moment), facts).value == expected


def test_the_latest_of_several_extensions_counts() -> None:
    first, last = put_off("2023-12-05T23:59:59"), put_off("2023-12-08T23:59:59")
    facts = DueFacts(extensions=(last, first))

    assert due_date(BEFORE, at("2023-11-20T10:00"), facts).extension == last


def test_an_extension_of_another_deadline_changes_nothing() -> None:
    facts = DueFacts(extensions=(put_off("2023-12-05T23:59:59", code="E"),))

    assert due_status(BEFORE, at("2023-12-01T10:00"), facts).value == "late"


def test_an_extension_of_one_year_leaves_the_next_year_as_it_is() -> None:
    extensions = (put_off("2023-11-20T23:59:59", 2023),)

    assert due_status(YEARLY, at("2023-11-15T10:00"), DueFacts((), extensions)).value == "on_time"
    assert due_status(YEARLY, at("2024-11-15T10:00"), DueFacts((), extensions)).value == "late"
    late_for_2023 = DueFacts((), extensions, 2023)
    assert due_status(YEARLY, at("2024-01-15T10:00"), late_for_2023).value == "late"


@pytest.mark.parametrize(
    ("recurrence", "today", "expected"),
    [
        (Recurrence(11, 10, 2023, 2025), "2022-12-01", (2023,)),
        (Recurrence(11, 10, 2023, 2025), "2023-01-01", (2023,)),
        (Recurrence(11, 10, 2023, 2025), "2024-11-09", (2023, 2024)),
        (Recurrence(11, 10, 2023, 2025), "2027-01-01", (2023, 2024, 2025)),
        (Recurrence(11, 10, 2023, None), "2026-01-01", (2023, 2024, 2025, 2026)),
        (Recurrence(11, 10, None, None), "2026-01-01", (2026,)),
        (Recurrence(11, 10, None, 2024), "2026-01-01", (2024,)),
    ],
)
def test_a_yearly_deadline_comes_up_once_for_each_year(
    recurrence: Recurrence, today: str, expected: tuple[int, ...]
) -> None:
    assert due_years(deadline(recurrence=recurrence), date.fromisoformat(today)) == expected


def test_a_deadline_that_does_not_recur_has_no_years() -> None:
    assert due_years(BEFORE, date(2024, 1, 1)) == ()


def answered(
    campaign: CampaignPlan, facts: dict[str, Any], *extensions: Extension, calendars: Any = None
) -> list[tuple[str, str, str]]:
    known = (
        reference() if calendars is None else dataclasses.replace(reference(), calendars=calendars)
    )
    context = ProposalContext(reference=known, extensions=extensions)
    raw = {"campaign": campaign.code, "facts": facts}
    answer = check_proposal(campaign, read_request(raw, campaign, context), context)
    findings = answer_as_data(answer)["findings"]
    return [(item["code"], item["level"], item["message"]) for item in findings]


def test_the_check_tells_why_a_late_submission_is_in_time() -> None:
    facts = {"deadline": "BG-DL1", "submitted_at": "2023-12-01T10:00"}
    extension = put_off("2023-12-05T23:59:59", code="BG-DL1")

    assert [code for code, _, _ in answered(plan("BG-2023"), facts)] == ["LATE"]
    assert answered(plan("BG-2023"), facts, extension) == [
        (
            "DEADLINE_EXTENDED",
            "info",
            "Đúng hạn theo gia hạn đến 23:59 ngày 05/12/2023 (văn bản 12/UBND): Bão.",
        )
    ]


def test_an_extension_that_was_not_needed_is_not_told() -> None:
    facts = {"deadline": "BG-DL1", "submitted_at": "2023-11-20T10:00"}

    assert answered(plan("BG-2023"), facts, put_off("2023-12-05T23:59:59", code="BG-DL1")) == []


def test_a_closed_window_that_was_put_off_lets_the_dossier_in() -> None:
    code = next(item.code for item in plan("CB-2023").deadlines if item.opens_on)
    facts = {"deadline": code, "submitted_at": "2023-07-05T00:00", "item": "dossier"}
    extension = put_off("2023-07-06T23:59:59", code=code)

    assert ("WINDOW_CLOSED", "reject") in [row[:2] for row in answered(plan("CB-2023"), facts)]
    assert "WINDOW_CLOSED" not in [row[0] for row in answered(plan("CB-2023"), facts, extension)]


def test_the_year_of_a_yearly_report_is_the_one_that_is_stated() -> None:
    facts = {"deadline": "NB-DL1", "submitted_at": "2024-01-15T10:00", "item": "report"}

    assert answered(plan("NB-2022"), facts) == []
    assert [row[0] for row in answered(plan("NB-2022"), {**facts, "report_year": 2023})] == ["LATE"]


@pytest.mark.parametrize("year", [0, -1, 99999])
def test_a_year_that_is_none_is_a_problem_of_the_request(year: int) -> None:
    facts = {"deadline": "NB-DL1", "submitted_at": "2024-01-15T10:00", "report_year": year}
    with pytest.raises(DataInvalid) as raised:
        answered(plan("NB-2022"), facts)

    assert [problem.code for problem in raised.value.problems] == ["not_a_year"]


def counting(**values: Any) -> CampaignPlan:
    """An invented plan whose reports are due some working days after an event."""
    raw = {
        "code": "XA-2023",
        "kind": "plan",
        "title": "Xã ta sạch đẹp",
        "issuer": "Chủ tịch UBND xã Mẫu",
        "issuing_unit": "Xã Mẫu",
        "clauses": [{"source": "I", "label": "I.", "text": "Xã ta sạch đẹp"}],
        "periods": [
            {"source": "I", "kind": "campaign", "starts_on": "2023-01-01", "ends_on": "2023-12-31"}
        ],
        "deadlines": [
            {
                "code": "XA-D1",
                "source": "I",
                "item": "report",
                "comparator": "by",
                "working_days": 10,
                "event": "ngày họp xét",
                "event_on": "2023-01-13",
                "senders": {},
                "addressees": [],
                **values,
            }
        ],
    }
    return read_plan(raw)


def test_a_counted_day_is_told_with_its_count() -> None:
    facts = {"deadline": "XA-D1", "submitted_at": "2023-02-04T08:00", "item": "report"}
    found = answered(counting(), facts, calendars=delivered_calendars())

    assert [row[0] for row in found] == ["LATE", "DEADLINE_COUNTED"]
    assert found[1][2] == (
        "Hạn là 03/02/2023: 10 ngày làm việc kể từ sau ngày 13/01/2023 (ngày họp xét); lịch làm "
        "việc chưa kiểm chứng."
    )


def test_a_missing_calendar_asks_for_it_instead_of_a_guess() -> None:
    facts = {"deadline": "XA-D1", "submitted_at": "2023-02-04T08:00", "item": "report"}

    assert answered(counting(), facts, calendars=()) == [
        (
            "CALENDAR_MISSING",
            "warn",
            "Chưa có lịch làm việc năm 2023 nên không tính được hạn 10 ngày làm việc. Bổ sung lịch "
            "làm việc của năm này.",
        )
    ]


def test_a_term_whose_event_has_not_come_to_pass_has_no_day() -> None:
    facts = {"deadline": "XA-D1", "submitted_at": "2023-02-04T08:00", "item": "report"}

    assert [row[0] for row in answered(counting(event_on=None), facts)] == ["RULE_SILENT"]


@pytest.mark.parametrize(
    ("values", "path", "code"),
    [
        ({"working_days": 0}, "deadlines[0].working_days", "not_positive"),
        ({"event": None}, "deadlines[0].event", "missing"),
        ({"due_on": "2023-02-01"}, "deadlines[0]", "working_days_beside_date"),
        ({"comparator": None}, "deadlines[0]", "working_days_beside_date"),
    ],
)
def test_a_term_in_working_days_that_says_too_little_or_too_much_is_no_plan(
    values: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(DataInvalid) as raised:
        counting(**values)

    assert [(problem.path, problem.code) for problem in raised.value.problems] == [(path, code)]


@pytest.mark.parametrize(
    ("code", "due", "moments"),
    [
        ("TY-2023", "TY-DL1", [("2023-07-04T17:00", []), ("2023-07-05T08:00", ["BOUNDARY"])]),
        ("TY-2023", "TY-DL2", [("2023-07-14T17:00", []), ("2023-07-15T08:00", ["BOUNDARY"])]),
        ("NB-2022", "NB-DL2", [("2024-11-19T17:00", []), ("2024-11-20T08:00", ["BOUNDARY"])]),
        ("KG-2017", "KG-DL1", [("2018-12-31T08:00", ["RULE_SILENT"])]),
    ],
)
def test_the_delivered_plans_deadlines_hold_at_their_boundaries(
    code: str, due: str, moments: list[tuple[str, list[str]]]
) -> None:
    for moment, expected in moments:
        facts = {"deadline": due, "submitted_at": moment, "item": "report"}
        found = [row[0].removeprefix("DEADLINE_") for row in answered(plan(code), facts)]

        assert found == expected, moment
