"""The dry run of a campaign: a request from outside, judged by the same rules as a dossier."""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _

from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.findings import Answer
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.proposal import check_proposal
from thidua_khenthuong.domain.reading import DataInvalid
from thidua_khenthuong.domain.request import ProposalRequest
from thidua_khenthuong.domain.request_reading import read_request
from thidua_khenthuong.queries.plans import CAMPAIGN, plan_of
from thidua_khenthuong.queries.proposals import (
    CampaignBodies,
    asked_context,
    campaign_bodies,
    unit_classes,
    unit_record,
)
from thidua_khenthuong.queries.reference import reference_data
from thidua_khenthuong.queries.scope_rules import handles
from thidua_khenthuong.queries.units import interval, scope_of
from thidua_khenthuong.refusal import refuse_problems


def answer_request(raw: Mapping[str, Any]) -> Answer:
    """The rules' answer. Raises a refusal with every problem, `frappe.PermissionError` for a
    foreign unit.
    """
    code = raw.get("campaign")
    known = isinstance(code, str) and frappe.db.exists(CAMPAIGN, code)
    plan = plan_of(code) if known else None
    reading = ProposalContext(reference=reference_data(), unit_classes=unit_classes())
    try:
        request = read_request(
            {key: raw[key] for key in raw if stated(key, raw[key])}, plan, reading
        )
    except DataInvalid as error:
        refuse_problems(error.problems)
    bodies = campaign_bodies(plan.code)
    unit = asked_unit(plan, bodies, request)
    context = asked_context(plan, bodies, request, unit)
    return check_proposal(plan, request, context)


def stated(key: str, value: Any) -> bool:
    """Arguments that were not given count as absent, not as null."""
    return value is not None or key == "campaign"


def asked_unit(plan: CampaignPlan, bodies: CampaignBodies, request: ProposalRequest) -> str | None:
    """The record of the unit asked about; refuses units outside the caller's scope."""
    asked = request.nominating_unit
    if asked is None:
        return None
    unit = unit_record(plan, bodies.unit, asked.name)
    scope = scope_of(frappe.session.user)
    place = interval(unit)
    if scope.everything or handles(scope, plan.code) or (place and scope.covers(*place)):
        return unit
    frappe.throw(
        _("{0} does not belong to your units, and your units do not handle this campaign.").format(
            asked.name
        ),
        frappe.PermissionError,
    )
