"""The door through which a plan comes in."""

import frappe

from thidua_khenthuong.services.import_plan import import_plan as import_text


@frappe.whitelist(methods=["POST"])
def import_plan(text: str) -> dict[str, int]:
    """Reads a plan's YAML and makes or updates its campaign; how many records were made, updated,
    left.
    """
    frappe.has_permission("Emulation Campaign", "create", throw=True)
    return import_text(text)
