"""Actions on a dossier: hand in, receive, return, withdraw, rule on lateness, acknowledge a
warning.
"""

from typing import Any

import frappe

from thidua_khenthuong.domain.findings import FindingCode
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.refusal import SpokenFinding, refuse_step, spoken
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.separation import require_other_person
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.state_guard import require_step, take_step
from thidua_khenthuong.services.trace import write_trace
from thidua_khenthuong.services.warnings import acknowledge, acknowledge_code, open_warnings


def submit(dossier: Any) -> list[SpokenFinding]:
    """Hands the dossier in; what the rules found and an officer has to look at."""
    take_step(dossier, "Submit Dossier")
    return [spoken(finding) for finding in dossier.flags.findings or ()]


def receive(dossier: Any) -> None:
    take_step(dossier, "Receive")


def return_to_unit(dossier: Any, reason: str) -> None:
    """Sends the dossier back: its places are free until it is handed in again."""
    take_step_with_reason(dossier, "Return", reason)


def withdraw(dossier: Any, reason: str) -> None:
    take_step_with_reason(dossier, "Withdraw", reason)


def admit_late(dossier: Any, note: str) -> None:
    """An officer lets a late dossier in, by name: its lateness counts as acknowledged."""
    require_late(dossier)
    rule_on_lateness(dossier, "Admitted", note)
    with server_writes():
        dossier.save()
    write_trace(dossier, "Admit Late", dossier.workflow_state, dossier.workflow_state, note)
    acknowledge_code(dossier, FindingCode.LATE, note)
    keep_open_count(dossier)


def refuse_late(dossier: Any, reason: str) -> None:
    """An officer refuses a late dossier, by name and with a reason."""
    require_late(dossier)
    rule_on_lateness(dossier, "Refused", reason)
    with server_writes():
        take_step(dossier, "Refuse")


def rule_on_lateness(dossier: Any, ruling: str, note: str) -> None:
    dossier.late_ruling = ruling
    dossier.late_ruled_by = frappe.session.user
    dossier.late_ruled_at = now()
    dossier.ruling_note = note


def require_late(dossier: Any) -> None:
    require_officer_of(dossier.receiving_unit, "NOT_RECEIVING_BODY")
    waiting = dossier.workflow_state == "Submitted" and dossier.is_late and not dossier.late_ruling
    if not waiting:
        refuse_step("NOT_LATE", dossier=dossier.name)
    require_step(dossier.doctype, "Submitted", "Receive")
    require_other_person(dossier, "Submit Dossier")


def acknowledge_warning(warning: Any, note: str | None) -> None:
    """An officer of the campaign's standing body lets a warning stand."""
    dossier = frappe.get_doc("Award Dossier", warning.dossier)
    require_officer_of(campaign_bodies(dossier.campaign).standing_unit, "NOT_STANDING_BODY")
    require_step(dossier.doctype, "Received", "Appraise")
    require_other_person(dossier, "Submit Dossier", "Collect")
    acknowledge(warning, dossier, note)
    keep_open_count(dossier)


def keep_open_count(dossier: Any) -> None:
    dossier.db_set("open_warnings", open_warnings(dossier.name), update_modified=False)


def take_step_with_reason(dossier: Any, action: str, reason: str) -> None:
    if not reason.strip():
        refuse_step("REASON_MISSING")
    dossier.ruling_note = reason
    with server_writes():
        take_step(dossier, action)
