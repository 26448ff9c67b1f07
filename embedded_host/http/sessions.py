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

from pypika import Table

from embedded_host.context import Context, current
from embedded_host.db import qb
from embedded_host.values import _dict, cint, generate_hash, now_datetime

SESSIONS = Table("tabSessions")
USERS = Table("tabUser")
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


def resume(context: Context, sid: str) -> Account | None:
    """Make the session of this sid the context's; None where it is unknown, idle for too long,
    or its user may not sign in any more."""
    rows = (
        qb.from_(SESSIONS)
        .join(USERS)
        .on(USERS.name == SESSIONS.user)
        .select(SESSIONS.sessiondata, SESSIONS.lastupdate, *(USERS[one] for one in USER_FIELDS))
        .where(SESSIONS.sid == digest(sid))
        .run()
    )
    if not rows:
        return None
    data, last_use, *fields = rows[0]
    account = Account(zip(USER_FIELDS, fields, strict=True))
    idle = now_datetime() - _moment(last_use)
    if not account.enabled or idle > expiry(context):
        end(context, digest(sid))
        return None
    enter(context, account, sid, _dict(json.loads(data or "{}")))
    context.session.touch = idle > TOUCH_AFTER
    return account


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def expiry(context: Context) -> timedelta:
    """How long a session may lie idle: "hours:minutes" of System Settings."""
    kept = context.site.cache("http")
    if "expiry" not in kept:
        text = context.db.get_single_value("System Settings", "session_expiry") or DEFAULT_EXPIRY
        hours, _, minutes = str(text).partition(":")
        kept["expiry"] = timedelta(hours=cint(hours), minutes=cint(minutes))
    period: timedelta = kept["expiry"]
    return period


def enter(context: Context, account: Account, sid: str, data: _dict | None = None) -> None:
    """Make `account` the user of this context."""
    context.session = _dict(
        user=account.name,
        sid=sid,
        stored_sid=digest(sid),
        account=account,
        data=data if data is not None else _dict(),
    )


def start(context: Context, account: Account) -> str:
    """A new session of the user; the old one of this browser ends. Returns the sid."""
    if context.session.stored_sid and context.user != GUEST:
        end(context, context.session.stored_sid)
    sid = generate_hash()
    moment = now_datetime()
    context.db.begin_write()
    (
        qb.into(SESSIONS)
        .columns("sid", "user", "sessiondata", "ipaddress", "lastupdate", "status")
        .insert(digest(sid), account.name, "{}", context.request_ip, moment, "Active")
        .run()
    )
    _forget_expired(context, moment)
    enter(context, account, sid)
    return sid


def _forget_expired(context: Context, moment: datetime) -> None:
    qb.from_(SESSIONS).delete().where(SESSIONS.lastupdate < moment - expiry(context)).run()


def end(context: Context, stored_sid: str) -> None:
    context.db.begin_write()
    qb.from_(SESSIONS).delete().where(SESSIONS.sid == stored_sid).run()


def keep(context: Context) -> None:
    """Write what this request changed of its session; called after the request's transaction."""
    session = context.session
    if not (session.touch or session.changed):
        return
    context.db.begin_write()
    (
        qb.update(SESSIONS)
        .set(SESSIONS.lastupdate, now_datetime())
        .set(SESSIONS.sessiondata, json.dumps(session.data))
        .where(SESSIONS.sid == session.stored_sid)
        .run()
    )
    context.db.commit()


def get_csrf_token() -> str:
    """`frappe.sessions.get_csrf_token`: the session's token, made the first time.

    Guests have none ("None", as Frappe's pages print it); nor have API keys.
    """
    session = current().session
    if session.user == GUEST or not session.stored_sid:
        return "None"
    if not session.data.csrf_token:
        session.data.csrf_token = generate_hash()
        session.changed = True
    return str(session.data.csrf_token)
