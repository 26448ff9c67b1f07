"""Every code has a sentence that can be filled and that leaves nothing open."""

import re
from pathlib import Path

import pytest

from thidua_khenthuong.domain.findings import FindingCode
from thidua_khenthuong.presentation.messages import FINDING_SENTENCES, PROBLEM_SENTENCES

from .proposals import ROOT, judged, nominated, request

pytestmark = pytest.mark.domain

DOMAIN = ROOT / "apps/thidua_khenthuong/thidua_khenthuong/domain"


def test_every_finding_code_has_a_sentence() -> None:
    assert set(FINDING_SENTENCES) == set(FindingCode)


@pytest.mark.parametrize("path", sorted(DOMAIN.glob("*.py")), ids=lambda path: path.name)
def test_every_problem_code_has_a_sentence(path: Path) -> None:
    text = path.read_text("utf-8")
    codes = re.findall(r"Problem\(\s*[^,()]*(?:\([^()]*\))?[^,()]*,\s*\"(\w+)\"", text)
    codes += re.findall(r'yield "[^"]*", "(\w+)"', text)

    assert [code for code in codes if code not in PROBLEM_SENTENCES] == []


def test_sentence_speaks_of_units_and_classes_in_words() -> None:
    raw = request("CB-2023", "Xã A", nominated("collective", "a"))
    raw["nominating_unit"]["unit_class"] = "commune"

    (sentence,) = [
        finding["message"]
        for finding in judged(raw)["findings"]
        if finding["code"] == "WRONG_ROUTE"
    ]

    assert sentence == (
        "Sai tuyến trình: tập thể do đơn vị thuộc khối, cụm thi đua tỉnh; Sở Giáo dục và Đào tạo, "
        "Sở Y tế, huyện, thành phố đề nghị. Chuyển hồ sơ cho đúng đơn vị trình."
    )


def test_sentence_names_the_share_with_a_decimal_comma() -> None:
    tasks = {"assigned": 11, "completed": 11, "exceeded": 2}

    answer = judged(request("CB-2023", None, nominated("collective", "a"), tasks=tasks))

    assert answer["findings"][0]["message"] == (
        "Tỷ lệ nhiệm vụ hoàn thành vượt mức: đạt 18,18 %, kế hoạch yêu cầu 20 %."
    )
