"""Loose numbers, dates and texts, as Frappe's functions of the same names give them."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from embedded_host import values
from embedded_host.errors import ValidationError
from embedded_host.values import LOCALE, _dict, make_locale

pytestmark = pytest.mark.host


def test_an_unknown_attribute_of_a_dict_is_none() -> None:
    row = _dict(a=1)
    row.b = 2
    assert (row.a, row["b"], row.c) == (1, 2, None)


def test_a_dict_survives_copy_and_pickle() -> None:
    row = _dict(a=[1])
    assert copy.deepcopy(row) == row
    assert type(pickle.loads(pickle.dumps(row))) is _dict
    assert type(row.copy()) is _dict


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("12", 12),
        ("12.7", 12),
        ("12abc", 0),
        (None, 0),
        ("", 0),
        (True, 1),
        (3.9, 3),
        ("1e3", 1000),
    ],
)
def test_cint_takes_what_is_a_number_and_gives_0_otherwise(given: object, number: int) -> None:
    assert values.cint(given) == number


@pytest.mark.parametrize(
    ("given", "number"), [("1,234.5", 1234.5), ("x", 0.0), (None, 0.0), ("12", 12.0), (2, 2.0)]
)
def test_flt_allows_commas_of_thousands(given: object, number: float) -> None:
    assert values.flt(given) == number


@pytest.mark.parametrize(
    ("given", "precision", "number"),
    [(0.5, 0, 0.0), (1.5, 0, 2.0), (2.675, 2, 2.68), (2.665, 2, 2.66)],
)
def test_halves_are_rounded_to_the_even_digit(given: float, precision: int, number: float) -> None:
    assert values.flt(given, precision) == number


def test_commercial_rounding_rounds_halves_up() -> None:
    assert values.rounded(0.5, 0, "Commercial Rounding") == 1.0


def test_sbool_leaves_other_values_alone() -> None:
    given = ["true", "0", "perhaps", 7]
    assert [values.sbool(one) for one in given] == [True, False, "perhaps", 7]


def test_now_is_on_the_clock_of_vietnam_without_a_zone() -> None:
    there = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).replace(tzinfo=None)
    here = values.now_datetime()
    assert here.tzinfo is None
    assert abs(here - there) < timedelta(seconds=5)


def test_a_site_of_another_zone_has_another_clock() -> None:
    token = LOCALE.set(make_locale(time_zone="UTC"))
    try:
        there = datetime.now(UTC).replace(tzinfo=None)
        assert abs(values.now_datetime() - there) < timedelta(seconds=5)
    finally:
        LOCALE.reset(token)


@pytest.mark.parametrize(
    "given",
    ["2023-07-03", "2023-07-03 10:11:12.000001", date(2023, 7, 3), datetime(2023, 7, 3, 1)],  # noqa: DTZ001
)
def test_getdate_finds_the_day_in_every_form(given: object) -> None:
    assert values.getdate(given) == date(2023, 7, 3)


def test_text_that_is_no_date_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="32/13/2023 is not a valid date"):
        values.getdate("32/13/2023")


def test_an_empty_date_is_none_and_no_date_is_today() -> None:
    assert values.getdate("") is None
    assert values.getdate() == values.now_datetime().date()


def test_text_stays_text_when_days_are_added_and_dates_stay_dates() -> None:
    assert values.add_days("2023-12-31", 1) == "2024-01-01"
    assert values.add_days(date(2023, 12, 31), 1) == date(2024, 1, 1)
    assert values.add_days("2023-12-31 08:00:00", 1) == "2024-01-01 08:00:00.000000"


def test_days_and_moments_are_written_as_people_here_write_them() -> None:
    assert values.formatdate("2023-07-03") == "03/07/2023"
    assert values.formatdate("2023-07-03", "yyyy-mm-dd") == "2023-07-03"
    assert values.format_datetime("2023-07-03 16:05:09") == "03/07/2023 16:05:09"
    assert values.formatdate("") == ""


def test_get_time_reads_text_and_durations() -> None:
    assert values.get_time("07:32:41") == time(7, 32, 41)
    assert values.get_time(timedelta(hours=7, minutes=1)) == time(7, 1)


def test_json_has_dates_and_decimals_in_the_form_of_the_wire() -> None:
    written = values.as_json(
        {"day": date(2023, 7, 3), "sum": Decimal("1.5"), "wait": timedelta(hours=7)}, indent=None
    )
    assert written == '{"day": "2023-07-03","sum": 1.5,"wait": "7:00:00"}'


def test_parse_json_reads_text_only() -> None:
    assert values.parse_json('{"a": 1}').a == 1
    assert values.parse_json(5) == 5


def test_scrub_makes_the_name_of_a_module() -> None:
    assert values.scrub("Award Nomination") == "award_nomination"


def test_hashes_have_the_length_asked_for_and_differ() -> None:
    assert {len(values.generate_hash(length=length)) for length in (10, 11)} == {10, 11}
    assert values.generate_hash() != values.generate_hash()


@pytest.mark.parametrize(
    ("fieldtype", "given", "value"),
    [
        ("Int", "5", 5),
        ("Check", None, 0),
        ("Currency", "1,000", 1000.0),
        ("Data", None, ""),
        ("Date", "2023-07-03", date(2023, 7, 3)),
        ("Date", "", None),
        ("Time", "01:02:03", timedelta(hours=1, minutes=2, seconds=3)),
    ],
)
def test_cast_gives_the_python_type_of_a_field(
    fieldtype: str, given: object, value: object
) -> None:
    assert values.cast(fieldtype, given) == value
