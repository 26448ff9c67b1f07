"""The quota board as people read it: units in the order of the tree, each with its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import QuotaRow
from thidua_khenthuong.domain.vocabulary import CountKind

NO_NUMBER = "chưa có số"


@dataclass(frozen=True)
class BoardEntry:
    """One pool of one unit. `allowed` and `left` are null where the plan prints no number."""

    pool: str
    groups: str
    source: str
    allowed: int | None
    used: int
    left: int | None

    @property
    def left_text(self) -> str:
        """`còn 1/2`; never a number where the plan has none."""
        return NO_NUMBER if self.allowed is None else f"còn {self.left}/{self.allowed}"

    @property
    def allowed_text(self) -> str:
        return "–" if self.allowed is None else str(self.allowed)

    @property
    def tone(self) -> str:
        """`full` where nothing is left, `none` where there is no number."""
        if self.allowed is None:
            return "none"
        return "full" if not self.left else "free"


@dataclass(frozen=True)
class BoardUnit:
    name: str
    entries: tuple[BoardEntry, ...]


@dataclass(frozen=True)
class OwnDecision:
    """An award whose number the heads of units set themselves, and how many were filed."""

    pool: str
    source: str
    used: int


@dataclass(frozen=True)
class Board:
    """`allowed`, `used`, `left`: all places with a number. `without_number`: pools without one.

    `is_allocated`: the plan gives places to somebody.
    """

    units: tuple[BoardUnit, ...]
    own_decisions: tuple[OwnDecision, ...]
    allowed: int
    used: int
    left: int
    without_number: int
    is_allocated: bool


def board_view(plan: CampaignPlan, lines: Sequence[Mapping[str, Any]]) -> Board:
    """`lines`: what `queries.quota_board` found for the reader, in the order of the tree."""
    rows = {row.code: row for row in plan.quotas}
    counted = [line for line in lines if not is_free(rows[line["row"]])]
    numbered = [line for line in counted if line["allowed"] is not None]
    return Board(
        units=tuple(
            BoardUnit(name, tuple(entry(rows[line["row"]], line) for line in own))
            for (_, name), own in groupby(
                counted, key=lambda line: (line["unit"], line["unit_name"])
            )
        ),
        own_decisions=tuple(
            OwnDecision(row.label, row.source, sum(line["used"] for line in of_row(lines, row)))
            for row in plan.quotas
            if is_free(row) and of_row(lines, row)
        ),
        allowed=sum(line["allowed"] for line in numbered),
        used=sum(line["used"] for line in numbered),
        left=sum(line["left"] for line in numbered),
        without_number=len(counted) - len(numbered),
        is_allocated=not all(is_free(row) for row in plan.quotas),
    )


def is_free(row: QuotaRow) -> bool:
    return row.count.kind is CountKind.FREE


def of_row(lines: Sequence[Mapping[str, Any]], row: QuotaRow) -> list[Mapping[str, Any]]:
    return [line for line in lines if line["row"] == row.code]


def entry(row: QuotaRow, line: Mapping[str, Any]) -> BoardEntry:
    return BoardEntry(
        pool=line["pool"],
        groups=", ".join(row.subjects.groups),
        source=line["source"],
        allowed=line["allowed"],
        used=line["used"],
        left=line["left"],
    )
