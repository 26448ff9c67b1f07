"""Records that make up a plan stay readable as a plan, whoever edits them."""

from typing import Any

import frappe

from thidua_khenthuong.domain.reading import DataInvalid
from thidua_khenthuong.queries.plans import read_plan_records
from thidua_khenthuong.refusal import refuse_problems, refuse_step
from thidua_khenthuong.services.server_fields import are_open


def refuse_repeated_code(doc: Any) -> None:
    """A code names one record of its kind in a campaign."""
    filters = {"campaign": doc.campaign, "code": doc.code, "name": ["!=", doc.name or ""]}
    if frappe.db.exists(doc.doctype, filters):
        refuse_step("CODE_REPEATED", repeated=doc.code, campaign=doc.campaign)


def refuse_unreadable_plan(campaign: str) -> None:
    """Refuses an edit that leaves the campaign's plan unreadable, with every problem's path.

    Importing a plan is not asked: the plan was read whole before.
    """
    if are_open():
        return
    try:
        read_plan_records(campaign)
    except DataInvalid as error:
        refuse_problems(error.problems)
