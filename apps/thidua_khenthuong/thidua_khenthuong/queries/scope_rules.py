"""Which records lie in a user's scope: one rule, read as SQL for lists and as a check for one
document.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import frappe

from thidua_khenthuong.queries.units import Scope, interval

UNIT = "Administrative Unit"
CAMPAIGN = "Emulation Campaign"


class Rule(Protocol):
    def sql(self, doctype: str, scope: Scope) -> str: ...

    def holds(self, doc: Any, scope: Scope) -> bool: ...


@dataclass(frozen=True)
class Unless:
    """Leaves out records whose `fieldname` has one of `values` (drafts that were sent to nobody
    yet).
    """

    fieldname: str
    values: tuple[str, ...]

    def sql(self, doctype: str) -> str:
        return f"{column(doctype, self.fieldname)} not in ({listed(self.values)})"

    def holds(self, doc: Any) -> bool:
        return (doc.get(self.fieldname) or self.values[0]) not in self.values


@dataclass(frozen=True)
class Within:
    """The unit in `fieldname` is one of the user's own or lies below one."""

    fieldname: str
    unless: Unless | None = None

    def sql(self, doctype: str, scope: Scope) -> str:
        # In a nested set this equals lft >= low and rgt <= high, and one index range answers it.
        ranges = [f"`lft` between {low} and {high}" for low, high in scope.ranges]
        return both(in_units(doctype, self.fieldname, ranges), doctype, self.unless)

    def holds(self, doc: Any, scope: Scope) -> bool:
        found = interval(doc.get(self.fieldname))
        return found is not None and scope.covers(*found) and allows(self.unless, doc)


@dataclass(frozen=True)
class Above:
    """The unit in `fieldname` is the user's own or one above it."""

    fieldname: str
    unless: Unless | None = None

    def sql(self, doctype: str, scope: Scope) -> str:
        ranges = [f"(`lft` <= {low} and `rgt` >= {high})" for low, high in scope.ranges]
        return both(in_units(doctype, self.fieldname, ranges), doctype, self.unless)

    def holds(self, doc: Any, scope: Scope) -> bool:
        found = interval(doc.get(self.fieldname))
        return found is not None and scope.lies_below(*found) and allows(self.unless, doc)


@dataclass(frozen=True)
class Handled:
    """The campaign in `fieldname` is issued, led or served as standing body by one of the user's
    units.
    """

    fieldname: str
    unless: Unless | None = None

    def sql(self, doctype: str, scope: Scope) -> str:
        units = listed(scope.units)
        bodies = " or ".join(f"`{body}` in ({units})" for body in HANDLING_BODIES)
        inside = f"(select `name` from `tab{CAMPAIGN}` where {bodies})"
        return both(f"{column(doctype, self.fieldname)} in {inside}", doctype, self.unless)

    def holds(self, doc: Any, scope: Scope) -> bool:
        return handles(scope, doc.get(self.fieldname)) and allows(self.unless, doc)


HANDLING_BODIES = ("unit", "standing_unit", "lead_unit")


def handles(scope: Scope, campaign: str | None) -> bool:
    """Whether one of the user's own units issues, leads or serves the campaign."""
    if not campaign:
        return False
    bodies = frappe.db.get_value(CAMPAIGN, campaign, list(HANDLING_BODIES))
    return bool(bodies) and any(body in scope.units for body in bodies if body)


def allows(unless: Unless | None, doc: Any) -> bool:
    return unless is None or unless.holds(doc)


def both(condition: str, doctype: str, unless: Unless | None) -> str:
    return condition if unless is None else f"({condition} and {unless.sql(doctype)})"


def column(doctype: str, fieldname: str) -> str:
    return f"`tab{doctype}`.`{fieldname}`"


def listed(values: Iterable[str]) -> str:
    return ", ".join(frappe.db.escape(value) for value in values)


def in_units(doctype: str, fieldname: str, ranges: list[str]) -> str:
    where = " or ".join(ranges)
    return f"{column(doctype, fieldname)} in (select `name` from `tab{UNIT}` where {where})"


def any_of(rules: Iterable[Rule], doctype: str, scope: Scope) -> str:
    """The rules joined by "or"; nothing at all for a user without a unit."""
    if scope.everything:
        return ""
    if not scope.units:
        return "1 = 0"
    return "(" + " or ".join(rule.sql(doctype, scope) for rule in rules) + ")"


def any_holds(rules: Iterable[Rule], doc: Mapping[str, Any], scope: Scope) -> bool:
    return scope.everything or (bool(scope.units) and any(rule.holds(doc, scope) for rule in rules))
