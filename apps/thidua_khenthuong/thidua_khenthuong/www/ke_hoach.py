"""`/ke-hoach/<campaign>`: one campaign as a document beside its quota board."""

from typing import Any

import frappe

from thidua_khenthuong.page_reply import show
from thidua_khenthuong.presentation.pages.campaign_page import campaign_page
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.overview import campaign_state
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.quota_board import quota_board

no_cache = 1


def get_context(context: Any) -> None:
    campaign = str(frappe.form_dict.get("campaign") or "")
    state = campaign_state(campaign)
    if state is None:
        raise frappe.PageDoesNotExistError
    user = frappe.session.user
    lines = None if user == "Guest" else quota_board(campaign, user)
    view = campaign_page(plan_of(campaign), state, now(), lines)
    show(context, "ke_hoach.html", view.short_title, view)
