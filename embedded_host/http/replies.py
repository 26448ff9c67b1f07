"""Replies that are not JSON: what a method asks for with `frappe.response.type`."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from werkzeug.utils import redirect, secure_filename
from werkzeug.wrappers import Response

from embedded_host.context import Context
from embedded_host.errors import NotSupportedByHost
from embedded_host.http import envelope, pages
from embedded_host.values import cint, cstr

BINARY = "application/octet-stream"


def build(context: Context) -> Response:
    """The reply to a request that went well, of the type that lies in `frappe.response`."""
    kind = context.response.get("type")
    if not kind or kind == "json":
        return envelope.success(context)
    if kind not in KINDS:
        raise NotSupportedByHost(f"frappe.response.type = {kind}")
    reply = KINDS[kind](context)
    reply.status_code = cint(context.response.get("http_status_code")) or reply.status_code
    return reply


def disposition(kind: str, filename: str) -> str:
    """A Content-Disposition that no file name can break out of; Vietnamese names stay whole."""
    plain = secure_filename(filename) or "download"
    if plain == filename:
        return f"{kind}; filename={plain}"
    return f"{kind}; filename={plain}; filename*=UTF-8''{quote(filename, safe='')}"


def _file(content: Any, mimetype: str, name: str, shown_as: str) -> Response:
    body = content.encode() if isinstance(content, str) else bytes(content or b"")
    reply = Response(body, mimetype=mimetype)
    reply.headers["Content-Disposition"] = disposition(shown_as, name)
    return reply


def _csv(context: Context) -> Response:
    name = f"{cstr(context.response.get('doctype') or 'data')}.csv"
    return _file(context.response.get("result"), "text/csv", name, "attachment")


def _download(context: Context) -> Response:
    name = cstr(context.response.get("filename") or "download")
    mimetype = context.response.get("content_type") or mimetypes.guess_type(name)[0] or BINARY
    shown_as = cstr(context.response.get("display_content_as") or "attachment")
    return _file(context.response.get("filecontent"), mimetype, name, shown_as)


def _binary(context: Context) -> Response:
    name = cstr(context.response.get("filename") or "download")
    return _file(context.response.get("filecontent"), BINARY, name, "attachment")


def _pdf(context: Context) -> Response:
    name = cstr(context.response.get("filename") or "document.pdf")
    return _file(context.response.get("filecontent"), "application/pdf", name, "inline")


def _redirect(context: Context) -> Response:
    return redirect(cstr(context.response.get("location") or "/"), Response=Response)


def _page(context: Context) -> Response:
    return pages.render(context, cstr(context.response.get("route")).strip("/"))


KINDS: dict[str, Callable[[Context], Response]] = {
    "csv": _csv,
    "download": _download,
    "binary": _binary,
    "pdf": _pdf,
    "redirect": _redirect,
    "page": _page,
}
