"""A province at work over HTTP, and strangers of every role from a district without a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from contract.files import fixture
from scenarios.at_work import ProvinceAtWork
from scenarios.conftest import a_ground, make_site
from scenarios.doors import Caller

__all__ = ["make_site"]

KEEPER = "Emulation Administrator"
UNIT_ROLES = sorted(row["name"] for row in fixture("role") if row["name"] != KEEPER)
"""Roles whose rights end at a unit; the keeper of plans and units works for the whole site."""
STRANGE_DISTRICT = "Huyện Yên Thế"
NOBODYS_ROLE = "no role"
# What a reply leaves behind that is no change of anybody's records.
OWN_AFFAIRS = ("tabSessions", "tabActivity Log", "tabError Log", "__")


class BesiegedProvince(ProvinceAtWork):
    """The province, with one stranger of each role, one who has none, and one who has them all."""

    def __init__(self, ground: Any) -> None:
        super().__init__(ground)
        hire = self.crew.employs
        own = set(self.crew.people)
        for role in UNIT_ROLES:
            hire(f"stranger {role}", STRANGE_DISTRICT, [role])
        hire(f"stranger {NOBODYS_ROLE}", STRANGE_DISTRICT, [])
        hire("stranger of all roles", STRANGE_DISTRICT, UNIT_ROLES)
        self.strangers = {
            name: caller for name, caller in self.crew.people.items() if name not in own
        }
        self.keeper = hire("keeper", "Tỉnh Bắc Giang", [KEEPER])
        self.nominee = self.officers["Huyện Sơn Động"].creates(
            "Award Nominee",
            display_name="Vi Thị Hằng",
            subject_kind="individual",
            unit=self.crew.units["Huyện Sơn Động"],
        )["name"]

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """The content of every table, sessions and logs apart."""
        names = self.ground.sql("select name from sqlite_master where type = 'table'")
        return {
            name: sorted(self.ground.sql(f"select * from `{name}`"), key=repr)
            for (name,) in names
            if not name.startswith(OWN_AFFAIRS) and not name.startswith("sqlite_")
        }

    @contextmanager
    def unchanged(self, *about: object) -> Iterator[None]:
        """Whatever happens meanwhile changes no record."""
        before = self.tables()
        yield
        after = self.tables()
        changed = {
            name: [row for row in after[name] if row not in before.get(name, [])][:2]
            for name in after
            if after[name] != before.get(name)
        }
        assert changed == {}, about

    def one_of(self, doctype: str) -> str | None:
        """A record of Sơn Động's or of the campaign's, if there is one."""
        named = {
            "Award Dossier": self.waiting,
            "Award Decision": self.decision,
            "Summary Report": self.report,
            "Emulation Campaign": self.code,
            "Award Nominee": self.nominee,
        }
        if doctype in named:
            return str(named[doctype])
        column = "dossier" if doctype in ("Award Nomination", "Acknowledged Warning") else "''"
        rows = self.ground.sql(
            f"select name from `tab{doctype}` order by {column} = ? desc, name", self.waiting
        )
        return str(rows[0][0]) if rows else None


@pytest.fixture(scope="module")
def besieged(request: pytest.FixtureRequest) -> Iterator[BesiegedProvince]:
    with a_ground(request, "sqlite") as ground:
        yield BesiegedProvince(ground)


@pytest.fixture(scope="module")
def guest(besieged: BesiegedProvince) -> Caller:
    return Caller(besieged.ground.doors, "Guest", "")
