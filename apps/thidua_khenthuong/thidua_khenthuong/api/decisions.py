"""Doors of an award decision: draft, send, sign, number and issue, revoke."""

from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

from thidua_khenthuong.services import decisions
from thidua_khenthuong.services.permitted import all_permitted, permitted

DECISION = "Award Decision"


def state_of(decision: Any) -> dict[str, object]:
    return {"decision": decision.name, "state": decision.workflow_state}


@frappe.whitelist(methods=["POST"])
def draft_decision(campaign: str, award_form: str, dossiers: list[str]) -> dict[str, object]:
    """Drafts a decision on the appraised nominations of some dossiers."""
    permitted("Emulation Campaign", campaign, "read")
    documents = all_permitted("Award Dossier", dossiers, "read")
    decision = decisions.draft(campaign, award_form, documents)
    return {**state_of(decision), "rows": len(decision.rows)}


@frappe.whitelist(methods=["POST"])
def send_to_signer(decision: str) -> dict[str, object]:
    """Puts the draft before the head of the issuing unit."""
    doc = permitted(DECISION, decision)
    decisions.send_to_signer(doc)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def send_back(decision: str) -> dict[str, object]:
    """The signer gives the draft back."""
    doc = permitted(DECISION, decision)
    decisions.send_back(doc)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def sign_decision(decision: str) -> dict[str, object]:
    """The head of the issuing unit decides; the dossiers are decided with it."""
    doc = permitted(DECISION, decision)
    decisions.sign(doc)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def issue_decision(decision: str, number: str, day: str) -> dict[str, object]:
    """The records clerk gives number and day (ISO); the awards enter the register."""
    doc = permitted(DECISION, decision, "submit")
    decisions.issue(doc, number, day_of(day))
    return {**state_of(doc), "number": doc.decision_number, "rows": len(doc.rows)}


@frappe.whitelist(methods=["POST"])
def revoke_decision(decision: str, reason: str) -> dict[str, object]:
    """Revokes an issued decision; its records stay in the register, marked as revoked."""
    doc = permitted(DECISION, decision, "cancel")
    decisions.revoke(doc, reason)
    return state_of(doc)


def day_of(text: str) -> date:
    """The day, or HTTP 417 that says which format is expected."""
    day: date | None = getdate(text)
    if day is None:
        frappe.throw(frappe._("Give the day as YYYY-MM-DD."))
    return day
