"""Doors of deadlines: who has not handed in, and what was put off for whom."""

import frappe

from thidua_khenthuong.queries.overdue import overdue as missing_by_deadline
from thidua_khenthuong.services import extensions
from thidua_khenthuong.services.permitted import permitted

CAMPAIGN = "Emulation Campaign"
EXTENSION = "Deadline Extension"


@frappe.whitelist(methods=["POST"])
def grant_extension(
    campaign: str,
    deadline: str,
    extended_until: str,
    reason: str,
    document_number: str,
    unit: str | None = None,
    report_year: int | None = None,
) -> dict[str, object]:
    """Puts a deadline off to a day or moment (included), for one unit or (no `unit`) for all."""
    doc = permitted(CAMPAIGN, campaign, "read")
    granted = extensions.grant(
        doc.name, deadline, extended_until, reason, document_number, unit, report_year
    )
    return {"extension": granted.name, "extended_until": granted.extended_until}


@frappe.whitelist(methods=["POST"])
def withdraw_extension(extension: str, reason: str) -> dict[str, object]:
    """Takes an extension back from now on; what was handed in under it stays in time."""
    doc = permitted(EXTENSION, extension, "read")
    extensions.withdraw(doc, reason)
    return {"extension": doc.name, "status": doc.status}


@frappe.whitelist(methods=["GET"])
def overdue(campaign: str) -> list[dict[str, object]]:
    """For each deadline the units in the caller's scope that have not handed in, and how late."""
    doc = permitted(CAMPAIGN, campaign, "read")
    return missing_by_deadline(doc.name, frappe.session.user)
