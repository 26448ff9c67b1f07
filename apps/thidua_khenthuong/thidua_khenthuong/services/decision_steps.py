"""What each step of an award decision asks for and brings about."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from thidua_khenthuong.domain.bonus import bonus_for
from thidua_khenthuong.domain.names import ResolvedUnit, resolve_unit
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_merits import BonusKind
from thidua_khenthuong.domain.vocabulary import FAMILY_OF_KIND, SubjectFamily, SubjectKind
from thidua_khenthuong.queries.directory import known_units
from thidua_khenthuong.queries.nominations import NOMINATION, subject_of, unit_names
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.queries.reference import reference_data
from thidua_khenthuong.queries.workflow import actors_of
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.decision_rows import (
    refuse_foreign_rows,
    require_appraised_rows,
    require_own_form,
)
from thidua_khenthuong.services.frozen_content import refuse_frozen_changes
from thidua_khenthuong.services.server_fields import keep_server_fields, server_writes
from thidua_khenthuong.services.state_guard import guard_state, take_step
from thidua_khenthuong.services.trace import write_trace

DECISION = "Award Decision"
SERVER_FIELDS = ("decision_number", "decision_date", "revocation_reason")
EDITABLE_STATES = ("Drafted",)
COPIED = [
    "display_name",
    "subject_kind",
    "level",
    "subject_group",
    "unit",
    "position",
    "workplace",
    "address",
    "direct_worker",
    "achievement_from",
    "achievement_to",
]
"""What a line of the annex takes from its nomination."""
FAMILY_ORDER = (SubjectFamily.COLLECTIVE, SubjectFamily.HOUSEHOLD, SubjectFamily.INDIVIDUAL, None)
"""Order of an annex: collectives, households, individuals (NĐ 152/2025, Điều 29)."""


def judge_decision(doc: Any) -> None:
    keep_server_fields(doc, SERVER_FIELDS)
    doc.flags.step = step = guard_state(doc)
    refuse_frozen_changes(doc, EDITABLE_STATES, SERVER_FIELDS)
    if is_being_drafted(doc):
        refuse_foreign_rows(doc)
        copy_subjects(doc)
        put_rows_in_order(doc)
    if step is not None and step.action in REQUIREMENTS:
        REQUIREMENTS[step.action](doc)


def is_being_drafted(doc: Any) -> bool:
    before = doc.get_doc_before_save()
    return before is None or before.workflow_state in EDITABLE_STATES


def follow_decision(doc: Any) -> None:
    """After a step: the trace, and what the step brings about in other records."""
    step = doc.flags.step
    if step is None:
        return
    doc.flags.step = None
    write_trace(doc, step.action, step.state, step.next_state, doc.revocation_reason)
    if step.action in EFFECTS:
        EFFECTS[step.action](doc)


def family_of_kind(kind: str) -> SubjectFamily | None:
    return FAMILY_OF_KIND[SubjectKind(kind)]


def put_rows_in_order(doc: Any) -> None:
    """The annex in its printed order; rows of one family stay in the order in which they were
    given.
    """
    doc.rows.sort(key=lambda row: FAMILY_ORDER.index(family_of_kind(row.subject_kind)))
    for place, row in enumerate(doc.rows, start=1):
        row.idx = place


def copy_subjects(doc: Any) -> None:
    """A line that names a nomination says what the nomination says."""
    for row in doc.rows:
        if row.nomination:
            source = frappe.db.get_value(NOMINATION, row.nomination, COPIED, as_dict=True)
            row.update(source or {})


def require_signature(doc: Any) -> None:
    """The head of the issuing unit signs; who drafted the decision or acted before does not."""
    require_officer_of(doc.issuing_unit, "NOT_ISSUING_UNIT")
    user = frappe.session.user
    if user == doc.owner or user in actors_of(DECISION, [doc.name], ["Send To Signer"]):
        refuse_step("SAME_PERSON", user=user, action="Send To Signer")
    if not doc.rows:
        refuse_step("NOTHING_TO_DECIDE")
    require_appraised_rows(doc)
    require_own_form(doc)


def require_sending_back(doc: Any) -> None:
    require_officer_of(doc.issuing_unit, "NOT_ISSUING_UNIT")


def require_number(doc: Any) -> None:
    """Number and day are there and the number is free; places in the golden book and bonuses
    follow.
    """
    require_officer_of(doc.issuing_unit, "NOT_ISSUING_UNIT")
    if not doc.decision_number or not doc.decision_date:
        refuse_step("NUMBER_MISSING")
    year = getdate(doc.decision_date).year
    taken = frappe.db.get_value(
        DECISION,
        {
            "issuing_unit": doc.issuing_unit,
            "decision_number": doc.decision_number,
            "decision_date": ["between", [f"{year}-01-01", f"{year}-12-31"]],
            "docstatus": ["!=", 0],
            "name": ["!=", doc.name],
        },
    )
    if taken:
        refuse_step("NUMBER_TAKEN", number=doc.decision_number, year=year, decision=taken)
    number_rows(doc)


def number_rows(doc: Any) -> None:
    plan = plan_of(doc.campaign)
    units = known_units(campaign_bodies(doc.campaign).unit)
    names = unit_names(row.unit for row in doc.rows if row.unit)
    reference = reference_data()
    for place, row in enumerate(doc.rows, start=1):
        row.golden_book_number = place
        unit = resolve_unit(plan, units, names[row.unit]) if row.unit else None
        set_bonus(plan, doc, row, unit, reference)


def set_bonus(
    plan: CampaignPlan, doc: Any, row: Any, unit: ResolvedUnit | None, reference: Any
) -> None:
    """The line's bonus. An amount that nothing gives leaves the kind empty; the basis says why."""
    source = frappe.get_doc(NOMINATION, row.nomination) if row.nomination else row
    bonus = bonus_for(
        plan, doc.award_form, subject_of(source), unit, getdate(doc.decision_date), reference
    )
    known = bonus is not None and (bonus.kind is not BonusKind.CASH or bonus.amount is not None)
    row.bonus_kind = (bonus.kind.value if known else None) if bonus else "none"
    row.bonus_amount = bonus.amount or 0 if bonus else 0
    row.bonus_basis = bonus.basis if bonus else None


