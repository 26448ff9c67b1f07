"""Requests go out as recorded: the same in this process and over a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from .transport import InProcess, OverSocket, Reply, message_of

pytestmark = pytest.mark.conformance


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answers what it was asked, and sets two cookies."""
    with Request(environ) as request:
        files = {
            name: [part.filename, part.read().decode()] for name, part in request.files.items()
        }
        said = {
            "method": request.method,
            "path": environ["PATH_INFO"].encode("latin-1").decode(),
            "query": request.args.to_dict(),
            "form": request.form.to_dict(),
            "files": files,
            "host": request.headers["Host"],
            "type": request.mimetype,
            "body": request.get_data(as_text=True),
        }
    response = Response(json.dumps(said), status=418, content_type="application/json")
    response.set_cookie("sid", "one")
    response.set_cookie("sid", "two")
    return response(environ, start_response)


@pytest.fixture(params=[InProcess, OverSocket], ids=["in process", "over a socket"])
def transport(request: pytest.FixtureRequest) -> Iterator[InProcess | OverSocket]:
    made = request.param(echo)
    yield made
    made.close()


def _ask(transport: InProcess | OverSocket, contents: Any = None, **request: Any) -> Reply:
    request = {"method": "POST", "path": "/", "headers": {"Host": "site.localhost"}, **request}
    return transport.send(message_of(request, contents or {}))


def test_reply_has_status_headers_and_the_last_cookie_of_a_name(
    transport: InProcess | OverSocket,
) -> None:
    reply = _ask(transport)
    assert (reply.status, reply.media_type, reply.cookies()) == (
        418,
        "application/json",
        {"sid": "two"},
    )
    assert reply.json()["host"] == "site.localhost"


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("/api/resource/Probe Prompt/Đề tài 1", "/api/resource/Probe Prompt/Đề tài 1"),
        ("/api/resource/Probe Prompt/a%2Fb", "/api/resource/Probe Prompt/a/b"),
    ],
)
def test_path_arrives_as_recorded(
    recorded: str, asked: str, transport: InProcess | OverSocket
) -> None:
    assert _ask(transport, path=recorded).json()["path"] == asked


def test_double_slash_reaches_the_application_of_this_process() -> None:
    assert _ask(InProcess(echo), path="//api/method/ping").json()["path"] == "//api/method/ping"


def test_query_and_form_arrive_apart(transport: InProcess | OverSocket) -> None:
    said = _ask(transport, query={"q": "ạ&b"}, body_form={"b": "f"}).json()
    assert (said["query"], said["form"]) == ({"q": "ạ&b"}, {"b": "f"})


def test_json_body_announces_itself(transport: InProcess | OverSocket) -> None:
    said = _ask(transport, body_json=[{"title": "x"}]).json()
    assert (said["type"], json.loads(said["body"])) == ("application/json", [{"title": "x"}])


def test_text_body_keeps_the_recorded_content_type(transport: InProcess | OverSocket) -> None:
    headers = {"Host": "site.localhost", "Content-Type": "application/json"}
    said = _ask(transport, headers=headers, body_form="{bad").json()
    assert (said["type"], said["body"]) == ("application/json", "{bad")


def test_file_is_uploaded_with_its_name_and_bytes(transport: InProcess | OverSocket) -> None:
    contents = {"file": ("hello.txt", b"hello", "text/plain")}
    said = _ask(transport, contents, body_form={"is_private": "1"}).json()
    assert (said["files"], said["form"]) == ({"file": ["hello.txt", "hello"]}, {"is_private": "1"})
