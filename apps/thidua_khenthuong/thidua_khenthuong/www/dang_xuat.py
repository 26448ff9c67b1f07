"""`/dang-xuat`: a form that ends the session. Looking at the address changes nothing."""

from typing import Any

import frappe
from frappe.handler import logout

from thidua_khenthuong.page_reply import is_own_form, lead_to

no_cache = 1


def get_context(context: Any) -> None:
    if is_own_form() and frappe.session.user != "Guest":
        logout()
    lead_to("/")
