"""The door through which the standing body appraises."""

import frappe

from thidua_khenthuong.services.appraisal import appraise
from thidua_khenthuong.services.permitted import permitted


@frappe.whitelist(methods=["POST"])
def appraise_dossier(
    dossier: str, note: str, declined: list[dict[str, str]] | None = None
) -> dict[str, object]:
    """Appraises a dossier. `declined`: `[{nomination, reason}]`, those that do not stand."""
    doc = permitted("Award Dossier", dossier)
    reasons = {row.get("nomination", ""): row.get("reason", "") for row in declined or ()}
    appraise(doc, note, reasons)
    return {"dossier": doc.name, "state": doc.workflow_state}
