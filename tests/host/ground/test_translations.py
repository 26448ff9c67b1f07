"""The host's own words: every text that it says has its Vietnamese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import embedded_host
from embedded_host.features.translation import read_translations

pytestmark = pytest.mark.host

HOST = Path(embedded_host.__file__).parent
WORDS = read_translations(HOST / "core" / "translations" / "vi.csv")
PLACEHOLDER = re.compile(r"\{\d*\}")


def spoken() -> Iterator[tuple[Path, str]]:
    """Every literal in a call of `_`, with its file."""
    for path in sorted(HOST.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield path.relative_to(HOST), str(node.args[0].value)


def test_every_text_of_the_host_has_a_vietnamese_translation() -> None:
    assert [(str(path), text) for path, text in spoken() if text not in WORDS] == []


@pytest.mark.parametrize("text", sorted(WORDS))
def test_a_translation_keeps_the_places_for_values(text: str) -> None:
    translation = WORDS[text]
    assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(translation))
