"""No door gives a state or docstatus that no step gives."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import (
    HIEP_HOA,
    PROVINCE_MERIT,
    SON_DONG,
    a_commune,
    a_dossier,
    an_officer,
    unit,
)
from frappe.model.workflow import apply_workflow

from app.conftest import People, refused
from app.test_dossier_way import collected, filed_by_son_dong, issued
from thidua_khenthuong.api.appraisal import appraise_dossier
from thidua_khenthuong.api.decisions import draft_decision, send_to_signer, sign_decision
from thidua_khenthuong.api.dossiers import receive_dossier

pytestmark = pytest.mark.app
STATES = (
    "Submitted",
    "Received",
    "Returned",
    "Collected",
    "Appraised",
    "Decided",
    "Withdrawn",
    "Refused",
)


@pytest.mark.parametrize("state", STATES)
def test_a_dossier_is_not_born_in_a_later_state(people: People, as_user: Any, state: str) -> None:
    with as_user(people.proposer), pytest.raises(frappe.ValidationError):
        a_dossier(unit(SON_DONG), workflow_state=state)


@pytest.mark.parametrize("state", ["Received", "Collected", "Appraised", "Decided", "Refused"])
def test_a_proposer_cannot_write_a_state_that_is_not_his_to_give(
    people: People, as_user: Any, state: str
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.proposer):
        dossier.workflow_state = state
        with pytest.raises(frappe.ValidationError):
            dossier.save()

    assert frappe.db.get_value("Award Dossier", dossier.name, "workflow_state") == "Submitted"


def test_a_plain_write_of_a_step_is_judged_like_the_step(people: People, as_user: Any) -> None:
    with as_user(people.other_proposer):
        dossier = a_dossier(unit(HIEP_HOA))
        a_commune(dossier, "Xã Lương Phong")
        a_commune(dossier, "Xã Đông Lỗ")
        dossier.workflow_state = "Submitted"
        with refused("QUOTA_EXCEEDED"):
            dossier.save()


def test_a_dossier_cannot_be_given_a_docstatus(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        dossier.docstatus = 1
        with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
            dossier.save()


def a_draft_decision(people: People, as_user: Any) -> Any:
    lead = collected(people, as_user)
    with as_user(people.appraiser):
        appraise_dossier(lead.name, "Đủ điều kiện")
        name = draft_decision("BG-2023", PROVINCE_MERIT, [lead.name])["decision"]
    return frappe.get_doc("Award Decision", name)


@pytest.mark.parametrize("state", ["Drafted", "Awaiting Signature", "Signed", "Issued"])
def test_a_decision_is_not_submitted_from_a_draft(people: People, as_user: Any, state: str) -> None:
    decision = a_draft_decision(people, as_user)
    for user in (people.chair, people.clerk):
        with as_user(user):
            document = frappe.get_doc("Award Decision", decision.name)
            document.workflow_state = state
            document.docstatus = 1
            with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
                document.save()

    assert frappe.db.get_value("Award Decision", decision.name, "docstatus") == 0


def test_an_issued_decision_is_not_cancelled_around_its_step(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    with as_user(people.chair):
        decision.docstatus = 2
        with pytest.raises(frappe.ValidationError):
            decision.save()

    assert frappe.db.get_value("Award Decision", decision.name, "docstatus") == 1


def test_a_decision_without_an_appraised_nomination_is_not_signed(
    people: People, as_user: Any
) -> None:
    decision = a_draft_decision(people, as_user)
    with as_user(people.appraiser):
        decision.append("rows", {"display_name": "Người thêm vào", "subject_kind": "individual"})
        decision.save()
        send_to_signer(decision.name)
    with as_user(people.chair), refused("NOT_APPRAISED"):
        sign_decision(decision.name)


def give_role(user: str, role: str) -> None:
    document = frappe.get_doc("User", user)
    document.append("roles", {"role": role})
    document.save()


def test_who_proposed_does_not_appraise(people: People, as_user: Any) -> None:
    give_role(people.proposer, "Appraisal Officer")
    lead = collected(people, as_user)
    officer = frappe.new_doc("Unit Officer")
    officer.update({"user": people.proposer, "unit": unit("Sở Nội vụ")})
    officer.insert()
    with as_user(people.proposer), refused("SAME_PERSON"):
        appraise_dossier(lead.name, "Tự thẩm định")


def test_who_appraised_does_not_decide(people: People, as_user: Any) -> None:
    give_role(people.appraiser, "Decision Maker")
    officer = frappe.new_doc("Unit Officer")
    officer.update({"user": people.appraiser, "unit": unit("Tỉnh Bắc Giang")})
    officer.insert()
    decision = a_draft_decision(people, as_user)
    with as_user(people.appraiser):
        send_to_signer(decision.name)
        with refused("SAME_PERSON"):
            sign_decision(decision.name)


def test_the_standing_bodys_officer_does_not_receive_for_the_lead_agency(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.appraiser), refused("NOT_RECEIVING_BODY"):
        receive_dossier(dossier.name)


def test_fields_of_the_server_stay_what_the_server_wrote(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(
            unit(SON_DONG),
            late_ruling="Admitted",
            is_late=1,
            received_at="2020-01-01",
            stage="lead_agency",
        )
        a_commune(dossier)
        nomination = frappe.get_doc("Award Nomination", {"dossier": dossier.name})
        nomination.status = "Awarded"
        nomination.save()
        dossier.reload()

    assert (dossier.late_ruling, dossier.is_late, dossier.received_at) == (None, 0, None)
    assert dossier.stage == "unit"
    assert frappe.db.get_value("Award Nomination", nomination.name, "status") == "Draft"


def test_a_nomination_takes_its_campaign_and_unit_from_its_dossier(
    people: People, as_user: Any
) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        nomination = a_commune(dossier)
        nomination.unit = unit(HIEP_HOA)
        nomination.save()

    stored = frappe.db.get_value("Award Nomination", nomination.name, ["unit", "campaign"])
    assert stored == (unit(SON_DONG), "BG-2023")


def test_a_trace_line_is_neither_changed_nor_removed(people: People, as_user: Any) -> None:
    filed_by_son_dong(people, as_user)
    line = frappe.get_doc("Emulation Trace", {"action": "Submit Dossier"})
    line.note = "khác"
    with refused("TRACE_IS_FINAL"):
        line.save()
    with refused("TRACE_IS_FINAL"):
        line.delete()


def test_a_dossier_that_was_handed_in_is_not_deleted(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.proposer), refused("CONTENT_FROZEN"):
        dossier.delete()


def test_an_officer_without_the_role_takes_no_step(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    reader = an_officer(
        "reader@labour.test", ["Council Secretary"], unit("Sở Lao động - Thương binh và Xã hội")
    )
    with as_user(reader), pytest.raises(frappe.PermissionError):
        receive_dossier(dossier.name)


def test_the_workflows_own_door_is_judged_alike(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        a_commune(dossier)
        apply_workflow(dossier, "Submit Dossier")

    assert frappe.db.get_value("Award Dossier", dossier.name, "workflow_state") == "Submitted"
