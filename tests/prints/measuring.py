"""What a PDF shows: lines of text with their place, size and face; rules; page numbers.

Lengths in points from the top left corner, 1 mm = 72 / 25.4 pt.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    sizes: frozenset[float]
    faces: frozenset[str]

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def line(self, beginning: str) -> Line:
        found = [line for line in self.lines if line.text.startswith(beginning)]
        assert len(found) == 1, (beginning, [line.text for line in self.lines])
        return found[0]

    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    def text(self) -> str:
        """All of it, with single spaces."""
        return " ".join(" ".join(self.texts()).split())


def read_pages(pdf: bytes) -> list[Page]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [_page(page) for page in document.pages]


def _page(page: Any) -> Page:
    return Page(
        width=float(page.width),
        height=float(page.height),
        lines=tuple(_line(characters) for characters in _runs(page.chars)),
        rules=tuple(
            Rule(rect["x0"], rect["x1"], rect["top"])
            for rect in page.rects
            if rect["height"] < 1 < rect["width"]
        ),
    )


def _runs(characters: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Characters as drawn, cut where the line changes or the pen jumps to another column."""
    for run in _cut(characters):
        if any(character["text"].strip() for character in run):
            yield run


def _cut(characters: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    run: list[dict[str, Any]] = []
    for character in characters:
        if run and not _follows(run[-1], character):
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _follows(before: dict[str, Any], after: dict[str, Any]) -> bool:
    same_line = abs(before["bottom"] - after["bottom"]) < 1
    return same_line and -3 < after["x0"] - before["x1"] < 10


def _line(characters: list[dict[str, Any]]) -> Line:
    return Line(
        text="".join(character["text"] for character in characters).rstrip(),
        left=characters[0]["x0"],
        right=max(item["x1"] for item in characters if item["text"].strip()),
        top=characters[0]["top"],
        sizes=frozenset(round(character["size"], 1) for character in characters),
        faces=frozenset(character["fontname"].partition("+")[2] for character in characters),
    )
