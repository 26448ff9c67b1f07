"""Script Reports: `execute(filters)` beside the report's JSON, run for whoever has a role of it."""

from __future__ import annotations

from importlib import import_module
from time import monotonic
from typing import Any

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import NotSupportedByHost, PermissionError, ValidationError
from embedded_host.features.parameters import parsed
from embedded_host.messages import _, throw
from embedded_host.permissions import get_roles, has_permission
from embedded_host.values import _dict, cint, scrub

RESULT_KEYS = ("columns", "result", "message", "chart", "report_summary", "skip_total_row")


def run(
    report_name: str,
    filters: Any = None,
    user: str | None = None,
    ignore_prepared_report: Any = False,
    custom_columns: Any = None,
    is_tree: Any = False,
    parent_field: str | None = None,
    are_default_filters: Any = True,
) -> dict[str, Any]:
    """The report's columns and rows (dictionaries), its message, chart and summary."""
    report = get_doc("Report", report_name)
    check_access(report)
    began = monotonic()
    made = execute(report, _dict(parsed(filters, "filters") or {}))
    return {
        **made,
        "status": None,
        "execution_time": round(monotonic() - began, 6),
        "add_total_row": cint(report.add_total_row) and not made["skip_total_row"],
    }


def check_access(report: Any) -> None:
    """A role of the report, and the right to see reports of its DocType."""
    if report.disabled:
        throw(_("Report {0} is disabled").format(_(report.name)), ValidationError)
    allowed = {row.role for row in report.get("roles") or []}
    if allowed and not allowed & set(get_roles(current().user)):
        throw(_("You don't have access to Report: {0}").format(_(report.name)), PermissionError)
    if not has_permission(report.ref_doctype, "report"):
        text = _("You don't have permission to get a report on: {0}")
        throw(text.format(_(report.ref_doctype)), PermissionError)


def execute(report: Any, filters: _dict) -> dict[str, Any]:
    """What the report's `execute` returned, in one shape: rows and columns as dictionaries."""
    if report.report_type != "Script Report" or report.is_standard != "Yes":
        raise NotSupportedByHost(f"Report {report.name} ({report.report_type})")
    app, _folder = current().site.modules()[report.module]
    name = scrub(report.name)
    module = import_module(f"{app}.{scrub(report.module)}.report.{name}.{name}")
    returned = [*module.execute(filters)]
    columns = [as_column(column) for column in returned[0] or []]
    rows = returned[1] if len(returned) > 1 else []
    returned[:2] = [columns, [_as_row(row, columns) for row in rows or []]]
    returned += [None] * (len(RESULT_KEYS) - len(returned))
    made = dict(zip(RESULT_KEYS, returned, strict=False))
    made["skip_total_row"] = cint(made["skip_total_row"])
    return made


def as_column(column: Any) -> dict[str, Any]:
    """A column as a dictionary: "Title:Link/Item:120" is a label, a type with options, a width."""
    if isinstance(column, dict):
        return column
    label, _colon, rest = str(column).partition(":")
    kind, _colon, width = rest.partition(":")
    fieldtype, _slash, options = kind.partition("/")
    made: dict[str, Any] = {"fieldtype": fieldtype or "Data"}
    if options:
        made["options"] = options
    if width:
        made["width"] = width
    return {**made, "label": label, "fieldname": scrub(label)}


def _as_row(row: Any, columns: list[dict[str, Any]]) -> Any:
    if isinstance(row, dict):
        return row
    return {
        column.get("fieldname") or scrub(column.get("label") or ""): value
        for column, value in zip(columns, row, strict=False)
    }
