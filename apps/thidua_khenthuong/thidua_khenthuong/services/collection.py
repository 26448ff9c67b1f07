"""A lead agency collects units' dossiers into its own, which goes on to the standing body."""

from collections.abc import Sequence
from typing import Any

import frappe

from thidua_khenthuong.domain.vocabulary import Stage
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.state_guard import take_step

DOSSIER = "Award Dossier"
OPEN_STATES = ("Draft", "Returned")


def collect(campaign: str, award_form: str, dossiers: Sequence[Any]) -> Any:
    """Puts received dossiers into the lead agency's own draft, made when there is none; returns it.

    Each dossier has to be received, free of open warnings, and of this campaign and award form.
    """
    lead_unit = campaign_bodies(campaign).lead_unit
    if not lead_unit:
        refuse_step("NOT_COLLECTED_BY_UNIT", campaign=campaign)
    require_officer_of(lead_unit, "NOT_RECEIVING_BODY")
    for dossier in dossiers:
        if (dossier.campaign, dossier.award_form) != (campaign, award_form):
            refuse_step("OTHER_CAMPAIGN", dossier=dossier.name)
    lead = open_lead_dossier(campaign, award_form, lead_unit)
    with server_writes():
        for dossier in dossiers:
            dossier.lead_dossier = lead.name
            take_step(dossier, "Collect")
    return lead


def open_lead_dossier(campaign: str, award_form: str, lead_unit: str) -> Any:
    """The lead agency's dossier that is still being put together, or a new one."""
    name = frappe.db.get_value(
        DOSSIER,
        {
            "campaign": campaign,
            "award_form": award_form,
            "unit": lead_unit,
            "stage": Stage.LEAD_AGENCY.value,
            "workflow_state": ["in", list(OPEN_STATES)],
        },
    )
    if name:
        return frappe.get_doc(DOSSIER, name)
    lead = frappe.new_doc(DOSSIER)
    lead.update(
        {
            "campaign": campaign,
            "award_form": award_form,
            "unit": lead_unit,
            "stage": Stage.LEAD_AGENCY.value,
        }
    )
    with server_writes():
        lead.insert()
    return lead
