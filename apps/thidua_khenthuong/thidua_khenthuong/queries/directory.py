"""Units by name: sought among a campaign issuer's own units, whatever the case, marks, spaces or
dashes.
"""

from collections.abc import Iterable
from typing import Any

import frappe

from thidua_khenthuong.domain.names import KnownUnit, name_key
from thidua_khenthuong.queries.units import interval

UNIT = "Administrative Unit"


def unit_rows(below: str | None = None) -> list[Any]:
    """Units with name, class and place in the tree; those of `below` and what lies under it, or
    all.
    """
    filters: dict[str, Any] = {}
    if below:
        found = interval(below) or (0, 0)
        filters = {"lft": [">=", found[0]], "rgt": ["<=", found[1]]}
    return list(
        frappe.get_all(
            UNIT,
            filters=filters,
            fields=["name", "unit_name", "unit_class", "lft", "rgt"],
            order_by="lft asc",
        )
    )


ASKED_KINDS = ("Agency", "Organisation", "District", "Commune", "Division")
"""Kinds of unit that "all agencies, units and localities" means, directly below an issuer."""


def direct_units(issuing_unit: str) -> set[str]:
    """The units directly below the issuer to which a plan speaks that names nobody."""
    filters = {"parent_administrative_unit": issuing_unit, "kind": ["in", list(ASKED_KINDS)]}
    return set(frappe.get_all(UNIT, filters=filters, pluck="name"))


def aliases_of(units: Iterable[str]) -> dict[str, list[str]]:
    """The other names of each unit."""
    aliases: dict[str, list[str]] = {}
    rows = frappe.get_all(
        "Administrative Unit Alias",
        filters={"parent": ["in", list(units)], "parenttype": UNIT},
        fields=["parent", "alias"],
        order_by="idx asc",
    )
    for row in rows:
        aliases.setdefault(row["parent"], []).append(row["alias"])
    return aliases


def known_units(below: str) -> tuple[KnownUnit, ...]:
    """The units under a campaign's issuing unit, as the rules know them."""
    rows = unit_rows(below)
    aliases = aliases_of(row["name"] for row in rows)
    above: list[Any] = []
    units = []
    for row in rows:  # in tree order: what ended before this row is not above it
        above = [upper for upper in above if upper["rgt"] > row["rgt"]]
        units.append(
            KnownUnit(
                name=row["unit_name"],
                aliases=tuple(aliases.get(row["name"], ())),
                unit_class=row["unit_class"] or None,
                above=tuple(upper["unit_name"] for upper in above),
            )
        )
        above.append(row)
    return tuple(units)


def unit_named(name: str | None, below: str | None = None) -> str | None:
    """The record of the one unit that goes by `name`, its own or another; None where there is no
    one such.
    """
    if not name:
        return None
    wanted = name_key(name)
    rows = unit_rows(below)
    aliases = aliases_of(row["name"] for row in rows)
    own = [row["name"] for row in rows if name_key(row["unit_name"]) == wanted]
    others = [
        row["name"]
        for row in rows
        if any(name_key(alias) == wanted for alias in aliases.get(row["name"], ()))
    ]
    found = own or others
    return found[0] if len(found) == 1 else None
