"""What every page at `/` does: who reads, on which day, and the answer as one HTML text."""

from typing import Any, NoReturn

import frappe
from frappe.sessions import get_csrf_token
from frappe.utils import cint

from thidua_khenthuong.presentation.pages.home_page import AccountLine, account_line
from thidua_khenthuong.presentation.pages.rendering import PageFrame, page_html
from thidua_khenthuong.presentation.pages.words import ROLES
from thidua_khenthuong.queries.clock import is_business_date, now
from thidua_khenthuong.queries.overview import Reader, day_in_force, reader_of
from thidua_khenthuong.setup.demo import demo_accounts

SEE_OTHER = 303
"""The status after a form was sent: the browser asks for the next page by GET."""


def current_reader() -> Reader:
    return reader_of(frappe.session.user)


def asked_search() -> str:
    """What stands in the search box."""
    return str(frappe.form_dict.get("q") or "").strip()[:100]


def show(context: Any, template: str, title: str, view: object) -> None:
    """Puts the rendered page into the context of its one-line template."""
    reader = current_reader()
    frame = PageFrame(
        title=title,
        reader=reader.full_name,
        places=reader.places,
        roles=tuple(ROLES[role] for role in reader.roles if role in ROLES),
        day=day_in_force(now()) if is_business_date() else None,
        is_demo=is_demo_site(),
        csrf_token=None if reader.is_guest else get_csrf_token(),
        search=asked_search(),
    )
    context.no_cache = 1
    context.page = page_html(template, frame, view)


def is_demo_site() -> bool:
    return bool(cint(frappe.conf.get("demo")))


def demo_account_lines() -> tuple[AccountLine, ...]:
    """The accounts that a demo site tells everybody; none on any other site."""
    if not is_demo_site():
        return ()
    return tuple(
        account_line(
            account.email,
            account.email.partition("@")[0],
            account.full_name,
            account.unit,
            account.roles,
        )
        for account in demo_accounts()
    )


def is_own_form() -> bool:
    """Whether the request is a form that this site's own page sent."""
    sent_from = frappe.request.headers.get("Sec-Fetch-Site", "same-origin")
    return frappe.request.method == "POST" and sent_from in ("same-origin", "none")


def lead_to(target: str) -> NoReturn:
    """Ends the request with a redirect to a path of this site."""
    frappe.local.flags.redirect_location = local_path(target)
    redirect = frappe.Redirect()
    redirect.http_status_code = SEE_OTHER
    raise redirect


def local_path(target: str) -> str:
    """`target` where it is a path of this site, else "/": nobody is sent elsewhere."""
    # Browsers leave out tabs and line ends, read "\\" as "/", and "///host" as "//host".
    is_plain = target.isprintable() and "\\" not in target
    return target if is_plain and target.startswith("/") and target[1:2] != "/" else "/"
