"""Working days counted by hand over the delivered calendars."""

from datetime import date

import pytest

from thidua_khenthuong.domain.context import read_reference
from thidua_khenthuong.domain.reading import DataInvalid
from thidua_khenthuong.domain.working_days import (
    CalendarDay,
    CalendarDayKind,
    CalendarYear,
    CountedDay,
    CountedDays,
    Weekday,
    is_working_day,
    working_day_after,
    working_days_between,
)

from .proposals import delivered_calendars

pytestmark = pytest.mark.domain

# Each counted by hand on a wall calendar: event, number of working days, the day it leads to.
COUNTED = [
    ("2023-11-24", 1, "2023-11-27"),  # Friday to Monday
    ("2023-11-24", 5, "2023-12-01"),  # a week
    ("2023-11-25", 1, "2023-11-27"),  # an event on a Saturday
    ("2023-01-19", 1, "2023-01-27"),  # over Tết Quý Mão
    ("2023-01-13", 10, "2023-02-03"),  # 16 to 19/1, 27/1, 30 and 31/1, 1 to 3/2
    ("2023-04-28", 1, "2023-05-04"),  # over Giỗ Tổ, 30/4, 1/5 and the days given for them
    ("2023-08-31", 1, "2023-09-05"),  # over Quốc khánh with its day given on Monday
    ("2024-02-07", 1, "2024-02-15"),  # over Tết Giáp Thìn
    ("2024-04-26", 1, "2024-05-02"),  # Monday 29/4 was exchanged
    ("2024-04-26", 3, "2024-05-04"),  # for Saturday 4/5, which is worked
    ("2025-04-25", 1, "2025-04-26"),  # Saturday 26/4 was worked
    ("2025-04-29", 1, "2025-05-05"),  # for Friday 2/5
    ("2026-08-21", 1, "2026-08-22"),  # Saturday 22/8 worked for Monday 31/8
    ("2026-08-28", 1, "2026-09-03"),
    ("2023-12-29", 1, "2024-01-02"),  # over the turn of the year
    ("2022-12-30", 2, "2023-01-04"),  # 1/1/2023 is a Sunday: Monday 2/1 given for it
]


@pytest.mark.parametrize(("event", "number", "expected"), COUNTED)
def test_a_day_after_an_event_is_as_counted_by_hand(event: str, number: int, expected: str) -> None:
    found = working_day_after(delivered_calendars(), date.fromisoformat(event), number)

    assert found == CountedDay(date.fromisoformat(expected), None, True)


@pytest.mark.parametrize(("event", "number", "expected"), COUNTED)
def test_counting_back_gives_the_number_again(event: str, number: int, expected: str) -> None:
    found = working_days_between(
        delivered_calendars(), date.fromisoformat(event), date.fromisoformat(expected)
    )

    assert found == CountedDays(number, None, True)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-04", True),
        ("2024-05-11", False),
        ("2024-04-29", False),
        ("2023-09-02", False),
        ("2023-09-04", False),
        ("2023-09-05", True),
        ("2027-01-04", None),
        ("2021-12-31", None),
    ],
)
def test_a_day_is_worked_rested_or_unknown(day: str, expected: bool | None) -> None:
    assert is_working_day(delivered_calendars(), date.fromisoformat(day)) is expected


def test_a_year_without_a_calendar_is_named_and_not_guessed() -> None:
    calendars = delivered_calendars()

    assert working_day_after(calendars, date(2026, 12, 31), 1) == CountedDay(None, 2027)
    assert working_day_after(calendars, date(2026, 12, 28), 5) == CountedDay(None, 2027)
    assert working_days_between(calendars, date(2026, 12, 30), date(2027, 1, 4)) == CountedDays(
        None, 2027
    )
    assert working_day_after((), date(2023, 1, 3), 1) == CountedDay(None, 2023)


def test_nothing_is_left_on_the_day_itself_or_after_it() -> None:
    calendars = delivered_calendars()

    assert working_days_between(calendars, date(2023, 11, 29), date(2023, 11, 29)).count == 0
    assert working_days_between(calendars, date(2023, 11, 30), date(2023, 11, 29)).count == 0


def test_less_than_one_working_day_is_no_term() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        working_day_after(delivered_calendars(), date(2023, 11, 24), 0)


def test_an_office_that_works_on_saturdays_has_a_calendar_of_its_own() -> None:
    calendar = CalendarYear(2023, (Weekday.SUNDAY,), ())

    assert working_day_after((calendar,), date(2023, 11, 24), 1) == CountedDay(date(2023, 11, 25))


def test_a_verified_calendar_gives_a_verified_day() -> None:
    holiday = CalendarDay(date(2023, 11, 27), CalendarDayKind.DAY_OFF)
    calendar = CalendarYear(2023, (Weekday.SATURDAY, Weekday.SUNDAY), (holiday,))

    assert working_day_after((calendar,), date(2023, 11, 24), 1) == CountedDay(date(2023, 11, 28))


def test_the_delivered_calendars_hold_eleven_days_of_the_labour_code_each_year() -> None:
    for calendar in delivered_calendars():
        exchanged = sum(day.kind is CalendarDayKind.MAKE_UP for day in calendar.days)
        rested = [
            day
            for day in calendar.days
            if day.kind is CalendarDayKind.DAY_OFF and day.day.weekday() < 5
        ]

        assert len(rested) == 11 + exchanged, calendar.year


def test_only_days_of_the_solar_calendar_are_delivered_as_verified() -> None:
    verified = {
        day.title.removeprefix("Nghỉ bù ")
        for calendar in delivered_calendars()
        for day in calendar.days
        if not day.unverified
    }

    assert verified == {"Tết Dương lịch", "Ngày Chiến thắng", "Ngày Quốc tế lao động", "Quốc khánh"}


def test_an_unreadable_calendar_is_told_with_its_path() -> None:
    raw = {"calendars": [{"year": 2030, "weekly_rest": ["chủ nhật"], "days": []}]}
    with pytest.raises(DataInvalid) as raised:
        read_reference(raw)

    assert [problem.path for problem in raised.value.problems] == ["calendars[0].weekly_rest[0]"]
