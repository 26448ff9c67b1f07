"""What a step of a campaign asks for and leaves behind."""

from typing import Any

import frappe

from thidua_khenthuong.queries.units import scope_of
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.bodies import is_officer_of
from thidua_khenthuong.services.frozen_content import refuse_frozen_changes
from thidua_khenthuong.services.plain_code import refuse_unplain_code
from thidua_khenthuong.services.plan_parts import refuse_unreadable_plan
from thidua_khenthuong.services.state_guard import guard_state
from thidua_khenthuong.services.trace import write_trace


def judge_campaign(doc: Any) -> None:
    """The code is plain; a step is taken by an officer of the bodies that handle the campaign."""
    refuse_unplain_code(doc.code)
    doc.flags.step = step = guard_state(doc)
    if not scope_of(frappe.session.user).everything:
        # Officers may write a campaign to take its steps, not to rewrite the plan.
        refuse_frozen_changes(doc, (), ("workflow_state",))
    if step is not None and not any(map(is_officer_of, (doc.unit, doc.standing_unit))):
        refuse_step("STATE_NOT_ALLOWED", state=doc.workflow_state)


def follow_campaign(doc: Any) -> None:
    """After a write: the plan is still readable; a step leaves its line."""
    refuse_unreadable_plan(doc.name)
    step = doc.flags.step
    if step is not None:
        doc.flags.step = None
        write_trace(doc, step.action, step.state, step.next_state)
