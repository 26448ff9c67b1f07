"""The app's files, as the contract tests look at them."""

from __future__ import annotations

import ast
import csv
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
APP = ROOT / "apps" / "thidua_khenthuong" / "thidua_khenthuong"
LAYOUT = frozenset({"Section Break", "Column Break", "Tab Break"})


@dataclass(frozen=True)
class DocTypeFile:
    """One DocType as its JSON file has it."""

    path: Path
    content: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.content["name"])

    @property
    def fields(self) -> list[dict[str, Any]]:
        return list(self.content["fields"])

    @property
    def is_child(self) -> bool:
        return bool(self.content.get("istable"))

    def fields_of(self, *kinds: str) -> list[dict[str, Any]]:
        return [field for field in self.fields if field["fieldtype"] in kinds]


@functools.cache
def doctypes() -> tuple[DocTypeFile, ...]:
    paths = sorted(APP.glob("*/doctype/*/*.json"))
    return tuple(DocTypeFile(path, json.loads(path.read_text("utf-8"))) for path in paths)


def parents() -> list[DocTypeFile]:
    return [doctype for doctype in doctypes() if not doctype.is_child]


@functools.cache
def fixture(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((APP / "fixtures" / f"{name}.json").read_text("utf-8")))


@functools.cache
def translations() -> dict[str, str]:
    with (APP / "translations" / "vi.csv").open(encoding="utf-8", newline="") as lines:
        return {row[0]: row[1] for row in csv.reader(lines)}


@functools.cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every Python module of the app: its path below the package, and its tree."""
    return tuple(
        (str(path.relative_to(APP)), ast.parse(path.read_text("utf-8")))
        for path in sorted(APP.rglob("*.py"))
    )


def select_options(field: dict[str, Any]) -> list[str]:
    return [option for option in (field.get("options") or "").split("\n") if option]


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """The calls of a function by its bare name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node
