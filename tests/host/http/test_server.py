"""The server as a process's own socket: replies, and what waitress itself refuses."""

import json
import socket
import threading
from collections.abc import Iterator

import pytest

from embedded_host.http.server import make_server
from embedded_host.site import Site


@pytest.fixture
def port(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr("embedded_host.http.server.MOST_BYTES", 1000)
    server = make_server(site, port=0, threads=1)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(timeout=5)


def ask(port: int, request: bytes) -> tuple[str, bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    return head.decode(), body


def test_a_request_is_answered_without_the_servers_name(port: int) -> None:
    head, body = ask(port, b"GET /api/method/ping HTTP/1.0\r\nHost: x\r\n\r\n")
    assert json.loads(body) == {"message": "pong"}
    assert "\nServer:" not in head


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"POST /api/method/ping HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n", "413"),
        (b"GET /api/method/ping\x01 HTTP/9.9\r\nbroken\r\n\r\n", "400"),
    ],
)
def test_what_the_server_refuses_is_told_as_json(
    port: int, request_head: bytes, status: str
) -> None:
    head, body = ask(port, request_head)
    assert head.split()[1] == status
    assert "exc_type" in json.loads(body)
