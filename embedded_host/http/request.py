"""What a request says: its parameters, its site, the address it came from."""

from __future__ import annotations

import ipaddress
import json
from functools import cached_property

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from embedded_host.errors import BadRequest
from embedded_host.values import _dict

LOCAL_NAMES = frozenset(("127.0.0.1", "localhost", "[::1]", "::1"))


class HostRequest(Request):
    """A Werkzeug request; nothing of the body is read before somebody asks for it."""

    max_form_parts = 2_000

    def limit(self, max_file_size: int) -> None:
        """Refuse a longer body with 413, whatever its kind."""
        self.max_content_length = max_file_size
        self.max_form_memory_size = max_file_size

    @cached_property
    def clean_path(self) -> str:
        """The path with single slashes and none at its end ("" for the root)."""
        path = self.path
        while "//" in path:
            path = path.replace("//", "/")
        return path.rstrip("/")

    @property
    def is_api(self) -> bool:
        return self.clean_path.startswith("/api/") or self.clean_path == "/api"

    @property
    def is_file(self) -> bool:
        return self.clean_path.startswith(("/files/", "/private/files/"))

    @property
    def wants_page(self) -> bool:
        """Whether an error is told as a page: never to an API call, whatever its Accept header."""
        return not (self.is_api or "cmd" in self.parameters_or_none)

    @property
    def parameters_or_none(self) -> _dict:
        try:
            return self.parameters
        except (BadRequest, RequestEntityTooLarge):
            return _dict()

    @cached_property
    def parameters(self) -> _dict:
        """`frappe.form_dict`: a JSON body alone, else the query with the form on top.

        Raises BadRequest (400) for a body that announces JSON and is none.
        """
        has_body = self.method != "GET" and (self.content_length or 0) > 0
        if has_body and self.is_json:
            return self._json_parameters(self.get_data(cache=True))
        found = _dict(self.args.to_dict())
        if has_body:
            found.update(self.form.to_dict())
        found.pop("_", None)
        return found

    @staticmethod
    def _json_parameters(body: bytes) -> _dict:
        try:
            given = json.loads(body)
        except (ValueError, RecursionError) as problem:
            raise BadRequest(f"The body is not valid JSON: {problem}") from problem
        if isinstance(given, dict):
            given.pop("_", None)
            return _dict(given)
        if isinstance(given, list):
            return _dict(data=given)
        raise BadRequest("The body must be a JSON object or a JSON list")

    def rewind(self) -> None:
        """Make uploaded files readable again, for a second try at the same request."""
        if "files" in self.__dict__:
            for uploaded in self.files.values():
                uploaded.stream.seek(0)


def client_address(request: HostRequest, trusted_proxies: list[str]) -> str:
    """The address of the caller: the socket's peer, or behind a trusted proxy the last address
    in X-Forwarded-For that is no trusted proxy itself.

    `trusted_proxies` holds addresses and networks, as the site's configuration names them.
    """
    peer = request.environ.get("REMOTE_ADDR") or "127.0.0.1"
    if not trusted_proxies or not _is_trusted(peer, trusted_proxies):
        return peer
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = hop.strip()
        if address and not _is_trusted(address, trusted_proxies):
            return address
    return peer


def _is_trusted(address: str, trusted_proxies: list[str]) -> bool:
    try:
        found = ipaddress.ip_address(address)
        return any(found in ipaddress.ip_network(proxy, strict=False) for proxy in trusted_proxies)
    except ValueError:
        return False


def is_secure(request: HostRequest, trusted_proxies: list[str]) -> bool:
    """Whether the caller's connection is encrypted, as far as this can be known."""
    if request.scheme == "https":
        return True
    peer = request.environ.get("REMOTE_ADDR") or ""
    if not trusted_proxies or not _is_trusted(peer, trusted_proxies):
        return False
    return request.headers.get("X-Forwarded-Proto", "") == "https"


def requested_site(request: HostRequest) -> str:
    """The site's name as the request says it, without a port."""
    named = request.headers.get("X-Frappe-Site-Name")
    if named:
        return named
    host = str(request.environ.get("HTTP_HOST") or request.environ.get("SERVER_NAME") or "")
    return host if host.startswith("[") and host.endswith("]") else _without_port(host)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
