"""One guard over states: a state or docstatus that no transition gives is refused, whatever the
door.

A workflow offers steps on the screen; plain writes of the state or the docstatus go around it
(Frappe takes `docstatus: 1` from a draft). Controllers call the guard from `validate`,
`before_submit`, `before_update_after_submit` and `before_cancel`; it looks at what is stored, what
is to be stored, and the user's roles, and answers which step this is.
"""

from typing import Any

import frappe

from thidua_khenthuong.queries.workflow import Transition, flow_of
from thidua_khenthuong.refusal import refuse_step


def guard_state(doc: Any) -> Transition | None:
    """The step that this save takes, or None where the state stays.

    Raises a refusal (STATE_NOT_ALLOWED) for a state or docstatus that no step of the user's gives.
    """
    flow = flow_of(doc.doctype)
    if flow is None:
        refuse_step("STATE_NOT_ALLOWED", state=doc.get("workflow_state") or "")
    before = doc.get_doc_before_save()
    state = doc.get("workflow_state")
    if before is None:
        if not state:
            doc.workflow_state = state = flow.first_state
        if state != flow.first_state or int(doc.docstatus or 0) != 0:
            refuse_step("STATE_NOT_ALLOWED", state=state)
        return None
    old = before.get("workflow_state") or flow.first_state
    if state == old:
        if int(doc.docstatus or 0) != int(before.docstatus or 0):
            refuse_step("STATE_NOT_ALLOWED", state=old)
        return None
    step = flow.step(old, state, frappe.get_roles())
    if step is None or flow.docstatus_of[state] != int(doc.docstatus or 0):
        refuse_step("STATE_NOT_ALLOWED", state=state or "")
    return step


def require_step(doctype: str, state: str, action: str) -> None:
    """Refuses whoever has no role that takes `action` from `state`: what belongs to a step is for
    the people who take it.
    """
    flow = flow_of(doctype)
    target = flow.next_state(state, action) if flow else None
    if flow is None or target is None or flow.step(state, target, frappe.get_roles()) is None:
        refuse_step("STEP_NOT_POSSIBLE", action=action, state=state)


def take_step(doc: Any, action: str) -> None:
    """Moves `doc` by a step of its workflow: saves, submits or cancels as the next state says.

    The guard and the controller judge the step as they judge every other way to it.
    """
    flow = flow_of(doc.doctype)
    state = doc.get("workflow_state")
    target = flow.next_state(state, action) if flow and state else None
    if flow is None or target is None:
        refuse_step("STEP_NOT_POSSIBLE", action=action, state=state or "")
    doc.workflow_state = target
    docstatus = flow.docstatus_of[target]
    if docstatus == int(doc.docstatus or 0):
        doc.save()
    elif docstatus == 1:
        doc.submit()
    else:
        doc.cancel()
