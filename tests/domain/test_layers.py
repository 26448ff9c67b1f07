"""The rules stand alone: no frappe, no clock, no files, and no plan, province or unit by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .proposals import ROOT

pytestmark = pytest.mark.domain

PACKAGE = ROOT / "apps/thidua_khenthuong/thidua_khenthuong"
DOMAIN_FILES = sorted((PACKAGE / "domain").glob("*.py"))
ALLOWED_IMPORTS = {
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "json",
    "types",
    "typing",
    "unicodedata",
}
CLOCKS = {"now", "today", "utcnow", "time_ns", "monotonic"}


def imported(tree: ast.AST) -> Iterator[str]:
    """Top-level names of what a module imports; relative imports stay in the package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level > 1:
            yield "a layer above"


@pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: path.name)
def test_rules_import_nothing_but_plain_python(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))

    assert set(imported(tree)) - ALLOWED_IMPORTS == set()


@pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: path.name)
def test_rules_ask_no_clock_and_open_no_file(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}

    assert attributes & CLOCKS == set()
    assert names & {"open", "input", "print"} == set()


@pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: path.name)
def test_rules_name_no_plan_province_or_unit(path: Path) -> None:
    code = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    named = re.compile(r"\b(BG|CB|NB|KG|TY)-|Bắc Giang|Cao Bằng|Sơn Động|Sở (Y|N|L|G|K)")

    assert [text for text in code if named.search(text)] == []


@pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: path.name)
def test_rule_modules_stay_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
