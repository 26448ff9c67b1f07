"""What each step of a dossier asks for and brings about, whatever the door it is taken through.

Steps are those of the workflow "Award Dossier Flow"; the controller calls `judge_dossier` before it
is written and `follow_dossier` after.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe.utils import now_datetime

from thidua_khenthuong.domain.findings import FindingCode
from thidua_khenthuong.domain.proposal import check_proposal
from thidua_khenthuong.domain.vocabulary import Stage
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.nominations import HOLDING, NOMINATION, nominations_of
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import (
    FiledDossier,
    campaign_bodies,
    collected_subjects,
    dossier_context,
    dossier_request,
)
from thidua_khenthuong.refusal import refuse_answer, refuse_step
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.frozen_content import refuse_frozen_changes
from thidua_khenthuong.services.separation import require_other_person
from thidua_khenthuong.services.server_fields import are_open, keep_server_fields
from thidua_khenthuong.services.state_guard import guard_state
from thidua_khenthuong.services.trace import write_trace
from thidua_khenthuong.services.warnings import keep_warnings, open_warnings

DOSSIER = "Award Dossier"
EDITABLE_STATES = ("Draft", "Returned")
SERVER_FIELDS = (
    "stage",
    "receiving_unit",
    "lead_dossier",
    "received_at",
    "deadline_code",
    "is_late",
    "late_ruling",
    "late_ruled_by",
    "late_ruled_at",
    "ruling_note",
    "appraisal_note",
    "open_warnings",
)
OUT_OF_THE_RACE = ("Declined", "Withdrawn", "Held")
"""Statuses that a nomination keeps when its dossier moves on."""


def judge_dossier(doc: Any) -> None:
    """Refuses what may not be written; on a step, what the step asks for is looked at and filled
    in.
    """
    keep_server_fields(doc, SERVER_FIELDS)
    if doc.is_new():
        doc.receiving_unit = receiving_unit_of(doc)
    doc.flags.step = step = guard_state(doc)
    refuse_frozen_changes(doc, EDITABLE_STATES, (*SERVER_FIELDS, "workflow_state"))
    if step is not None and step.action in REQUIREMENTS:
        REQUIREMENTS[step.action](doc)


def follow_dossier(doc: Any) -> None:
    """After a step: the trace, the nominations' status, the warnings."""
    step = doc.flags.step
    if step is None:
        return
    doc.flags.step = None
    write_trace(doc, step.action, step.state, step.next_state, doc.ruling_note)
    if step.action == "Submit Dossier":
        findings, subjects = doc.flags.findings, doc.flags.subjects
        count = keep_warnings(doc.name, findings, subjects)
        doc.db_set("open_warnings", count, update_modified=False)
    set_nomination_status(doc, STATUS_AFTER[step.next_state], judged_in(doc, step.action))


def refuse_removal(doc: Any) -> None:
    """Only a dossier that was never handed in may be removed."""
    if doc.workflow_state != "Draft":
        refuse_step("CONTENT_FROZEN", document=doc.name)


def receiving_unit_of(doc: Any) -> str:
    """Where the dossier goes: the lead agency's own to the standing body, any other to who
    receives.
    """
    bodies = campaign_bodies(doc.campaign)
    lead = doc.stage == Stage.LEAD_AGENCY.value
    found = bodies.standing_unit if lead else bodies.receiving_unit
    if not found:
        refuse_step("NO_RECEIVING_BODY", campaign=doc.campaign)
    return found


def require_submission(doc: Any) -> None:
    """The campaign receives, somebody is named, and the rules let the dossier in; it holds its
    places.
    """
    require_officer_of(doc.unit, "NOT_PROPOSING_UNIT")
    bodies = campaign_bodies(doc.campaign, lock=True)
    if doc.stage == Stage.UNIT.value and bodies.state != "Receiving":
        refuse_step("CAMPAIGN_NOT_RECEIVING", campaign=doc.campaign, state=bodies.state)
    lead = doc.stage == Stage.LEAD_AGENCY.value
    subjects = collected_subjects(doc.name) if lead else nominations_of(doc.name)
    if not subjects:
        refuse_step("NO_NOMINATIONS", dossier=doc.name)
    doc.receiving_unit = receiving_unit_of(doc)
    doc.received_at = now()
    receiving_name = frappe.db.get_value("Administrative Unit", doc.receiving_unit, "unit_name")
    plan = plan_of(doc.campaign)
    filed = FiledDossier(doc, subjects, doc.received_at, receiving_name)
    request = dossier_request(plan, filed)
    answer = check_proposal(plan, request, dossier_context(plan, filed, bodies, lock=True))
    refuse_answer(answer)
    doc.deadline_code = request.facts.deadline
    doc.is_late = int(any(finding.code is FindingCode.LATE for finding in answer.findings))
    doc.late_ruling = doc.late_ruled_by = doc.late_ruled_at = doc.ruling_note = None
    doc.flags.findings, doc.flags.subjects = answer.findings, subjects


