"""`docs/coverage.md` lists every row of the plans once and names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from contract.files import ROOT

TESTS = ROOT / "tests"
ROWS = [
    line.split(" | ")
    for line in (ROOT / "docs" / "coverage.md").read_text("utf-8").splitlines()
    if re.match(r"\| (AMB-)?(BG|CB|X)-\d+ \|", line)
]
NAMED = sorted({name for row in ROWS for name in re.findall(r"`(\w+/\w+\.py::test_\w+)`", row[-1])})


def test_every_row_of_the_plans_is_listed_once() -> None:
    expected = [
        f"{head}-{number:0{width}d}"
        for head, last, width in (("BG", 43, 2), ("CB", 36, 2), ("X", 7, 2))
        for number in range(1, last + 1)
    ]
    expected += [
        f"AMB-{head}-{number}"
        for head, last in (("BG", 11), ("CB", 9), ("X", 2))
        for number in range(1, last + 1)
    ]

    assert [row[0].removeprefix("| ") for row in ROWS] == expected


def test_a_row_that_works_names_a_test_and_any_other_says_what_is_missing() -> None:
    for row in ROWS:
        if row[0].startswith("| AMB-"):
            assert "::test_" in row[-1], row[0]
            continue
        state, last = row[2], row[-1]
        assert state in ("yes", "partly", "no"), row[0]
        if state == "yes":
            assert "::test_" in last, row[0]
        else:
            assert not last.startswith("`"), row[0]


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name: str) -> None:
    path, _, function = name.partition("::")

    assert function in functions(TESTS / path)


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_a_test_that_carries_a_row_is_named_there() -> None:
    told = {name.partition("::")[2] for name in NAMED}
    carrying = {
        name
        for path in sorted((TESTS / "app").glob("test_coverage_*.py"))
        for name in functions(path)
        if name.startswith("test_")
    }

    assert sorted(carrying - told) == []
