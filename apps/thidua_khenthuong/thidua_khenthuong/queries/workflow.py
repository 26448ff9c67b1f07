"""Facts about workflows and about who took which step."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe


@dataclass(frozen=True)
class Transition:
    """A step that a workflow allows, for one role."""

    state: str
    action: str
    next_state: str
    role: str


@dataclass(frozen=True)
class Flow:
    """A DocType's workflow: each state's docstatus (the first state is where documents begin), its
    steps.
    """

    docstatus_of: dict[str, int]
    transitions: tuple[Transition, ...]

    @property
    def first_state(self) -> str:
        return next(iter(self.docstatus_of))

    def step(self, state: str, next_state: str, roles: Iterable[str]) -> Transition | None:
        """The step between two states that one of `roles` may take."""
        held = set(roles)
        return next(
            (
                step
                for step in self.transitions
                if step.state == state and step.next_state == next_state and step.role in held
            ),
            None,
        )

    def next_state(self, state: str, action: str) -> str | None:
        """Where an action leads from a state, or None where the workflow knows no such step."""
        return next(
            (
                step.next_state
                for step in self.transitions
                if step.state == state and step.action == action
            ),
            None,
        )


def flow_of(doctype: str) -> Flow | None:
    """The active workflow of a DocType."""
    name = frappe.db.get_value("Workflow", {"document_type": doctype, "is_active": 1})
    if not name:
        return None
    workflow = frappe.get_cached_doc("Workflow", name)
    return Flow(
        docstatus_of={row.state: int(row.doc_status or 0) for row in workflow.states},
        transitions=tuple(
            Transition(row.state, row.action, row.next_state, row.allowed)
            for row in workflow.transitions
        ),
    )


def actors_of(doctype: str, names: Iterable[str], actions: Iterable[str]) -> set[str]:
    """The users who took one of `actions` on one of the documents."""
    wanted = list(names)
    if not wanted:
        return set()
    return set(
        frappe.get_all(
            "Emulation Trace",
            filters={
                "reference_doctype": doctype,
                "reference_name": ["in", wanted],
                "action": ["in", list(actions)],
            },
            pluck="actor",
        )
    )
