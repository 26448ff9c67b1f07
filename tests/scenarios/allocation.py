"""The campaign's allocation as data, read back through REST: who may propose whom, how many.

Nothing here knows a plan: subjects are made from the quota rows, one for each place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from .doors import Caller

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vi", "Nông", "Đỗ", "Lương", "Chu")
MIDDLE_NAMES = ("Văn", "Thị", "Minh", "Thị Thu", "Đức", "Thị Ngọc", "Quang")
GIVEN_NAMES = ("An", "Bình", "Đào", "Giang", "Hằng", "Khánh", "Lan", "Mai", "Ước", "Phượng", "Sơn")
FIRST_SYLLABLES = ("An", "Bình", "Cẩm", "Đông", "Giáp", "Hương", "Phú", "Tân")
SECOND_SYLLABLES = ("Lạc", "Sơn", "Lý", "Hưng", "Thịnh", "Dân", "Xuân", "Hải", "Mỹ", "Quang", "Lâm")

KIND_WORDS = {
    "collective": "Phòng chuyên môn",
    "organisation": "Hội cơ sở",
    "district": "Huyện",
    "commune": "Xã",
    "village": "Thôn",
    "enterprise": "Công ty TNHH",
    "cooperative": "Hợp tác xã",
    "credit_institution": "Quỹ tín dụng nhân dân",
}
LEVELS = {"district": "district", "commune": "commune", "village": "village"}


def listed(text: str | None) -> list[str]:
    return (text or "").split("\n") if text else []


@dataclass(frozen=True)
class Place:
    """A unit's line of the board: how many of which subjects; `allowed` null: no number."""

    unit: str
    row: str
    pool: str
    source: str
    allowed: int | None
    quota: dict[str, Any]

    def subjects(self, number: int | None = None) -> Iterator[dict[str, Any]]:
        """A nomination's values for each place, or for `number` places."""
        wanted = self.allowed if number is None else number
        levels: list[str | None] = [
            listed(part["subjects_levels"])[0]
            for part in self.quota["parts"]
            for _ in range(part["number"])
        ]
        for index in range(wanted or 0):
            level = levels[index] if index < len(levels) else None
            yield self.subject(level)

    def subject(self, level: str | None = None, kind: str | None = None) -> dict[str, Any]:
        """A nomination's values for a subject that this row means."""
        kinds = listed(self.quota["subjects_kinds"])
        kind = kind or kinds[0]
        groups = listed(self.quota["subjects_groups"])
        official = bool(self.quota["subjects_officials_only"]) or kind == "individual"
        values = {
            "subject_kind": kind,
            "subject_group": groups[0],
            "level": level or LEVELS.get(kind, ""),
            "display_name": name_of(kind),
            "achievement_from": "2022-01-01",
            "achievement_to": "2023-10-31",
            "achievement_summary": "Có thành tích xuất sắc trong phong trào thi đua.",
            "papers": [{"component": "achievement_report"}],
        }
        if self.quota["subjects_owner"]:
            values["owned_by_nominator"] = "Yes"
        if kind == "household":
            values["address"] = self.unit
        if official and kind == "individual":
            values.update(
                is_official="Yes",
                occupation="official",
                leader="No",
                position="Chuyên viên",
                workplace=self.unit,
            )
        return values


NUMBERS: dict[str, Iterator[int]] = defaultdict(count)


def name_of(kind: str) -> str:
    """A name that no other subject of the scenario has."""
    is_person = kind in ("individual", "household", "citizen")
    number = next(NUMBERS["person" if is_person else kind])
    if is_person:
        family = FAMILY_NAMES[number % len(FAMILY_NAMES)]
        middle = MIDDLE_NAMES[number % len(MIDDLE_NAMES)]
        given = GIVEN_NAMES[number // len(FAMILY_NAMES) % len(GIVEN_NAMES)]
        return f"{family} {middle} {given}"
    first = FIRST_SYLLABLES[number % len(FIRST_SYLLABLES)]
    second = SECOND_SYLLABLES[number % len(SECOND_SYLLABLES)]
    return f"{KIND_WORDS[kind]} {first} {second}"


@dataclass(frozen=True)
class Allocation:
    """Every unit's places of one award form."""

    places: dict[str, list[Place]]

    @property
    def units(self) -> list[str]:
        return list(self.places)

    @property
    def printed_places(self) -> int:
        """The places for which the plan prints a number."""
        return sum(place.allowed or 0 for rows in self.places.values() for place in rows)

    @property
    def rows_without_number(self) -> list[Place]:
        return [place for rows in self.places.values() for place in rows if place.allowed is None]

    def of(self, unit: str, row: str) -> Place:
        return next(place for place in self.places[unit] if place.row == row)


def read_allocation(caller: Caller, campaign: str, award_form: str) -> Allocation:
    """The quota board and the quota rows of a campaign, as the caller may see them."""
    quotas = {
        row["code"]: caller.reads("Award Quota", row["name"])
        for row in caller.lists("Award Quota", ["name", "code"], campaign=campaign)
    }
    places: dict[str, list[Place]] = defaultdict(list)
    for line in caller.looks("campaigns.quota_board", campaign=campaign):
        if line["award_form"] == award_form:
            parts = (line["unit_name"], line["row"], line["pool"], line["source"], line["allowed"])
            places[line["unit_name"]].append(Place(*parts, quota=quotas[line["row"]]))
    return Allocation(dict(places))
