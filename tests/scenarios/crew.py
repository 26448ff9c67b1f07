"""Who works in a scenario: each unit's own people, made and signed in through REST."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .doors import Caller
from .grounds import ADMINISTRATOR, Ground

PASSWORD = "Vi-nguoi-ngheo-2023!"

PROPOSER = "Emulation Officer"
UNIT_HEAD = "Unit Head"
LEAD_OFFICER = "Lead Agency Officer"
APPRAISER = "Appraisal Officer"
STANDING_HEAD = "Standing Body Head"
DECISION_MAKER = "Decision Maker"
CLERK = "Records Clerk"
AUDITOR = "Emulation Auditor"


@dataclass
class Crew:
    """The province's units by name, and the people who work for them."""

    ground: Ground
    province: str
    administrator: Caller = field(init=False)
    units: dict[str, str] = field(init=False)
    people: dict[str, Caller] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        doors = self.ground.doors
        self.administrator = doors.sign_in(ADMINISTRATOR, self.ground.administrator_password)
        self.units = self._units_of_the_province()

    def _units_of_the_province(self) -> dict[str, str]:
        """The record of each unit of the province, by its printed name."""
        rows = self.administrator.lists(
            "Administrative Unit", ["name", "unit_name", "lft", "rgt"], order_by="lft asc"
        )
        root = next(row for row in rows if row["unit_name"] == self.province)
        return {
            row["unit_name"]: row["name"]
            for row in rows
            if root["lft"] <= row["lft"] and row["rgt"] <= root["rgt"]
        }

    def employs(self, address: str, unit: str, roles: Sequence[str]) -> Caller:
        """An account of somebody who works for the unit, signed in."""
        name = f"{address}{self.ground.mark}".replace(" ", ".").lower()
        email = f"{name}@kichban.test"
        self.administrator.creates(
            "User",
            email=email,
            first_name=address,
            language="vi",
            send_welcome_email=0,
            new_password=PASSWORD,
            roles=[{"role": role} for role in roles],
        )
        self.administrator.creates("Unit Officer", user=email, unit=self.units[unit])
        self.people[address] = self.signs_in(email)
        return self.people[address]

    def signs_in(self, email: str) -> Caller:
        """Another session of somebody who has an account."""
        return self.ground.doors.sign_in(email, PASSWORD)
