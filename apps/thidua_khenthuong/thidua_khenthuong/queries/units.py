"""Facts about administrative units and the people who work for them."""

from dataclasses import dataclass

import frappe

from thidua_khenthuong.queries.clock import today

EVERYWHERE = frozenset({"System Manager", "Emulation Administrator"})
"""Roles whose holders look after the whole site."""


@dataclass(frozen=True)
class Scope:
    """Whose records a user may see: all, or those of `units` and of everything below them.

    `ranges` are the units' intervals in the tree (lft, rgt), both included.
    """

    everything: bool
    units: tuple[str, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()

    def covers(self, lft: int, rgt: int) -> bool:
        """Whether a unit with this interval is one of the user's own or lies below one."""
        return self.everything or any(low <= lft and rgt <= high for low, high in self.ranges)

    def lies_below(self, lft: int, rgt: int) -> bool:
        """Whether one of the user's own units lies within this interval."""
        return self.everything or any(lft <= low and high <= rgt for low, high in self.ranges)


def scope_of(user: str) -> Scope:
    """The units that `user` works for today, and their intervals."""
    if user == "Administrator" or EVERYWHERE & set(frappe.get_roles(user)):
        return Scope(everything=True)
    day = today()
    officer, unit = frappe.qb.DocType("Unit Officer"), frappe.qb.DocType("Administrative Unit")
    rows = (
        frappe.qb.from_(officer)
        .join(unit)
        .on(unit.name == officer.unit)
        .select(unit.name, unit.lft, unit.rgt)
        .where(officer.user == user)
        .where(officer.valid_from.isnull() | (officer.valid_from <= day))
        .where(officer.valid_to.isnull() | (officer.valid_to >= day))
    ).run(as_dict=True)
    return Scope(
        everything=False,
        units=tuple(row["name"] for row in rows),
        ranges=tuple((row["lft"], row["rgt"]) for row in rows),
    )


def interval(unit: str | None) -> tuple[int, int] | None:
    """The unit's interval in the tree, or None where there is no such unit."""
    if not unit:
        return None
    found = frappe.db.get_value("Administrative Unit", unit, ["lft", "rgt"])
    return (int(found[0]), int(found[1])) if found else None


def units_below(unit: str) -> list[str]:
    """The unit itself and every unit below it."""
    found = interval(unit)
    if found is None:
        return []
    return list(
        frappe.get_all(
            "Administrative Unit",
            filters={"lft": [">=", found[0]], "rgt": ["<=", found[1]]},
            pluck="name",
        )
    )
