"""Sending one request to the host: in this process, or over a real socket."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from waitress.server import create_server
from werkzeug.datastructures import FileStorage
from werkzeug.test import EnvironBuilder, encode_multipart, run_wsgi_app

WsgiApplication = Callable[..., Any]


@dataclass(frozen=True)
class Message:
    """One request as it goes out: `path` quoted and with its query, `body` as bytes."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """One answer: `headers` in the order sent, names in lower case."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.header("content-type").partition(";")[0].strip()

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    def cookies(self) -> dict[str, str]:
        """Cookies that the reply sets, the last of a name winning."""
        pairs = [value.partition(";")[0] for key, value in self.headers if key == "set-cookie"]
        return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}

    def json(self) -> Any:
        """The body as JSON; ValueError where it is none."""
        return json.loads(self.body)


class InProcess:
    """Calls the WSGI application directly."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application

    def send(self, message: Message) -> Reply:
        path, _, query = message.path.partition("?")
        builder = EnvironBuilder(
            method=message.method, query_string=query, headers=message.headers, data=message.body
        )
        environ = builder.get_environ()
        builder.close()
        environ["PATH_INFO"] = _as_wsgi(path)
        environ["REQUEST_URI"] = environ["RAW_URI"] = message.path
        if "Host" in message.headers:
            environ["HTTP_HOST"] = message.headers["Host"]
        chunks, status, sent = run_wsgi_app(self._application, environ, buffered=True)
        headers = [(key.lower(), value) for key, value in sent.items()]
        return Reply(int(status.split()[0]), headers, b"".join(chunks))

    def close(self) -> None:
        """Nothing is open."""


class OverSocket:
    """Serves the WSGI application on a free port of this machine and asks it over HTTP."""

    def __init__(self, application: WsgiApplication) -> None:
        options = {"threads": 2, "clear_untrusted_proxy_headers": False}  # as `bench-lite start`
        self._server = create_server(application, host="127.0.0.1", port=0, **options)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def send(self, message: Message) -> Reply:
        port = self._server.effective_port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request(message.method, message.path, message.body, message.headers)
            response = connection.getresponse()
            headers = [(key.lower(), value) for key, value in response.getheaders()]
            return Reply(response.status, headers, response.read())
        finally:
            connection.close()

    def close(self) -> None:
        # The server's own thread closes it: it would be waiting on what another thread closes.
        self._server.trigger.pull_trigger(self._server.close)
        self._thread.join(timeout=5)
        self._server.task_dispatcher.shutdown()


def message_of(request: dict[str, Any], contents: dict[str, tuple[str, bytes, str]]) -> Message:
    """A recorded request as a message; `contents`: field → (file name, bytes, content type)."""
    headers = dict(request.get("headers", {}))
    body, content_type = _body(request, contents)
    if content_type and "Content-Type" not in headers:
        headers["Content-Type"] = content_type
    path = quote(request["path"], safe="/%")
    if request.get("query"):
        path = f"{path}?{urlencode(request['query'])}"
    return Message(request["method"], path, headers, body)


def _body(
    request: dict[str, Any], contents: dict[str, tuple[str, bytes, str]]
) -> tuple[bytes, str]:
    if contents:
        fields: dict[str, Any] = dict(request.get("body_form", {}))
        fields.update({name: _upload(*content) for name, content in contents.items()})
        boundary, data = encode_multipart(fields)
        return data, f"multipart/form-data; boundary={boundary}"
    if "body_json" in request:
        return json.dumps(request["body_json"]).encode(), "application/json"
    form = request.get("body_form")
    if isinstance(form, str):
        return form.encode(), ""
    if form is not None:
        return urlencode(form).encode(), "application/x-www-form-urlencoded"
    return b"", ""


def _upload(name: str, content: bytes, content_type: str) -> Any:
    return FileStorage(BytesIO(content), filename=name, content_type=content_type)


def _as_wsgi(path: str) -> str:
    return unquote_to_bytes(path).decode("latin-1")
