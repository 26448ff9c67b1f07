"""What a method says to the person in front: `msgprint`, `throw`, and `_` for the words.

A message is a dictionary in Frappe's shape (`message`, `title`, and where given `as_list`,
`indicator`, `alert`, `raise_exception`, `__frappe_exc_id`, `primary_action`), collected in
`Context.message_log` and sent as `_server_messages`.
"""

from __future__ import annotations

from typing import Any, NoReturn

from embedded_host.context import current, is_open
from embedded_host.errors import PermissionError, ValidationError
from embedded_host.features.translation import translate
from embedded_host.values import generate_hash


def _(msg: str, lang: str | None = None, context: str | None = None) -> str:
    """`msg` in the reply's language, or as it stands where no translation is known."""
    return translate(msg, lang, context)


def msgprint(
    msg: Any,
    title: str | None = None,
    raise_exception: bool | type[Exception] | Exception = False,
    as_table: bool = False,
    as_list: bool = False,
    indicator: str | None = None,
    alert: bool = False,
    primary_action: dict[str, Any] | None = None,
    is_minimizable: bool = False,
    wide: bool = False,
) -> None:
    """Tell the user `msg`; raise as well where `raise_exception` says so."""
    entry: dict[str, Any] = {"message": msg}
    flags = {"as_table": as_table, "as_list": as_list and isinstance(msg, list | tuple)}
    entry.update({key: 1 for key, is_set in flags.items() if is_set})
    entry["title"] = title or _("Message")
    if indicator or raise_exception:
        entry["indicator"] = indicator or "red"
    looks = {"alert": alert, "is_minimizable": is_minimizable, "wide": wide}
    entry.update({key: 1 for key, is_set in looks.items() if is_set})
    problem = _as_exception(raise_exception, msg) if raise_exception else None
    if problem is not None:
        identity = generate_hash()
        problem.__frappe_exc_id = identity  # type: ignore[attr-defined]
        entry.update(raise_exception=1, __frappe_exc_id=identity)
    if primary_action:
        entry["primary_action"] = primary_action
    if is_open() and not current().flags.mute_messages:
        current().message_log.append(entry)
    if problem is not None:
        raise problem


def _as_exception(wanted: bool | type[Exception] | Exception, msg: Any) -> Exception:
    if isinstance(wanted, Exception):
        wanted.args = (msg,)
        return wanted
    if isinstance(wanted, type) and issubclass(wanted, Exception):
        return wanted(msg)
    return ValidationError(msg)


def throw(
    msg: Any,
    exc: type[Exception] | Exception = ValidationError,
    title: str | None = None,
    is_minimizable: bool = False,
    wide: bool = False,
    as_list: bool = False,
    primary_action: dict[str, Any] | None = None,
) -> NoReturn:
    """Raise `exc` with `msg`, and tell the user."""
    msgprint(
        msg,
        title=title,
        raise_exception=exc,
        as_list=as_list,
        indicator="red",
        primary_action=primary_action,
        is_minimizable=is_minimizable,
        wide=wide,
    )
    raise AssertionError("msgprint raises where it is given an exception")


def refuse(reason: str, exc: type[Exception] = PermissionError) -> NoReturn:
    """Raise for a missing right; `reason` travels apart, as `_error_message` of the reply."""
    if is_open():
        current().flags.error_message = reason
    raise exc(reason)


def clear_messages() -> None:
    current().message_log.clear()
