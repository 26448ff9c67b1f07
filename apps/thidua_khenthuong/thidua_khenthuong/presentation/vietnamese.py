"""Dates, numbers and money in the words and figures of Vietnamese official documents.

Padding after Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II: days under 10 and months 1 and 2
carry a leading zero, and so do numbers of documents under 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

# Điểm of a clause: the Vietnamese alphabet without f, j, w, z and without marked vowels.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

# Six spaces where the clerk writes the number or the day by hand.
BLANK = " " * 6

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def short_date(day: date) -> str:
    """`05/12/2023`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def long_date(day: date) -> str:
    """`ngày 05 tháng 12 năm 2023`."""
    return written_date(day.year, day.month, day.day)


def written_date(year: int | None, month: int | None, day: int | None) -> str:
    """A date whose unknown parts stay blank: `ngày      tháng 12 năm 2023`."""
    day_text = BLANK if day is None else f" {day:02d} "
    month_text = BLANK if month is None else f" {padded_month(month)} "
    year_text = BLANK if year is None else f" {year}"
    return f"ngày{day_text}tháng{month_text}năm{year_text}".rstrip()


def padded_month(month: int) -> str:
    """`01`, `02`, then `3` to `12`: only the first two months can be altered by a stroke."""
    return f"{month:02d}" if month < 3 else str(month)


def long_time(moment: datetime) -> str:
    """`14 giờ 05 phút, ngày 30 tháng 11 năm 2023`."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {long_date(moment.date())}"


def whole_number(number: int) -> str:
    """`1.490.000`."""
    return f"{number:,d}".replace(",", ".")


def decimal_number(number: Decimal | int) -> str:
    """`1.234,5`: exactly the digits that the number has."""
    return f"{Decimal(number):,f}".translate(str.maketrans(",.", ".,"))


def money(amount: int) -> str:
    """Đồng: `1.490.000 đồng`."""
    return f"{whole_number(amount)} đồng"


def money_in_words(amount: int) -> str:
    """`Một triệu bốn trăm chín mươi nghìn đồng`."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_in_words(number: int) -> str:
    """`2980000` is `hai triệu chín trăm tám mươi nghìn`. ValueError below zero."""
    if number < 0:
        raise ValueError(f"A negative number has no words here: {number}")
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 1_000_000_000)
    words = [f"{number_in_words(billions)} tỷ"] if billions else []
    words.extend(_below_billion(rest, preceded=bool(billions)))
    return " ".join(words)


def _below_billion(number: int, *, preceded: bool) -> list[str]:
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words.extend(_below_thousand(group, preceded=preceded or bool(words)))
            words.extend([_SCALES[power]] if power else [])
    return words


def _below_thousand(group: int, *, preceded: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or preceded else []
    return words + _below_hundred(rest, preceded=bool(words))


def _below_hundred(number: int, *, preceded: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        if ones == 0:
            return []
        return ["linh", _DIGITS[ones]] if preceded else [_DIGITS[ones]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return words + ([_last_digit(tens, ones)] if ones else [])


def _last_digit(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if ones == 1 and tens > 1:
        return "mốt"
    return _DIGITS[ones]


def counted(number: int, noun: str) -> str:
    """`02 tập thể`, `13 tập thể`: figures under 10 are padded so that none can be put before."""
    return f"{number:02d} {noun}"


def listed(items: Sequence[str]) -> str:
    """`a`, `a và b`, `a, b và c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} và {items[-1]}"


def point_letter(index: int) -> str:
    """The letter of the điểm at `index`, from 0: a b c d đ e g h… ValueError after `y`."""
    if not 0 <= index < len(POINT_LETTERS):
        raise ValueError(f"No point letter at {index}")
    return POINT_LETTERS[index]


def roman(number: int) -> str:
    """`III`. ValueError outside 1 to 399."""
    if not 0 < number < 400:
        raise ValueError(f"No Roman figure for {number}")
    text = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        text += figure * count
    return text
