"""The WSGI application: one request, one context, one transaction, one reply."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response

from embedded_host.context import Context
from embedded_host.errors import (
    DoesNotExistError,
    NotSupportedByHost,
    QueryDeadlockError,
)
from embedded_host.features import error_log, files
from embedded_host.http import auth, envelope, pages, replies, resource, served_files, sessions
from embedded_host.http.arguments import call
from embedded_host.http.methods import run_method
from embedded_host.http.request import (
    LOCAL_NAMES,
    HostRequest,
    client_address,
    is_secure,
    requested_site,
)
from embedded_host.setup.hooks import get_attr, run_hooks
from embedded_host.site import Bench, Site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_log = logging.getLogger(__name__)

CHANGING_VERBS = frozenset(("POST", "PUT", "PATCH", "DELETE"))
SECURITY_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Referrer-Policy", "same-origin"),
)
NEVER_STORED = "no-store, private"


class Application:
    """Serves the sites of a bench, or one site whatever name it is called by."""

    def __init__(self, bench_or_site: Bench | Site) -> None:
        self._only = bench_or_site if isinstance(bench_or_site, Site) else None
        self._bench = bench_or_site.bench if isinstance(bench_or_site, Site) else bench_or_site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = HostRequest(environ)
        with request:
            reply = self.respond(request)
        for name, value in SECURITY_HEADERS:
            reply.headers.setdefault(name, value)
        return reply(environ, start_response)

    def respond(self, request: HostRequest) -> Response:
        site = self.site_of(request)
        if site is None:
            return _no_site(request)
        if request.method == "OPTIONS":
            return Response("", 200)
        asset = served_files.asset(site, request)
        if asset is not None:
            return asset
        try:
            try:
                return _respond_on(site, request)
            except QueryDeadlockError:
                request.rewind()
                return _respond_on(site, request, is_last_try=True)
        except Exception as problem:
            _log.exception("%s %s", request.method, request.path)
            return _broken(request, problem)

    def site_of(self, request: HostRequest) -> Site | None:
        if self._only is not None:
            return self._only
        name = requested_site(request)
        if name in LOCAL_NAMES:
            name = self._bench.default_site() or name
        if "/" in name or name.startswith("."):
            return None
        try:
            return self._bench.site(name)
        except DoesNotExistError:
            return None


def _broken(request: HostRequest, problem: Exception) -> Response:
    """The reply where not even an error can be told as usual: no database, a broken template."""
    if not request.wants_page:
        return envelope.failure(None, problem)
    return Response("Internal Server Error", envelope.status_of(problem), mimetype="text/plain")


def _no_site(request: HostRequest) -> Response:
    sentence = f"{requested_site(request)} does not exist"
    if request.is_api:
        return envelope.failure(None, NotFound(sentence))
    page = f"<!doctype html><title>404 Not Found</title><p>{escape(sentence)}"
    return Response(page, 404, mimetype="text/html")


def _respond_on(site: Site, request: HostRequest, is_last_try: bool = False) -> Response:
    with site.open(user=sessions.GUEST) as context:
        context.request = request
        proxies = list(site.config.trusted_proxies or ())
        context.request_ip = client_address(request, proxies)
        request.limit(files.max_file_size(context))
        reply = _in_transaction(context, request, is_last_try)
        for path in site.hooks.get("after_request"):
            call(get_attr(path), response=reply, request=request)
        _keep_apart(context)
        if context.session.account is not None:
            for name, value in auth.cookie_headers(context, is_secure(request, proxies)):
                reply.headers.add(name, value)
        reply.headers.setdefault("Cache-Control", NEVER_STORED)
        return reply


def _keep_apart(context: Context) -> None:
    """What has transactions of its own. The request is over: a failure here is only noted."""
    try:
        sessions.keep(context)
        error_log.write_noted(context)
    except Exception:
        context.db.rollback()
        _log.exception("session or Error Log not written")


def _in_transaction(context: Context, request: HostRequest, is_last_try: bool) -> Response:
    try:
        context.form_dict = request.parameters
        auth.identify(context, request)
        run_hooks(context.site, "before_request")
        reply = _routed(context, request)
        if request.method in CHANGING_VERBS or context.flags.commit:
            context.db.commit()
        else:
            context.db.rollback()
        return reply
    except Exception as problem:
        context.db.rollback()
        if isinstance(problem, QueryDeadlockError) and not is_last_try:
            raise
        return _refusal(context, request, problem)


def _refusal(context: Context, request: HostRequest, problem: Exception) -> Response:
    status = envelope.status_of(problem)
    if status == 500 and not isinstance(problem, HTTPException):
        error_log.note_exception(context, problem)
    if request.wants_page:
        return pages.error_page(context, request, problem, status)
    return envelope.failure(context, problem)


def _routed(context: Context, request: HostRequest) -> Response:
    path = request.clean_path
    if path == "" and "cmd" in context.form_dict:
        return _finished(context, "message", run_method(context, str(context.form_dict.cmd)))
    if request.is_api:
        return _api(context, path.split("/")[2:], request.method)
    if request.is_file:
        return served_files.stored_file(context, request)
    return pages.answer(context, request)


def _api(context: Context, parts: list[str], verb: str) -> Response:
    """`parts` are what follows /api: a kind, and what it is about."""
    if parts[:1] == ["v2"]:
        raise NotSupportedByHost("/api/" + "/".join(parts))
    if parts[:1] == ["v1"]:
        parts = parts[1:]
    kind, *about = parts or [""]
    if kind == "method" and about:
        return _finished(context, "message", run_method(context, about[0]))
    if kind == "resource" and about:
        return _finished(context, "data", _resource(context, about, verb))
    raise DoesNotExistError


def _resource(context: Context, about: list[str], verb: str) -> Any:
    doctype, name = about[0], "/".join(about[1:])
    table: dict[str, Callable[..., Any]] = resource.OF_DOCUMENT if name else resource.OF_DOCTYPE
    if verb not in table:
        raise MethodNotAllowed(valid_methods=sorted(table))
    return table[verb](context, doctype, name) if name else table[verb](context, doctype)


def _finished(context: Context, key: str, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    if result is not None:
        context.response[key] = result
    return replies.build(context)
