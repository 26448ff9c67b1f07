"""Every code has a sentence that can be filled and that leaves nothing open."""

import re
from pathlib import Path

import pytest

from thidua_khenthuong.domain.findings import FindingCode
from thidua_khenthuong.presentation.messages import FINDING_SENTENCES, PROBLEM_SENTENCES

from .proposals import ROOT

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
