"""Who acts for which body: an officer of the unit itself, not of a unit above it."""

import frappe

from thidua_khenthuong.queries.units import scope_of
from thidua_khenthuong.refusal import refuse_step


def is_officer_of(unit: str | None) -> bool:
    """Whether the session's user works for this very unit; who looks after the whole site always
    does.
    """
    scope = scope_of(frappe.session.user)
    return scope.everything or (unit is not None and unit in scope.units)


def require_officer_of(unit: str | None, code: str) -> None:
    """Refuses with `code` when the session's user does not work for this very unit."""
    if not is_officer_of(unit):
        name = frappe.db.get_value("Administrative Unit", unit, "unit_name") if unit else ""
        refuse_step(code, unit=name or "")
