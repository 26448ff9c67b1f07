"""Doors of a campaign: its state, its quota board."""

import frappe

from thidua_khenthuong.queries.quota_board import quota_board as board_of
from thidua_khenthuong.services.permitted import permitted
from thidua_khenthuong.services.state_guard import take_step

CAMPAIGN = "Emulation Campaign"


@frappe.whitelist(methods=["POST"])
def move_campaign(campaign: str, action: str) -> dict[str, object]:
    """Takes a step of the campaign's workflow: Issue, Open Receiving, Close Receiving, Review …"""
    doc = permitted(CAMPAIGN, campaign)
    take_step(doc, action)
    return {"campaign": doc.name, "state": doc.workflow_state}


@frappe.whitelist(methods=["GET"])
def quota_board(campaign: str) -> list[dict[str, object]]:
    """Places allowed, used and left for each unit and quota row that the caller may see."""
    doc = permitted(CAMPAIGN, campaign, "read")
    return board_of(doc.name, frappe.session.user)