def require_receipt(doc: Any) -> None:
    require_officer_of(doc.receiving_unit, "NOT_RECEIVING_BODY")
    if doc.is_late and doc.late_ruling != "Admitted":
        refuse_step("LATE_NOT_RULED", dossier=doc.name)


def require_return(doc: Any) -> None:
    require_officer_of(doc.receiving_unit, "NOT_RECEIVING_BODY")
    require_reason(doc)
    if doc.lead_dossier:
        state = frappe.db.get_value(DOSSIER, doc.lead_dossier, "workflow_state")
        if state not in EDITABLE_STATES:
            refuse_step("LEAD_DOSSIER_SENT", dossier=doc.lead_dossier)
        doc.lead_dossier = None


def require_refusal(doc: Any) -> None:
    require_officer_of(doc.receiving_unit, "NOT_RECEIVING_BODY")
    if not doc.is_late or doc.late_ruling != "Refused":
        refuse_step("NOT_LATE", dossier=doc.name)
    require_reason(doc)


def require_withdrawal(doc: Any) -> None:
    require_officer_of(doc.unit, "NOT_PROPOSING_UNIT")
    require_reason(doc)


def require_reason(doc: Any) -> None:
    """A reason comes with the step itself: what an earlier step noted is none for this one."""
    if not are_open() or not (doc.ruling_note or "").strip():
        refuse_step("REASON_MISSING")


def require_collection(doc: Any) -> None:
    """Only what is complete and has no open warning is collected, by the lead agency's officers."""
    bodies = campaign_bodies(doc.campaign)
    if not bodies.lead_unit or not doc.lead_dossier:
        refuse_step("NOT_COLLECTED_BY_UNIT", campaign=doc.campaign)
    require_officer_of(bodies.lead_unit, "NOT_RECEIVING_BODY")
    require_no_open_warnings(doc)


def require_appraisal(doc: Any) -> None:
    bodies = campaign_bodies(doc.campaign)
    if bodies.lead_unit and doc.stage != Stage.LEAD_AGENCY.value:
        refuse_step("COLLECT_FIRST", dossier=doc.name)
    require_officer_of(bodies.standing_unit, "NOT_STANDING_BODY")
    require_no_open_warnings(doc)
    require_other_person(doc, "Submit Dossier", "Collect")


def require_decision(doc: Any) -> None:
    """The signature of a decision decides; nobody decides a dossier by itself."""
    require_officer_of(campaign_bodies(doc.campaign).unit, "NOT_ISSUING_UNIT")
    require_other_person(doc, "Submit Dossier", "Collect", "Appraise")
    if not are_open():
        before = doc.get_doc_before_save()
        refuse_step("STEP_NOT_POSSIBLE", action="Decide", state=before.workflow_state)


def require_no_open_warnings(doc: Any) -> None:
    count = open_warnings(doc.name)
    if count:
        refuse_step("WARNINGS_OPEN", dossier=doc.name, count=count)


REQUIREMENTS: dict[str, Callable[[Any], None]] = {
    "Submit Dossier": require_submission,
    "Receive": require_receipt,
    "Return": require_return,
    "Refuse": require_refusal,
    "Withdraw": require_withdrawal,
    "Collect": require_collection,
    "Appraise": require_appraisal,
    "Decide": require_decision,
}
STATUS_AFTER = {
    "Submitted": "Submitted",
    "Received": "Received",
    "Returned": "Returned",
    "Refused": "Refused",
    "Withdrawn": "Withdrawn",
    "Collected": "Collected",
    "Appraised": "Appraised",
    "Decided": "Appraised",
}
"""A nomination's status once its dossier is in a state; it becomes Awarded when the decision is
issued.
"""


def judged_in(doc: Any, action: str) -> list[str] | None:
    """The nominations that a hand-in judged; None for a step that judges none."""
    if action != "Submit Dossier":
        return None
    return [subject.name for subject in doc.flags.subjects]


def set_nomination_status(doc: Any, status: str, judged: list[str] | None) -> None:
    """The dossier's nominations follow it, except those that were declined, withdrawn or held, and
    those that nobody judged: one that was entered while the dossier was being handed in stays a
    draft.

    One statement, past the documents' own validation: nothing but the status and the place in the
    route changes, and the guard on the nomination refuses exactly these fields to everyone else.
    """
    nomination = frappe.qb.DocType(NOMINATION)
    lead = doc.stage == Stage.LEAD_AGENCY.value
    own = nomination.lead_dossier == doc.name if lead else nomination.dossier == doc.name
    if lead and status not in HOLDING:
        return
    followers = own & nomination.status.notin(OUT_OF_THE_RACE)
    if judged is not None:
        followers &= nomination.name.isin(judged)
    elif status != "Withdrawn":
        followers &= nomination.status != "Draft"
    (
        frappe.qb.update(nomination)
        .set(nomination.status, status)
        .set(nomination.receiving_unit, doc.receiving_unit)
        .set(nomination.lead_dossier, doc.name if lead else doc.lead_dossier)
        .set(nomination.modified, now_datetime())
        .set(nomination.modified_by, frappe.session.user)
        .where(followers)
    ).run()
