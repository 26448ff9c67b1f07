"""The delivered plans hold the printed texts whole: nothing lost or added, slips corrected."""

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from .proposals import PLAN_FILES, ROOT, plan

pytestmark = pytest.mark.domain

TEXTS = {code: name.replace(".yaml", ".txt") for code, name in PLAN_FILES.items()}

CORRECTIONS = {
    "BG-2023": [
        ("IV.2.a", "Bảng khen", "Bằng khen"),
        ("IV.2.a đoạn 2", "Bảng khen", "Bằng khen"),
        ("IV.2.b", "đề tôn vinh", "để tôn vinh"),
        ("Nơi nhận gạch 1", "Ban ĐKT Trung ương", "Ban TĐKT Trung ương"),
        ("Đề cương I.1", "tình hình hình", "tình hình"),
    ],
    "CB-2023": [
        ("Mở đầu đoạn 4", "Đề động viên", "Để động viên"),
        ("I.1 gạch 1", "vì “mục tiêu dân giàu", "vì mục tiêu “dân giàu"),
        ("Đề cương I.1", "của ủy, chính quyền", "của cấp ủy, chính quyền"),
    ],
    "NB-2022": [
        ("Mở đầu đoạn 2", "Nguyễn Bình", "Nguyên Bình"),
        ("Mở đầu đoạn 5", "Nguyễn Bình", "Nguyên Bình"),
        ("Mở đầu đoạn 6", "Nguyễn Bình", "Nguyên Bình"),
        ("III.1.a", "tin dụng", "tín dụng"),
        ("III.2.đ", "Các các xã", "Các xã"),
        ("IV.2.g", "khó khẩn", "khó khăn"),
        ("VI.4", "Khởi thi đua", "Khối thi đua"),
        ("VI đoạn cuối", "thực tiễn tiến", "thực tiễn"),
    ],
    "KG-2017": [
        ("IV.1.2.a dấu + 1", "tự chủ động", "chủ động"),
        ("IV.1.2.c dấu + 5", "tỷ lệ hộ nghèo", "tỷ lệ giảm hộ nghèo"),
        ("IV.1.2.e dấu + 1", "đề ngộ khen", "đề nghị khen"),
    ],
    "TY-2023": [],
}


def squeezed(text: str) -> str:
    """A text without spaces and the marks of emphasis and lists that the scan's text carries."""
    without_list_marks = re.sub(r"^ - (?=[a-zđ]\)|\+)", "", text, flags=re.MULTILINE)
    return re.sub(r"[\s*]", "", without_list_marks)


@pytest.mark.parametrize("code", TEXTS)
def test_clauses_in_order_are_the_printed_text(code: str) -> None:
    printed = (ROOT / "tests/texts" / TEXTS[code]).read_text("utf-8")

    stored = "".join(clause.label + (clause.raw or clause.text) for clause in plan(code).clauses)

    assert squeezed(stored) == squeezed(printed)


@pytest.mark.parametrize("code", TEXTS)
def test_every_printed_line_occurs_in_the_plan(code: str) -> None:
    lines = (ROOT / "tests/texts" / TEXTS[code]).read_text("utf-8").splitlines()
    stored = squeezed(
        "".join(clause.label + (clause.raw or clause.text) for clause in plan(code).clauses)
    )

    assert [line for line in lines if squeezed(line) not in stored] == []


@pytest.mark.parametrize("code", TEXTS)
def test_only_the_known_slips_are_corrected(code: str) -> None:
    corrected = [clause for clause in plan(code).clauses if clause.raw is not None]

    assert [clause.source for clause in corrected] == [source for source, _, _ in CORRECTIONS[code]]
    for clause, (_, wrong, right) in zip(corrected, CORRECTIONS[code], strict=True):
        assert clause.raw is not None
        assert clause.text == clause.raw.replace(wrong, right)
        assert clause.correction


def sources(part: object) -> Iterator[str]:
    """Every clause that a part of the plan or anything below it cites."""
    if isinstance(part, dict):
        if isinstance(part.get("source"), str):
            yield part["source"]
        for below in part.values():
            yield from sources(below)
    elif isinstance(part, list | tuple):
        for below in part:
            yield from sources(below)


@pytest.mark.parametrize("code", TEXTS)
def test_every_heading_and_paragraph_is_used_or_is_a_heading(code: str) -> None:
    """What the plan rules, asks or lists is also a part of the plan, not only printed text."""
    campaign = plan(code)
    parts = {key: value for key, value in asdict(campaign).items() if key != "clauses"}
    cited = {source for cited in sources(parts) for source in cited.split("; ")}
    headings = re.compile(r"^([IVX]+(\.\d+)*(\.[a-zđ])?|Mở đầu.*|Ký.*|Đề cương.*|.*báo cáo.*)$")
    unused = [
        clause.source
        for clause in campaign.clauses
        if clause.source not in cited and not headings.match(clause.source)
    ]

    assert unused == UNUSED[code]


UNUSED = {
    "BG-2023": ["II đoạn cuối", "IV.2.a đoạn 1", "IV.2.a gạch 6", "Nơi nhận"],
    "CB-2023": ["II.3 đoạn 1", "VI đoạn cuối", "Nơi nhận"],
    "NB-2022": ["VI đoạn cuối", "Nơi nhận"],
    "KG-2017": [
        "II.2 đoạn 1",
        *(f"IV.1.2.{letter} gạch 1" for letter in "abcdđe"),
        "Nơi nhận",
    ],
    "TY-2023": ["III đoạn cuối", "Nơi nhận"],
}
"""Sentences that introduce a list, announce the annex or the slogan, or close the plan."""
