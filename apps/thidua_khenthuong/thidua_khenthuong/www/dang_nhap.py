"""`/dang-nhap`: the form that signs in; it comes back with a sentence when it cannot."""

from typing import Any

import frappe

from thidua_khenthuong.page_reply import (
    current_reader,
    demo_account_lines,
    is_own_form,
    lead_to,
    show,
)
from thidua_khenthuong.services.home import home_page

no_cache = 1


def get_context(context: Any) -> None:
    refusal = ""
    if is_own_form():
        refusal = sign_in()
    if not current_reader().is_guest:
        lead_to(str(frappe.form_dict.get("next") or "/"))
    view = home_page(current_reader(), "", demo_account_lines(), refusal)
    show(context, "tong_quan.html", "Đăng nhập", view)


def sign_in() -> str:
    """Signs in with `usr` and `pwd`; why not, where it is refused."""
    try:
        frappe.local.login_manager.login()
    except (frappe.AuthenticationError, frappe.ValidationError):
        frappe.clear_messages()
        return "Sai tên đăng nhập hoặc mật khẩu, hoặc tài khoản đang tạm khóa. Hãy thử lại."
    return ""
