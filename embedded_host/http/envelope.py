"""The one place that turns a result or an exception into a reply, in Frappe's shapes."""

from __future__ import annotations

import json
import traceback
from types import TracebackType
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from embedded_host import errors
from embedded_host.context import Context
from embedded_host.features.settings import system_setting
from embedded_host.values import cint, json_default

JSON_TYPE = "application/json"
_FRAPPE_ERRORS = "frappe.exceptions"
_MODULES_OF_CLASSES = {
    **dict.fromkeys(
        ("WorkflowStateError", "WorkflowTransitionError", "WorkflowPermissionError"),
        "frappe.model.workflow",
    ),
    **dict.fromkeys(
        (
            "NestedSetRecursionError",
            "NestedSetChildExistsError",
        ),
        "frappe.utils.nestedset",
    ),
}
_WITHOUT_TRACEBACK = (errors.CSRFTokenError, errors.NotSupportedByHost, errors.BadRequest)
_OUTSIDE_EXCEPTIONS = {
    404: "DoesNotExistError",
    413: "RequestEntityTooLarge",
    405: "MethodNotAllowed",
}

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=json_default).encode


def json_response(payload: dict[str, Any], status: int = 200) -> Response:
    return Response(_encode(payload).encode(), status, content_type=JSON_TYPE)


def success(context: Context) -> Response:
    """The JSON reply of a request that went well: what lies in `frappe.response`."""
    payload = _payload(context)
    status = cint(payload.pop("http_status_code", 200))
    return json_response(payload, status)


def failure(context: Context | None, problem: BaseException) -> Response:
    """The JSON reply for an exception.

    404 carries no exception, and nobody sees a traceback unless the site allows it.
    """
    payload = _payload(context) if context else {}
    status = status_of(problem)
    payload.pop("http_status_code", None)
    payload["exc_type"] = class_name(problem)
    if context and context.flags.error_message:
        payload["_error_message"] = context.flags.error_message
    if isinstance(problem, errors.NotSupportedByHost | errors.BadRequest | HTTPException):
        _add_message(payload, _sentence(problem))
    elif status != 404 and not isinstance(problem, _WITHOUT_TRACEBACK):
        _add_traceback(payload, problem, context)
    return json_response(payload, status)


def status_of(problem: BaseException) -> int:
    """The HTTP status that an exception answers with; 500 for one that nobody foresaw."""
    if isinstance(problem, HTTPException):
        return problem.code or 500
    return int(getattr(problem, "http_status_code", 500))


def class_name(problem: BaseException) -> str:
    if isinstance(problem, HTTPException):
        return _OUTSIDE_EXCEPTIONS.get(problem.code or 500, type(problem).__name__)
    if isinstance(problem, errors.NotSupportedByHost):
        return "NotSupportedByHost"
    return type(problem).__name__


def exception_text(problem: BaseException) -> str:
    """ "module.Class: text", with the module that Frappe has the class in."""
    kind = type(problem)
    module = _MODULES_OF_CLASSES.get(kind.__name__) if _is_ours(kind) else None
    if module is None:
        module = _FRAPPE_ERRORS if _is_ours(kind) else kind.__module__
    name = kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"
    text = str(problem)
    return f"{name}: {text}" if text else name


def _is_ours(kind: type) -> bool:
    return kind.__module__ == errors.__name__


def _payload(context: Context) -> dict[str, Any]:
    payload = dict(context.response)
    payload.pop("type", None)
    if not payload.get("docs"):
        payload.pop("docs", None)
    if context.message_log:
        payload["_server_messages"] = _encode([_encode(entry) for entry in context.message_log])
    return payload


def _sentence(problem: BaseException) -> str:
    if isinstance(problem, HTTPException):
        return problem.description or problem.name
    return str(problem)


def _add_message(payload: dict[str, Any], sentence: str) -> None:
    entry = {"message": sentence, "title": "Message", "indicator": "red", "raise_exception": 1}
    payload["_server_messages"] = _encode([_encode(entry)])


def _add_traceback(
    payload: dict[str, Any], problem: BaseException, context: Context | None
) -> None:
    if context is None or not shows_tracebacks(context):
        return
    payload["exception"] = exception_text(problem)
    payload["exc"] = _encode(["".join(traceback.format_exception(problem))])
    source = source_app(context, problem.__traceback__)
    if source:
        payload["_exc_source"] = f"{source} (app)"


def shows_tracebacks(context: Context) -> bool:
    """Whether replies may carry tracebacks: the site's configuration, else System Settings."""
    return bool(cint(system_setting(context, "allow_error_traceback")))


def source_app(context: Context, trace: TracebackType | None) -> str | None:
    """The app whose code raised; None where the host itself did."""
    last = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not file.endswith("embedded_host/messages.py"):
            last = file
        trace = trace.tb_next
    for app in context.site.installed_apps()[1:]:
        if last and last.startswith(str(context.site.app_path(app))):
            return app
    return None
