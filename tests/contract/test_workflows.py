"""What holds for every workflow, role and fixture of the app."""

from __future__ import annotations

from typing import Any

import pytest

from contract.files import doctypes, fixture
from thidua_khenthuong import hooks
from thidua_khenthuong.services import decision_steps, dossier_steps, report_steps

each_flow = pytest.mark.parametrize("flow", fixture("workflow"), ids=lambda flow: str(flow["name"]))


def names(rows: tuple[dict[str, Any], ...]) -> set[str]:
    return {row["name"] for row in rows}


@each_flow
def test_states_actions_and_roles_exist(flow: dict[str, Any]) -> None:
    assert {row["state"] for row in flow["states"]} <= names(fixture("workflow_state"))
    assert {row["action"] for row in flow["transitions"]} <= names(
        fixture("workflow_action_master")
    )
    roles = {row["allow_edit"] for row in flow["states"]}
    roles |= {row["allowed"] for row in flow["transitions"]}
    assert roles <= names(fixture("role"))


@each_flow
def test_every_step_leads_from_a_listed_state_to_a_listed_state(flow: dict[str, Any]) -> None:
    listed = {row["state"] for row in flow["states"]}

    ends = {(row["state"], row["next_state"]) for row in flow["transitions"]}
    assert {state for pair in ends for state in pair} <= listed


@each_flow
def test_every_state_is_reached_from_the_first(flow: dict[str, Any]) -> None:
    reached = {flow["states"][0]["state"]}
    for _ in flow["states"]:
        reached |= {r["next_state"] for r in flow["transitions"] if r["state"] in reached}

    assert reached == {row["state"] for row in flow["states"]}


@each_flow
def test_a_step_never_goes_back_in_docstatus(flow: dict[str, Any]) -> None:
    docstatus = {row["state"]: int(row["doc_status"]) for row in flow["states"]}
    for row in flow["transitions"]:
        assert docstatus[row["next_state"]] - docstatus[row["state"]] in (0, 1), row


@each_flow
def test_two_states_are_joined_by_one_action(flow: dict[str, Any]) -> None:
    actions: dict[tuple[str, str], set[str]] = {}
    for row in flow["transitions"]:
        actions.setdefault((row["state"], row["next_state"]), set()).add(row["action"])

    assert [pair for pair, found in actions.items() if len(found) > 1] == []


@each_flow
def test_the_state_field_is_declared_in_the_doctype(flow: dict[str, Any]) -> None:
    doctype = next(item for item in doctypes() if item.name == flow["document_type"])
    field = next(f for f in doctype.fields if f["fieldname"] == flow["workflow_state_field"])

    assert (field["fieldtype"], field["options"]) == ("Link", "Workflow State")
    highest = max(int(row["doc_status"]) for row in flow["states"])
    assert bool(doctype.content.get("is_submittable")) == (highest > 0)


@each_flow
def test_whoever_may_take_a_step_may_write_the_doctype(flow: dict[str, Any]) -> None:
    doctype = next(item for item in doctypes() if item.name == flow["document_type"])
    writers = {row["role"] for row in doctype.content["permissions"] if row.get("write")}

    assert {row["allowed"] for row in flow["transitions"]} <= writers


STEPS = {
    "Award Dossier": (dossier_steps.REQUIREMENTS,),
    "Award Decision": (decision_steps.REQUIREMENTS, decision_steps.EFFECTS),
    "Summary Report": (report_steps.REQUIREMENTS,),
}


@pytest.mark.parametrize("doctype", STEPS)
def test_requirements_and_effects_name_actions_of_the_workflow(doctype: str) -> None:
    flow = next(row for row in fixture("workflow") if row["document_type"] == doctype)
    actions = {row["action"] for row in flow["transitions"]}

    for table in STEPS[doctype]:
        assert set(table) <= actions


def test_a_nomination_has_a_status_for_every_state_of_its_dossier() -> None:
    flow = next(row for row in fixture("workflow") if row["document_type"] == "Award Dossier")
    states = {row["state"] for row in flow["states"]} - {"Draft"}

    assert set(dossier_steps.STATUS_AFTER) == states


def test_fixtures_hold_what_the_hooks_list_and_nothing_else() -> None:
    listed = {row["dt"]: row.get("filters") for row in hooks.fixtures}

    assert set(listed) == {"Role", "Workflow State", "Workflow Action Master", "Workflow"}
    assert set(listed["Role"][0][2]) == names(fixture("role"))
    flows = {row["document_type"] for row in fixture("workflow")}
    assert set(listed["Workflow"][0][2]) == flows


def test_every_state_and_action_of_the_fixtures_is_used() -> None:
    states = {row["state"] for flow in fixture("workflow") for row in flow["states"]}
    actions = {row["action"] for flow in fixture("workflow") for row in flow["transitions"]}

    assert states == names(fixture("workflow_state"))
    assert actions == names(fixture("workflow_action_master"))
