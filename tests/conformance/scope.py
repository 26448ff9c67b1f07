"""`scope.toml` as values: which recorded step is in scope, for which caller, or why it is out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from .compare import Options
from .recordings import HERE, file_names, moved_to, steps

CALLERS = ("app", "frontend", "public pages", "frappe-js-sdk", "bench-lite")


@dataclass(frozen=True)
class Differs:
    """What the host answers instead of the recorded reply.

    `says`: the difference in one sentence. `status`: the host's status, None where the reply is
    the recorded one but for what is `absent` (dotted paths). `keys`: the keys of the reply's root
    (None: not compared). `names`: words that the reply's text contains. `json`: values at dotted
    paths.
    """

    says: str
    status: int | None
    keys: tuple[str, ...] | None
    names: tuple[str, ...]
    json: dict[str, Any]
    absent: tuple[str, ...]

    @property
    def says_all(self) -> bool:
        """Whether the recorded reply plays no part any more."""
        return self.status is not None

    def moved_to(self, today: date) -> Differs:
        """The same difference on the day of the replay."""
        names = tuple(moved_to(name, today) for name in self.names)
        json = {
            path: moved_to(value, today) if isinstance(value, str) else value
            for path, value in self.json.items()
        }
        return replace(self, names=names, json=json)


@dataclass(frozen=True)
class StepScope:
    """One step's line in the scope: `caller` when it is in, `reason` when it is out."""

    caller: str | None
    reason: str | None
    differs: Differs | None
    options: Options
    path: str | None

    @property
    def in_scope(self) -> bool:
        return self.caller is not None


@dataclass(frozen=True)
class FileScope:
    """One file: its steps, and the user whose browser session the `sid=<session>` cookie means."""

    steps: dict[int, StepScope]
    session_user: str | None
    cookies: bool


@cache
def scope() -> dict[str, FileScope]:
    """The whole scope; ValueError names every step that is listed twice, not at all, or wrongly."""
    table = tomllib.loads((HERE / "scope.toml").read_text(encoding="utf-8"))
    problems = [f"{name}: no such file" for name in table if name not in file_names()]
    result = {}
    for name in file_names():
        result[name] = _file_scope(name, table.get(name, {}), problems)
    if problems:
        raise ValueError("scope.toml\n" + "\n".join(problems))
    return result


def numbers(ranges: str) -> list[int]:
    """ "1-3, 7" → [1, 2, 3, 7]."""
    found: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.strip().partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def _file_scope(name: str, table: dict[str, Any], problems: list[str]) -> FileScope:
    listed: dict[int, tuple[str | None, str | None]] = {}
    for caller, ranges in table.get("in", {}).items():
        if caller not in CALLERS:
            problems.append(f"{name}: no such caller: {caller}")
        _list(name, listed, ranges, (caller, None), problems)
    for reason, ranges in table.get("out", {}).items():
        _list(name, listed, ranges, (None, reason), problems)
    recorded = {step.number for step in steps(name)}
    problems += [f"{name}: step {n} is not listed" for n in sorted(recorded - set(listed))]
    problems += [f"{name}: step {n} was not recorded" for n in sorted(set(listed) - recorded)]
    special = {int(number): row for number, row in table.get("step", {}).items()}
    problems += [f"{name}: step {n} is not in scope" for n in special if not _is_in(listed, n)]
    entries = {
        number: _step_scope(caller, reason, special.get(number, {}))
        for number, (caller, reason) in listed.items()
    }
    return FileScope(entries, table.get("session_user"), bool(table.get("cookies")))


def _is_in(listed: dict[int, tuple[str | None, str | None]], number: int) -> bool:
    return listed.get(number, (None, None))[0] is not None


def _list(
    name: str,
    listed: dict[int, tuple[str | None, str | None]],
    ranges: str,
    entry: tuple[str | None, str | None],
    problems: list[str],
) -> None:
    for number in numbers(ranges):
        if number in listed:
            problems.append(f"{name}: step {number} is listed twice")
        listed[number] = entry


def _step_scope(caller: str | None, reason: str | None, row: dict[str, Any]) -> StepScope:
    options = Options(
        ignore=tuple(row.get("ignore", ())),
        only=tuple(row.get("only", ())),
        rows=row.get("rows", "exact"),
    )
    return StepScope(caller, reason, _differs(row), options, row.get("path"))


def _differs(row: dict[str, Any]) -> Differs | None:
    if "differs" not in row:
        return None
    return Differs(
        says=row["differs"],
        status=row.get("status"),
        keys=tuple(row["keys"]) if "keys" in row else None,
        names=tuple(row.get("names", ())),
        json=row.get("json", {}),
        absent=tuple(row.get("absent", ())),
    )
