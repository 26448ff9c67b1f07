"""Values that differ from run to run, and the pairs of recorded and replayed ones seen so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

TIMESTAMP = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?"
HASH_NAME = r"[a-z0-9]{10}"


@dataclass(frozen=True)
class Kind:
    """A kind of volatile value: how the recordings spell it, and what a replay may answer."""

    name: str
    recorded: str
    replayed: str


#: Order decides: the first kind that matches at a place names the value.
KINDS = (
    Kind("timestamp", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6}", TIMESTAMP),
    Kind(
        "series name",
        r"\b(?:PRQ-\d{4}-\d{5}(?:-\d+)?|PN-[A-Z]+-\d{4}-\d\d-\d{4}|(?:PAP|TCK)-\d{5}|(?:PRX|ZZZ)-\d{4})\b",
        "",
    ),
    Kind("exception id", r"\b[0-9a-f]{56}\b", r"[0-9a-f]{16,64}"),
    Kind("content hash", r"\b[0-9a-f]{32}\b", r"[0-9a-f]{32}"),
    Kind("address", r"http://probe\.localhost:\d+", r"(?:https?://[^/\"]+)?"),
    Kind(
        "hash name",
        r"\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{10}\b",
        HASH_NAME,
    ),
)
VOLATILE = re.compile(
    "|".join(f"(?P<k{index}>{kind.recorded})" for index, kind in enumerate(KINDS))
)
TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d:\d\d\.\d{1,6}")


class Tokens:
    """Recorded value → value of this replay, learned from replies and used in later requests."""

    def __init__(self, known: dict[str, str] | None = None) -> None:
        self.known: dict[str, str] = dict(known or {})
        self._finder: re.Pattern[str] | None = None

    def learn(self, recorded: str, replayed: str) -> None:
        """Remember a pair; the first pair of a recorded value stays."""
        if self.known.setdefault(recorded, replayed) == replayed:
            self._finder = None

    def substituted(self, value: Any) -> Any:
        """The value with every known recorded token replaced, inside texts, lists and dicts."""
        if isinstance(value, str):
            return self._in_text(value)
        if isinstance(value, list):
            return [self.substituted(item) for item in value]
        if isinstance(value, dict):
            return {self.substituted(key): self.substituted(item) for key, item in value.items()}
        return value

    def _in_text(self, text: str) -> str:
        if not self.known:
            return text
        if self._finder is None:
            longest_first = sorted(self.known, key=len, reverse=True)
            self._finder = re.compile("|".join(re.escape(token) for token in longest_first))
        return self._finder.sub(lambda match: self.known[match.group()], text)

    def pattern(self, recorded: str, key: str = "") -> tuple[re.Pattern[str], list[str]]:
        """What a replay may answer for a recorded text, and the recorded value of each group."""
        if key == "name" and re.fullmatch(HASH_NAME, recorded):
            return re.compile(self._of_known(recorded) or f"({HASH_NAME})"), [recorded]
        if TIME_OF_DAY.fullmatch(recorded):
            hours = r"\d\d" if recorded[1].isdigit() else r"(?:\d|[12]\d)"
            return re.compile(hours + r":\d\d:\d\d(?:\.\d{1,6})?"), []
        pieces, groups, end = [], [], 0
        for match in VOLATILE.finditer(recorded):
            pieces.append(re.escape(recorded[end : match.start()]))
            piece = self._of_known(match.group())
            if piece is None:
                piece = f"({self._of_kind(match)})"
                groups.append(match.group())
            pieces.append(piece)
            end = match.end()
        pieces.append(re.escape(recorded[end:]))
        return re.compile("".join(pieces), re.DOTALL), groups

    def _of_known(self, token: str) -> str | None:
        return re.escape(self.known[token]) if token in self.known else None

    @staticmethod
    def _of_kind(match: re.Match[str]) -> str:
        kind = KINDS[int(str(match.lastgroup)[1:])]
        if kind.replayed:
            return kind.replayed
        return re.sub(r"\d+", lambda digits: rf"\d{{{len(digits.group())}}}", match.group())
