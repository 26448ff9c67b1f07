"""The record of every step: written in the step's own transaction, never edited."""

from typing import Any

import frappe

from thidua_khenthuong.queries.clock import is_business_date, now
from thidua_khenthuong.services.server_fields import server_writes


def write_trace(
    doc: Any, action: str, from_state: str | None, to_state: str | None, note: str | None = None
) -> None:
    """One line: who did what to `doc`, when, from which state to which."""
    line = frappe.get_doc(
        {
            "doctype": "Emulation Trace",
            "reference_doctype": doc.doctype,
            "reference_name": doc.name,
            "action": action,
            "from_state": from_state,
            "to_state": to_state,
            "actor": frappe.session.user,
            "at": now(),
            "unit": doc.get("unit") or doc.get("issuing_unit"),
            "is_business_date": int(is_business_date()),
            "note": note,
        }
    )
    with server_writes():
        line.insert(ignore_permissions=True)  # no role may write a trace: only the steps do
