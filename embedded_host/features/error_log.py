"""Error Log: what went wrong unforeseen, without anybody's data.

A row holds the trace of files, lines and functions. It never holds local variables, request
bodies, or the values of an SQL statement: they may be identity numbers or passwords.
"""

from __future__ import annotations

import traceback
from typing import Any

from embedded_host.context import Context, current, is_open
from embedded_host.values import cstr, generate_hash, now_datetime

_SQL_VALUES = "[parameters:"
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
    trace = message or without_values(traceback.format_exc())
    row = _row(here, title or "Error", trace, reference_doctype, reference_name)
    if here.request is None:
        here.db.insert_row("Error Log", row)
    else:
        here.cache("error_log")[row["name"]] = row
    return str(row["name"])


def get_traceback(with_context: bool = False) -> str:
    """`frappe.get_traceback`: of the exception being handled, never with local variables."""
    return without_values(traceback.format_exc())


def note_exception(context: Context, problem: BaseException) -> None:
    """Keep an exception that a request did not foresee."""
    trace = without_values("".join(traceback.format_exception(problem)))
    path = context.request.path if context.request is not None else ""
    row = _row(context, f"{type(problem).__name__} {path}".strip(), trace, None, None)
    context.cache("error_log")[row["name"]] = row


def write_noted(context: Context) -> None:
    """Write the rows that a request left behind, in a transaction of their own."""
    rows = context.caches.pop("error_log", None)
    if rows:
        for row in rows.values():
            context.db.insert_row("Error Log", row)
        context.db.commit()


def without_values(trace: str) -> str:
    """The trace without the parameters that a database driver's message repeats."""
    return "\n".join(line for line in trace.splitlines() if not line.startswith(_SQL_VALUES))


def _row(
    context: Context,
    title: str,
    trace: str,
    reference_doctype: str | None,
    reference_name: str | None,
) -> dict[str, Any]:
    moment = now_datetime()
    return {
        "name": generate_hash(length=10),
        "owner": context.user,
        "modified_by": context.user,
        "creation": moment,
        "modified": moment,
        "docstatus": 0,
        "idx": 0,
        "method": cstr(title)[:_TITLE_LENGTH],
        "error": trace,
        "reference_doctype": reference_doctype,
        "reference_name": reference_name,
    }
