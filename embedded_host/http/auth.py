"""Who is calling: a sid cookie, an API key, or nobody; sign-in and sign-out."""

from __future__ import annotations

import base64
import binascii
import hmac
from urllib.parse import quote

from embedded_host.context import Context, current
from embedded_host.errors import AuthenticationError, CSRFTokenError
from embedded_host.features import users
from embedded_host.features.rate_limit import Failures
from embedded_host.features.settings import system_setting
from embedded_host.http import sessions
from embedded_host.http.arguments import call
from embedded_host.http.request import HostRequest
from embedded_host.http.sessions import GUEST, GUEST_ACCOUNT, Account
from embedded_host.messages import _, throw
from embedded_host.setup.hooks import get_attr

SAFE_VERBS = frozenset(("GET", "HEAD", "OPTIONS"))
COOKIES = ("user_image", "system_user", "full_name", "user_id", "sid")


def identify(context: Context, request: HostRequest) -> None:
    """Make the caller the context's user. AuthenticationError for an Authorization header that
    is no use, CSRFTokenError for a changing request without the session's token."""
    sid = request.cookies.get("sid")
    account = None
    if sid and sid != GUEST:
        account = sessions.resume(context, sid)
        if account is None:
            context.response.session_expired = 1
    if account is None:
        sessions.enter(context, GUEST_ACCOUNT, GUEST)
    context.lang = language(context, request)
    header = request.headers.get("Authorization")
    if header:
        _enter_with_key(context, header)
        context.session.by_key = True
    else:
        check_csrf(context, request)


def language(context: Context, request: HostRequest) -> str:
    """The language of replies (CONTRACT §2): `_lang`, the signed-in user's own, a guest's cookie,
    the site's. An API key is looked at later, so its user's own language does not count."""
    asked = request.parameters.get("_lang")
    if not asked and context.user != GUEST:
        asked = context.session.account.language
    elif not asked:
        asked = request.cookies.get("preferred_language")
    return str(asked) if asked else default_language(context)


def default_language(context: Context) -> str:
    return str(system_setting(context, "language") or context.conf.lang or "vi")


def check_csrf(context: Context, request: HostRequest) -> None:
    given = request.headers.get("X-Frappe-CSRF-Token")
    if "csrf_token" in request.parameters:
        given = given or request.parameters.pop("csrf_token")
        request.parameters.pop("csrf_token", None)
    wanted = context.session.data.csrf_token
    if request.method in SAFE_VERBS or not wanted or context.conf.ignore_csrf:
        return
    if not given or not hmac.compare_digest(str(given).encode(), str(wanted).encode()):
        throw(_("Invalid Request"), CSRFTokenError)


# API keys


def _enter_with_key(context: Context, header: str) -> None:
    scheme, _space, credentials = header.partition(" ")
    if scheme.lower() == "basic":
        credentials = _decoded(credentials)
    elif scheme.lower() != "token":
        raise AuthenticationError
    key, colon, secret = credentials.partition(":")
    account = _account_of_key(context, key, secret) if colon and key and secret else None
    if account is None:
        raise AuthenticationError
    sessions.enter(context, account, account.name)


def _decoded(credentials: str) -> str:
    try:
        return base64.b64decode(credentials, validate=True).decode()
    except (binascii.Error, ValueError) as problem:
        raise AuthenticationError from problem


def _account_of_key(context: Context, key: str, secret: str) -> Account | None:
    found = sessions.account_of_key(context, key)
    if found is None:
        return None
    account, stored = found
    right = hmac.compare_digest(users.decrypt(stored).encode(), secret.encode())
    return account if right and account.enabled else None


# sign-in


class LoginManager:
    """What the hooks on_login, on_session_creation and on_logout are given."""

    def __init__(self, account: Account) -> None:
        self.user = account.name
        self.full_name = account.full_name
        self.info = account

    def run_trigger(self, event: str) -> None:
        for path in current().site.hooks.get(event):
            call(get_attr(path), login_manager=self)


class PageLogin:
    """`frappe.local.login_manager` of a page whose own form signs people in."""

    @staticmethod
    def login() -> None:
        """Sign in with the form's `usr` and `pwd`. AuthenticationError as for the login door."""
        here = current()
        given = here.form_dict
        sign_in(here, str(given.get("usr") or ""), str(given.get("pwd") or ""))


def login(usr: str | None = None, pwd: str | None = None) -> None:
    """`POST /api/method/login`; the reply is made of `message`, `home_page` and `full_name`."""
    here = current()
    account = sign_in(here, str(usr or ""), str(pwd or ""))
    is_system_user = account.user_type == "System User"
    here.response.message = "Logged In" if is_system_user else "No App"
    here.response.home_page = "/app" if is_system_user else "/me"
    here.response.full_name = account.full_name


def sign_in(context: Context, usr: str, pwd: str) -> Account:
    """Start a session; one refusal for a wrong password, an unknown and a disabled user, and a
    pause after too many of them."""
    failures = Failures(context, usr.lower())
    failures.refuse_when_too_many()
    account = sessions.account_of_login(context, usr)
    try:
        users.check_password(account.name if account else usr, pwd)
        if account is None or not account.enabled or account.name == GUEST:
            raise AuthenticationError
    except AuthenticationError as problem:
        failures.count()
        context.response.message = _("Invalid login credentials")
        context.flags.no_cookies = True
        raise AuthenticationError from problem
    failures.forget()
    manager = LoginManager(account)
    manager.run_trigger("on_login")
    sessions.start(context, account)
    manager.run_trigger("on_session_creation")
    return account


def logout() -> None:
    """`POST /api/method/logout`: the session ends and the browser forgets it."""
    here = current()
    if here.user != GUEST and here.session.stored_sid:
        LoginManager(here.session.account).run_trigger("on_logout")
        sessions.end(here, here.session.stored_sid)
    sessions.enter(here, GUEST_ACCOUNT, GUEST)
    here.flags.clear_cookies = True
    here.flags.commit = True  # frappe-js-sdk signs out by GET
    here.response.update(message="No App", home_page="/login", full_name=GUEST)


def update_password(new_password: str, old_password: str) -> str:
    """`frappe.core.doctype.user.user.update_password`: the caller's own, knowing the old one."""
    here = current()
    failures = Failures(here, here.user.lower())
    failures.refuse_when_too_many()
    try:
        users.change_own_password(old_password, new_password)
    except AuthenticationError:
        failures.count()
        raise
    return "/"


def get_logged_user() -> str:
    return current().user


# cookies


def cookie_headers(context: Context, secure: bool) -> list[tuple[str, str]]:
    """The five cookies that Frappe sends with every reply to a browser; none to an API key."""
    if context.flags.no_cookies or (context.session.by_key and not context.flags.clear_cookies):
        return []
    account = context.session.account or GUEST_ACCOUNT
    tail = "; Path=/; SameSite=Lax" + ("; Secure" if secure else "")
    values = {
        "sid": context.session.browser_sid,
        "system_user": "yes" if account.user_type == "System User" else "no",
        "full_name": account.full_name or "",
        "user_id": account.name,
        "user_image": account.user_image or "",
    }
    headers = [
        (
            "Set-Cookie",
            f"{name}={quote(str(value), safe='@')}; Max-Age={COOKIE_AGE}{_only(name)}{tail}",
        )
        for name, value in values.items()
    ]
    if context.flags.clear_cookies:
        headers += [("Set-Cookie", f"{name}=; Max-Age=0{tail}") for name in COOKIES]
    return headers


COOKIE_AGE = sessions.COOKIE_SECONDS


def _only(name: str) -> str:
    return "; HttpOnly" if name == "sid" else ""
