"""Sessions of people who signed in: rows of `tabSessions`, kept under the digest of their sid.

The cookie holds the sid, the table only its SHA-256, so that a copy of the database opens no
session. What happens to a session (its last use, its CSRF token) is written in a transaction of
its own after the request's, because a GET is always rolled back.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from embedded_host.context import Context, current
from embedded_host.features.settings import system_setting
from embedded_host.values import _dict, cint, generate_hash, now_datetime

GUEST = "Guest"
COOKIE_SECONDS = 7 * 24 * 3600
TOUCH_AFTER = timedelta(minutes=10)
DEFAULT_EXPIRY = "170:00"

USER_FIELDS = ("name", "enabled", "language", "full_name", "user_type", "user_image")


class Account(_dict):
    """What a request needs of its user: the fields of USER_FIELDS."""


GUEST_ACCOUNT = Account(
    name=GUEST, enabled=1, language=None, full_name=GUEST, user_type="Website User", user_image=""
)


def digest(sid: str) -> str:
    return sha256(sid.encode()).hexdigest()


_ACCOUNT = ", ".join(f"u.`{field}`" for field in USER_FIELDS)
_BY_SID = (
    f"SELECT s.`sessiondata`, s.`lastupdate`, {_ACCOUNT} FROM `tabSessions` s"
    " JOIN `tabUser` u ON u.`name` = s.`user` WHERE s.`sid` = ?"
)
_BY_KEY = (
    f"SELECT a.`password`, {_ACCOUNT} FROM `tabUser` u"
    " JOIN `__Auth` a ON a.`doctype` = 'User' AND a.`name` = u.`name`"
    " AND a.`fieldname` = 'api_secret' WHERE u.`api_key` = ?"
)
_BY_LOGIN = f"SELECT {_ACCOUNT} FROM `tabUser` u WHERE u.`name` = ? OR u.`email` = ? LIMIT 1"


def resume(context: Context, sid: str) -> Account | None:
    """Make the session of this sid the context's; None where it is unknown, idle for too long,
    or its user may not sign in any more."""
    stored_sid = digest(sid)
    rows = context.db.run(_BY_SID, (stored_sid,))
    if not rows:
        return None
    data, last_use, *fields = rows[0]
    account = Account(zip(USER_FIELDS, fields, strict=True))
    idle = now_datetime() - _moment(last_use)
    if not account.enabled or idle > expiry(context):
        return None
    enter(context, account, sid, stored_sid, _dict(json.loads(data or "{}")))
    context.session.touch = idle > TOUCH_AFTER
    return account


def account_of_key(context: Context, key: str) -> tuple[Account, str] | None:
    """The user of an API key, and his encrypted secret."""
    rows = context.db.run(_BY_KEY, (key,))
    if not rows:
        return None
    stored, *fields = rows[0]
    return Account(zip(USER_FIELDS, fields, strict=True)), str(stored)


def account_of_login(context: Context, login: str) -> Account | None:
    """The user of that name or e-mail address."""
    rows = context.db.run(_BY_LOGIN, (login, login))
    return Account(zip(USER_FIELDS, rows[0], strict=True)) if rows else None


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def expiry(context: Context) -> timedelta:
    """How long a session may lie idle: "hours:minutes" of System Settings."""
    text = system_setting(context, "session_expiry") or DEFAULT_EXPIRY
    hours, _, minutes = str(text).partition(":")
    return timedelta(hours=cint(hours), minutes=cint(minutes))


def enter(
    context: Context,
    account: Account,
    sid: str,
    stored_sid: str | None = None,
    data: _dict | None = None,
) -> None:
    """Make `account` the user of this context; without a `stored_sid` nothing is kept of it.

    `frappe.set_user` changes `user`, `sid` and `data`, never what the browser and the table hold.
    """
    kept = _dict() if data is None else data
    context.session = _dict(
        user=account.name,
        sid=sid,
        stored_sid=stored_sid,
        browser_sid=sid,
        account=account,
        data=kept,
        stored_data=kept,
    )


def start(context: Context, account: Account) -> None:
    """A new session of the user; the one that this browser had ends."""
    if context.session.stored_sid:
        end(context, context.session.stored_sid)
    sid, moment = generate_hash(), now_datetime()
    context.db.write(
        "DELETE FROM `tabSessions` WHERE `lastupdate` < ?", (moment - expiry(context),)
    )
    context.db.write(
        "INSERT INTO `tabSessions` (`sid`, `user`, `sessiondata`, `ipaddress`, `lastupdate`,"
        " `status`) VALUES (?, ?, ?, ?, ?, ?)",
        (digest(sid), account.name, "{}", context.request_ip, moment, "Active"),
    )
    enter(context, account, sid, digest(sid))


def end(context: Context, stored_sid: str) -> None:
    context.db.write("DELETE FROM `tabSessions` WHERE `sid` = ?", (stored_sid,))


def keep(context: Context) -> None:
    """Write what this request changed of its session; called after the request's transaction."""
    session = context.session
    if not (session.touch or session.changed):
        return
    context.db.write(
        "UPDATE `tabSessions` SET `lastupdate` = ?, `sessiondata` = ? WHERE `sid` = ?",
        (now_datetime(), json.dumps(session.stored_data), session.stored_sid),
    )
    context.db.commit()


def get_csrf_token() -> str:
    """`frappe.sessions.get_csrf_token`: the session's token, made the first time.

    Guests have none ("None", as Frappe's pages print it); nor have API keys.
    """
    session = current().session
    if not session.stored_sid:
        return "None"
    if not session.stored_data.csrf_token:
        session.stored_data.csrf_token = generate_hash()
        session.changed = True
    return str(session.stored_data.csrf_token)
