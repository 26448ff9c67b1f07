from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from thidua_khenthuong.presentation import vietnamese


def test_short_date_has_two_figures_for_day_and_month() -> None:
    assert vietnamese.short_date(date(2023, 2, 5)) == "05/02/2023"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 12, 5), "ngày 05 tháng 12 năm 2023"),
        (date(2023, 1, 31), "ngày 31 tháng 01 năm 2023"),
        (date(2023, 2, 1), "ngày 01 tháng 02 năm 2023"),
        (date(2023, 3, 10), "ngày 10 tháng 3 năm 2023"),
    ],
)
def test_long_date_pads_days_under_ten_and_only_the_first_two_months(day: date, text: str) -> None:
    assert vietnamese.long_date(day) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((2022, 11, None), "ngày      tháng 11 năm 2022"),
        ((2023, None, None), "ngày      tháng      năm 2023"),
        ((None, None, None), "ngày      tháng      năm"),
    ],
)
def test_unknown_parts_of_a_date_stay_blank(
    parts: tuple[int | None, int | None, int | None], text: str
) -> None:
    assert vietnamese.written_date(*parts) == text


def test_time_is_written_before_its_day() -> None:
    moment = datetime.fromisoformat("2023-11-30T14:05")

    assert vietnamese.long_time(moment) == "14 giờ 05 phút, ngày 30 tháng 11 năm 2023"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1034, "1.034"),
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("6.5"), "6,5"),
        (Decimal("-0.25"), "-0,25"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_decimal_number_has_a_comma_and_dots_for_thousands(
    number: Decimal | int, text: str
) -> None:
    assert vietnamese.decimal_number(number) == text


def test_money_has_dots_for_thousands_and_its_unit() -> None:
    assert vietnamese.money(1_490_000) == "1.490.000 đồng"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (55, "năm mươi lăm"),
        (105, "một trăm linh năm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_490_000, "một triệu bốn trăm chín mươi nghìn"),
        (2_980_000, "hai triệu chín trăm tám mươi nghìn"),
        (99_830_000, "chín mươi chín triệu tám trăm ba mươi nghìn"),
        (1_000_000_010, "một tỷ không trăm mười"),
    ],
)
def test_number_in_words(number: int, words: str) -> None:
    assert vietnamese.number_in_words(number) == words


def test_negative_number_has_no_words() -> None:
    with pytest.raises(ValueError, match="-1"):
        vietnamese.number_in_words(-1)


def test_money_in_words_begins_with_a_capital() -> None:
    assert vietnamese.money_in_words(700_000) == "Bảy trăm nghìn đồng"


def test_points_follow_the_vietnamese_alphabet() -> None:
    letters = " ".join(vietnamese.point_letter(index) for index in range(22))

    assert letters == "a b c d đ e g h i k l m n o p q r s t u v x"
    assert vietnamese.point_letter(22) == "y"
    with pytest.raises(ValueError, match="23"):
        vietnamese.point_letter(23)


@pytest.mark.parametrize(
    ("number", "figure"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")]
)
def test_roman(number: int, figure: str) -> None:
    assert vietnamese.roman(number) == figure


@pytest.mark.parametrize(
    ("items", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a và b"), (("a", "b", "c"), "a, b và c")],
)
def test_listed(items: tuple[str, ...], text: str) -> None:
    assert vietnamese.listed(items) == text


def test_counted_pads_figures_under_ten() -> None:
    assert [vietnamese.counted(number, "tập thể") for number in (2, 13)] == [
        "02 tập thể",
        "13 tập thể",
    ]
