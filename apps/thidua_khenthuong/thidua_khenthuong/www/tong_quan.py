"""`/`: campaigns, and for who is signed in his dossiers, nominations and documents."""

from typing import Any

import frappe

from thidua_khenthuong.page_reply import (
    asked_search,
    current_reader,
    demo_account_lines,
    lead_to,
    show,
)
from thidua_khenthuong.services.home import home_page

no_cache = 1


def get_context(context: Any) -> None:
    if frappe.request.method == "POST":
        lead_to("/")
    view = home_page(current_reader(), asked_search(), demo_account_lines())
    show(context, "tong_quan.html", "Thi đua – Khen thưởng", view)
