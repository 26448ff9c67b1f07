"""Workflows: states, transitions, conditions, self-approval (the probe app's own workflow)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import (
    ValidationError,
    WorkflowPermissionError,
    WorkflowTransitionError,
)
from embedded_host.features.workflow import (
    apply_workflow,
    bulk_workflow_approval,
    can_cancel_document,
    get_common_transition_actions,
    get_transitions,
)
from embedded_host.meta import get_meta
from embedded_host.site import Site

pytestmark = pytest.mark.host
APPROVAL = "Probe Approval"
ROLES = {
    "u1@example.com": ["Probe User"],
    "appr@example.com": ["Probe Approver", "Probe User"],
    "mgr@example.com": ["Probe Manager"],
}


@pytest.fixture
def site(either_site: Any) -> Any:
    return either_site


@pytest.fixture(autouse=True)
def users(site: Site) -> None:
    current().lang = "en"
    for email, roles in ROLES.items():
        get_doc(
            {
                "doctype": "User",
                "email": email,
                "first_name": email[:2],
                "roles": [{"role": role} for role in roles],
            }
        ).insert()


@pytest.fixture
def pending(as_user: Any) -> Any:
    with as_user("u1@example.com"):
        return apply_workflow(approval(), "Send")


def approval(**values: Any) -> Any:
    return get_doc({"doctype": APPROVAL, "title": "w", "amount": 100, **values}).insert()


def actions(doc: Any) -> list[str]:
    return [row.action for row in get_transitions(doc)]


def stored(doc: Any) -> tuple[str, int]:
    found = get_doc(APPROVAL, doc.name)
    return found.workflow_state, int(found.docstatus)


def test_workflow_makes_its_state_field(site: Site) -> None:
    field = get_meta(APPROVAL).get_field("workflow_state")
    assert field is not None
    assert (field.fieldtype, field.options, field.hidden, field.no_copy, field.allow_on_submit) == (
        *("Link", "Workflow State"),
        *(1, 1, 1),
    )


def test_new_document_has_the_first_state(site: Site) -> None:
    assert stored(approval()) == ("Draft", 0)


def test_new_document_in_a_later_state_is_refused_to_everybody(site: Site) -> None:
    with pytest.raises(WorkflowPermissionError) as refusal:
        approval(workflow_state="Approved")
    assert str(refusal.value) == (
        "Workflow State transition not allowed from <strong>Draft</strong>"
        " to <strong>Approved</strong>"
    )


def test_transitions_are_those_of_the_stored_state_and_the_users_roles(
    as_user: Any, pending: Any
) -> None:
    edited = {"doctype": APPROVAL, "name": pending.name, "workflow_state": "Draft"}
    with as_user("u1@example.com"):
        assert actions(json.dumps(edited)) == []
    with as_user("appr@example.com"):
        assert actions(edited) == ["Approve", "Reject"]
    row = get_transitions(pending)[0]
    assert (row.doctype, row.parent, row.next_state) == (
        *("Workflow Transition", "Probe Approval Flow"),
        "Approved",
    )


def test_action_moves_the_state_sets_its_field_and_leaves_a_comment(pending: Any) -> None:
    assert stored(pending) == ("Pending", 0)
    assert get_doc(APPROVAL, pending.name).wf_note == "went pending"
    told = current().db.get_all(
        "Comment",
        filters={"reference_name": pending.name, "comment_type": "Workflow"},
        fields=["content", "comment_email"],
    )
    assert [(row.content, row.comment_email) for row in told] == [("Pending", "u1@example.com")]


@pytest.mark.parametrize("action", ["Nope", "Approve"])
def test_action_without_a_transition_is_refused(as_user: Any, action: str) -> None:
    doc = approval()
    with (
        as_user("u1@example.com"),
        pytest.raises(WorkflowTransitionError, match="Not a valid Workflow Action"),
    ):
        apply_workflow(doc, action)


def test_action_submits_and_cancels_as_its_state_says(as_user: Any, pending: Any) -> None:
    with as_user("appr@example.com"):
        apply_workflow(pending, "Approve")
    assert stored(pending) == ("Approved", 1)
    with as_user("mgr@example.com"):
        apply_workflow(pending, "Cancel")
    assert stored(pending) == ("Cancelled", 2)


def test_edits_of_the_caller_are_dropped(as_user: Any, pending: Any) -> None:
    sent = {**pending.as_dict(), "title": "EDITED"}
    with as_user("appr@example.com"):
        apply_workflow(json.dumps(sent, default=str), "Reject")
    found = get_doc(APPROVAL, pending.name)
    assert (found.title, found.workflow_state) == ("w", "Draft")


def test_condition_that_does_not_hold_hides_a_transition(as_user: Any) -> None:
    with as_user("u1@example.com"):
        doc = apply_workflow(approval(amount=5000), "Send")
    with as_user("appr@example.com"):
        assert actions(doc) == ["Reject"]
    with as_user("mgr@example.com"):
        assert actions(doc) == ["Approve"]


def test_own_document_is_listed_for_approval_and_not_approved(as_user: Any) -> None:
    with as_user("appr@example.com"):
        doc = apply_workflow(approval(), "Send")
        assert actions(doc) == ["Approve", "Reject"]
        with pytest.raises(ValidationError, match="Self approval is not allowed"):
            apply_workflow(doc, "Approve")
    assert stored(doc) == ("Pending", 0)


def test_refusal_of_the_controller_leaves_the_state(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        doc = approval(title="FAILAPPROVE")
        doc.db_set("workflow_state", "Pending")
        here.db.commit()
        with pytest.raises(ValidationError, match="cannot approve"):
            apply_workflow(doc, "Approve")
    with fresh_site.open():
        assert stored(doc) == ("Pending", 0)


def test_plain_write_of_the_state_needs_a_transition(as_user: Any, pending: Any) -> None:
    with as_user("u1@example.com"):
        doc = get_doc(APPROVAL, pending.name)
        doc.workflow_state = "Approved"
        with pytest.raises(WorkflowPermissionError):
            doc.save()
    with as_user("appr@example.com"):
        doc = get_doc(APPROVAL, pending.name)
        doc.workflow_state = "Approved"
        doc.save()
    assert stored(pending) == ("Approved", 0)


def test_submission_puts_the_first_state_of_its_docstatus(as_user: Any) -> None:
    doc = approval()
    with as_user("appr@example.com"):
        get_doc(APPROVAL, doc.name).submit()
    assert stored(doc) == ("Approved", 1)


def test_many_are_taken_each_for_itself(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        here.lang = "en"
        first, second = approval(), approval()
        bulk_workflow_approval(json.dumps([first.name, "NOPE", second.name]), APPROVAL, "Send")
        assert [stored(doc) for doc in (first, second)] == [("Pending", 0)] * 2
        assert here.message_log == []
        common = get_common_transition_actions([first.as_dict(), second.as_dict()], APPROVAL)
        assert set(common) == {"Approve", "Reject"}


def test_form_offers_no_plain_cancelling_where_a_transition_cancels(site: Site) -> None:
    assert can_cancel_document(APPROVAL) is False


def test_transition_between_unknown_states_is_refused(site: Site) -> None:
    workflow = get_doc("Workflow", "Probe Approval Flow")
    workflow.transitions[0].next_state = "Nirgends"
    workflow.flags.ignore_links = True
    with pytest.raises(ValidationError, match="Nirgends is not a state of this workflow"):
        workflow.save()


def test_changed_workflow_counts_at_once(site: Site) -> None:
    doc = approval()
    assert actions(doc) == ["Send"]
    workflow = get_doc("Workflow", "Probe Approval Flow")
    workflow.transitions[0].action = "Reject"
    workflow.save()
    assert actions(doc) == ["Reject"]
