"""Error Log: what went wrong unforeseen, without anybody's data.

A row holds the trace of files, lines and functions. It never holds local variables, request
bodies, values that a database quotes, or long numbers: they may be identity numbers or passwords.
"""

from __future__ import annotations

import re
import traceback
from typing import Any

from embedded_host.context import Context, current, is_open
from embedded_host.db.rows import new_record
from embedded_host.values import cstr

_QUOTED = re.compile(r"'[^']*'")
_LONG_NUMBER = re.compile(r"\d{9,}")
_TITLE_LENGTH = 140


def log_error(
    title: str | None = None,
    message: str | None = None,
    reference_doctype: str | None = None,
    reference_name: str | None = None,
    *,
    defer_insert: bool = False,
) -> str | None:
    """`frappe.log_error`: keep the exception being handled, or `message`; the row's name.

    Within a request the row is written when the request's transaction is over, so that it stays
    when that is rolled back and does not wait for its own lock; elsewhere it is written at once.
    """
    if not is_open():
        return None
    here = current()
    trace = without_values(message or traceback.format_exc())
    row = _row(
        title or "Error",
        trace,
        reference_doctype=reference_doctype,
        reference_name=reference_name,
    )
    if here.request is None:
        here.db.insert_row("Error Log", row)
    else:
        here.cache("error_log")[row["name"]] = row
    return str(row["name"])


def note_exception(context: Context, problem: BaseException) -> None:
    """Keep an exception that a request did not foresee."""
    trace = without_values("".join(traceback.format_exception(problem)))
    path = context.request.path if context.request is not None else ""
    row = _row(f"{type(problem).__name__} {path}".strip(), trace)
    context.cache("error_log")[row["name"]] = row


def write_noted(context: Context) -> None:
    """Write the rows that a request left behind, in a transaction of their own."""
    rows = context.caches.pop("error_log", None)
    if rows:
        for row in rows.values():
            context.db.insert_row("Error Log", row)
        context.db.commit()


def without_values(trace: str) -> str:
    """The trace without what may be somebody's data in the exceptions' own texts: the values that
    MariaDB quotes, and numbers as long as those of an identity card or a telephone."""
    lines = [
        _QUOTED.sub("'…'", line) if line.startswith("mariadb.") else line
        for line in trace.splitlines()
    ]
    return _LONG_NUMBER.sub("…", "\n".join(lines))


def _row(title: str, trace: str, **reference: str | None) -> dict[str, Any]:
    return new_record(method=cstr(title)[:_TITLE_LENGTH], error=trace, **reference)
