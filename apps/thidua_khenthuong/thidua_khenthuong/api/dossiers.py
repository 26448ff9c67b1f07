"""Doors of a dossier's way: hand in, receive, return, withdraw, rule on lateness, acknowledge a
warning.
"""

from typing import Any

import frappe

from thidua_khenthuong.services import dossiers
from thidua_khenthuong.services.permitted import permitted
from thidua_khenthuong.services.remarks import missing_evidence

DOSSIER = "Award Dossier"


def state_of(dossier: Any) -> dict[str, object]:
    return {"dossier": dossier.name, "state": dossier.workflow_state, "is_late": dossier.is_late}


@frappe.whitelist(methods=["POST"])
def submit_dossier(dossier: str) -> dict[str, object]:
    """Hands a dossier in: judged by the rules, its places held. Warnings wait for an officer."""
    doc = permitted(DOSSIER, dossier)
    findings = dossiers.submit(doc) + missing_evidence(doc)
    return {**state_of(doc), "findings": findings}


@frappe.whitelist(methods=["POST"])
def receive_dossier(dossier: str) -> dict[str, object]:
    """The receiving body takes the dossier in; a late one has to be admitted first."""
    doc = permitted(DOSSIER, dossier)
    dossiers.receive(doc)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def return_dossier(dossier: str, reason: str) -> dict[str, object]:
    """The receiving body sends the dossier back with a reason; its places are free again."""
    doc = permitted(DOSSIER, dossier)
    dossiers.return_to_unit(doc, reason)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def withdraw_dossier(dossier: str, reason: str) -> dict[str, object]:
    """The proposing unit takes its dossier out of the campaign."""
    doc = permitted(DOSSIER, dossier)
    dossiers.withdraw(doc, reason)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def admit_late_dossier(dossier: str, note: str) -> dict[str, object]:
    """An officer of the receiving body admits a late dossier, by name."""
    doc = permitted(DOSSIER, dossier)
    dossiers.admit_late(doc, note)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def refuse_late_dossier(dossier: str, reason: str) -> dict[str, object]:
    """An officer of the receiving body refuses a late dossier, by name and with a reason."""
    doc = permitted(DOSSIER, dossier)
    dossiers.refuse_late(doc, reason)
    return state_of(doc)


@frappe.whitelist(methods=["POST"])
def acknowledge_warning(warning: str, note: str | None = None) -> dict[str, object]:
    """An officer of the campaign's standing body lets a warning stand, by name."""
    doc = permitted("Acknowledged Warning", warning, "read")
    dossiers.acknowledge_warning(doc, note)
    return {"warning": doc.name, "dossier": doc.dossier}
