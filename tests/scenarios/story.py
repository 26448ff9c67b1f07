"""A scenario as a story: steps with a day and a title, lived through in order on one site."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from .doors import Answer, Caller
from .grounds import Ground

Teller = Callable[[str, str, str, float], None]
"""Hears of each step when it is done: day, title, what came of it, seconds."""


@dataclass(frozen=True)
class Refusal:
    """Who tried something, and how the site refused it."""

    who: str
    status: int
    codes: tuple[str, ...]
    clauses: tuple[str | None, ...]


@dataclass
class Story:
    """What a scenario keeps between its steps."""

    ground: Ground
    refusals: dict[str, Refusal] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    """Printed documents by the name of the file that they make."""

    def keeps_refusal(self, name: str, who: str, answer: Answer) -> None:
        findings = answer.findings
        self.refusals[name] = Refusal(
            who,
            answer.status,
            tuple(finding["code"] for finding in findings),
            tuple(finding["source"] for finding in findings),
        )

    def keeps_document(self, file: str, caller: Caller, door: str, **arguments: str) -> None:
        self.documents[file] = caller.printed(door, **arguments)


@dataclass(frozen=True)
class Step:
    """One step: the day on which the site works, what is done, and how."""

    day: str
    title: str
    act: Callable[[], str]
    """Does it and says what came of it."""


def live_through(ground: Ground, steps: list[Step], tell: Teller) -> None:
    """Takes the steps one after the other."""
    for step in steps:
        begin = perf_counter()
        ground.set_day(step.day)
        outcome = step.act()
        tell(step.day, step.title, outcome, perf_counter() - begin)


def say_nothing(day: str, title: str, outcome: str, seconds: float) -> None:
    """For runs that only the tests watch."""


def plain(name: str) -> str:
    """A unit's name as the part of an address before the "@": `huyen-son-dong`."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    kept = "".join(letter for letter in letters if letter.isalnum() or letter == " ")
    return "-".join(kept.split())