def require_revocation(doc: Any) -> None:
    require_officer_of(doc.issuing_unit, "NOT_ISSUING_UNIT")
    if not (doc.revocation_reason or "").strip():
        refuse_step("REVOKED_ONLY_BY_REASON")


def decide_dossiers(doc: Any) -> None:
    """The signature decides the dossiers: the lead agency's and the units' in it."""
    for row in doc.dossiers:
        dossier = frappe.get_doc("Award Dossier", row.dossier)
        collected = frappe.get_all(
            "Award Dossier", filters={"lead_dossier": dossier.name}, pluck="name"
        )
        for name in (*collected, dossier.name):
            with server_writes():
                take_step(frappe.get_doc("Award Dossier", name), "Decide")


def enter_in_register(doc: Any) -> None:
    """One Award Record for each line of the annex; the nominations are awarded."""
    for row in doc.rows:
        record = frappe.get_doc(record_of(doc, row))
        with server_writes():
            record.insert(ignore_permissions=True)  # no role may write the register: decisions do
    set_outcome([row.nomination for row in doc.rows if row.nomination], "Awarded")


def record_of(doc: Any, row: Any) -> dict[str, Any]:
    copied = (
        "display_name", "subject_kind", "level", "subject_group", "position", "workplace",
        "address", "golden_book_number", "nomination", "achievement_from", "achievement_to",
        "direct_worker", "bonus_kind", "bonus_amount", "bonus_basis",
    )  # fmt: skip
    family = family_of_kind(row.subject_kind)
    nominee = row.nomination and frappe.db.get_value(NOMINATION, row.nomination, "nominee")
    return {
        "doctype": "Award Record",
        **{field: row.get(field) for field in copied},
        "subject_family": family.value if family else None,
        "award_form": doc.award_form,
        "campaign": doc.campaign,
        "unit": row.unit or doc.issuing_unit,
        "issuing_unit": doc.issuing_unit,
        "decision": doc.name,
        "decision_number": doc.decision_number,
        "decision_date": doc.decision_date,
        "nominee": nominee or None,
        "status": "Valid",
    }


def strike_from_register(doc: Any) -> None:
    """A revoked decision's records stay, marked as revoked."""
    for name in frappe.get_all("Award Record", filters={"decision": doc.name}, pluck="name"):
        record = frappe.get_doc("Award Record", name)
        record.status = "Revoked"
        with server_writes():
            record.save(ignore_permissions=True)  # no role may write the register: decisions do
    set_outcome([row.nomination for row in doc.rows if row.nomination], "Revoked")


def set_outcome(nominations: list[str], status: str) -> None:
    """The nominations' last status; written past their own guard, which keeps it from everyone
    else.
    """
    if not nominations:
        return
    nomination = frappe.qb.DocType(NOMINATION)
    (
        frappe.qb.update(nomination)
        .set(nomination.status, status)
        .set(nomination.modified, now_datetime())
        .where(nomination.name.isin(nominations))
    ).run()


REQUIREMENTS: dict[str, Callable[[Any], None]] = {
    "Sign": require_signature,
    "Send Back": require_sending_back,
    "Issue": require_number,
    "Revoke": require_revocation,
}
EFFECTS: dict[str, Callable[[Any], None]] = {
    "Sign": decide_dossiers,
    "Issue": enter_in_register,
    "Revoke": strike_from_register,
}
