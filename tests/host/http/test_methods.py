"""Calling functions over HTTP, and what the reply looks like (CONTRACT §1, §2)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from embedded_host.context import current
from embedded_host.features.error_log import log_error, without_values
from embedded_host.http.whitelist import whitelist
from embedded_host.messages import throw
from embedded_host.site import Site

Key = Callable[[str], Callable[..., TestResponse]]
API = "/api/method/probe_app.api."


def messages(reply: TestResponse) -> list[dict[str, Any]]:
    assert reply.json is not None
    return [json.loads(entry) for entry in json.loads(reply.json["_server_messages"])]


@pytest.fixture
def call(with_key: Key) -> Callable[..., TestResponse]:
    caller = with_key("u1")

    def ask(name: str, **query: Any) -> TestResponse:
        return caller("GET", API + name, query_string={"_lang": "en", **query})

    return ask


def test_a_guest_calls_what_is_offered_to_guests(client: Client) -> None:
    reply = client.post(API + "guest_echo", json={"a": 1, "b": [1, 2]})
    assert reply.json == {"message": {"user": "Guest", "kwargs": {"a": 1, "b": [1, 2]}}}


@pytest.mark.parametrize("name", ["user_echo", "not_whitelisted"])
def test_a_guest_calls_nothing_else(client: Client, name: str) -> None:
    reply = client.get(API + name, query_string={"_lang": "en"})
    assert reply.status_code == 403
    assert [entry["title"] for entry in messages(reply)] == ["Method Not Allowed"]
    assert f"<strong>probe_app.api.{name}</strong>" in messages(reply)[0]["message"]


def test_a_function_that_is_not_there_is_named(call: Callable[..., TestResponse]) -> None:
    reply = call("nope")
    assert (reply.status_code, reply.json["exc_type"]) == (417, "ValidationError")  # type: ignore[index]
    assert messages(reply)[0]["message"] == (
        "Failed to get method for command probe_app.api.nope with"
        " module 'probe_app.api' has no attribute 'nope'"
    )


def test_a_part_of_frappe_that_is_not_offered_is_refused_by_name(with_key: Key) -> None:
    reply = with_key("u1")("GET", "/api/method/frappe.desk.desktop.get_desktop_page")
    assert (reply.status_code, reply.json["exc_type"]) == (501, "NotSupportedByHost")  # type: ignore[index]
    assert "frappe.desk.desktop.get_desktop_page" in messages(reply)[0]["message"]


def test_the_second_version_of_the_api_is_refused_by_name(client: Client) -> None:
    reply = client.get("/api/v2/document/Probe Request")
    assert (reply.status_code, reply.json["exc_type"]) == (501, "NotSupportedByHost")  # type: ignore[index]


def test_an_unknown_route_of_the_api_is_json(client: Client) -> None:
    reply = client.get("/api/unknown/x")
    assert (reply.status_code, reply.json) == (404, {"exc_type": "DoesNotExistError"})


def test_a_missing_argument_is_named(call: Callable[..., TestResponse]) -> None:
    reply = call("typed")
    assert (reply.status_code, messages(reply)[0]["message"]) == (417, "Parameter x is missing")


def test_nothing_returned_is_an_empty_object(call: Callable[..., TestResponse]) -> None:
    assert call("none_result").json == {}


@pytest.mark.parametrize(
    ("kind", "status", "exc_type"),
    [
        ("plain", 417, "ValidationError"),
        ("perm", 403, "PermissionError"),
        ("crash", 500, "ZeroDivisionError"),
        ("dne", 404, "DoesNotExistError"),
        ("valueerror", 500, "ValueError"),
        ("dup", 409, "DuplicateEntryError"),
        ("auth", 401, "AuthenticationError"),
    ],
)
def test_an_exception_answers_with_the_status_of_its_class(
    call: Callable[..., TestResponse], kind: str, status: int, exc_type: str
) -> None:
    reply = call("throws", kind=kind)
    assert (reply.status_code, reply.json["exc_type"]) == (status, exc_type)  # type: ignore[index]
    assert not {"exc", "exception"} & set(reply.json)  # type: ignore[arg-type]


def test_tracebacks_are_shown_where_the_site_allows_them(
    site: Site, call: Callable[..., TestResponse]
) -> None:
    site.config.allow_error_traceback = 1
    try:
        reply = call("throws", kind="plain")
        missing = call("throws", kind="dne")
    finally:
        del site.config["allow_error_traceback"]
    assert reply.json is not None
    assert reply.json["exception"] == "frappe.exceptions.ValidationError: plain message"
    assert reply.json["_exc_source"] == "probe_app (app)"
    assert json.loads(reply.json["exc"])[0].startswith("Traceback")
    assert missing.json == {"exc_type": "DoesNotExistError"}


def test_messages_travel_as_json_in_json(call: Callable[..., TestResponse]) -> None:
    reply = call("throws", kind="msg")
    assert messages(reply) == [
        {"message": "note A", "title": "Message", "indicator": "orange", "alert": 1},
        {"message": "note B", "title": "T"},
    ]


def test_keys_of_the_response_stand_at_the_top(call: Callable[..., TestResponse]) -> None:
    assert call("throws", kind="extra").json == {"extra_key": {"a": 1}, "message": 1}


def test_keys_of_the_response_survive_a_refusal(
    call: Callable[..., TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses_with_findings() -> None:
        current().response.findings = [{"code": "over_quota", "level": "refuse"}]
        throw("too many")

    whitelist()(refuses_with_findings)
    monkeypatch.setattr("probe_app.api.none_result", refuses_with_findings)
    reply = call("none_result")
    assert reply.json is not None
    assert (reply.status_code, reply.json["exc_type"]) == (417, "ValidationError")
    assert reply.json["findings"] == [{"code": "over_quota", "level": "refuse"}]


def test_a_method_chooses_its_status(call: Callable[..., TestResponse]) -> None:
    reply = call("throws", kind="httpcode")
    assert (reply.status_code, reply.json) == (418, {"message": "teapot"})


def test_a_method_may_send_a_file_or_lead_elsewhere(call: Callable[..., TestResponse]) -> None:
    table, file, elsewhere = (call("throws", kind=kind) for kind in ("csv", "binary", "redirect"))
    assert (table.text, table.content_type) == ("a,b\n1,2", "text/csv; charset=utf-8")
    assert table.headers["Content-Disposition"] == "attachment; filename=X.csv"
    assert (file.data, file.content_type) == (b"hello", "text/plain; charset=utf-8")
    assert file.headers["Content-Disposition"] == "attachment; filename=h.txt"
    assert (elsewhere.status_code, elsewhere.headers["Location"]) == (302, "/login")


def test_broken_json_is_a_sentence_not_a_crash(with_key: Key) -> None:
    reply = with_key("u1")(
        "POST", "/api/resource/Probe Request", data="{bad", content_type="application/json"
    )
    assert (reply.status_code, reply.json["exc_type"]) == (400, "BadRequest")  # type: ignore[index]
    assert messages(reply)[0]["message"].startswith("The body is not valid JSON")


def test_a_body_that_is_too_large_is_refused_as_json(site: Site, client: Client) -> None:
    site.config.max_file_size = 1000
    try:
        reply = client.post(API + "guest_echo", data={"a": "x" * 2000})
    finally:
        del site.config["max_file_size"]
    assert (reply.status_code, reply.json["exc_type"]) == (413, "RequestEntityTooLarge")  # type: ignore[index]


def test_a_limited_method_counts_per_address(client: Client) -> None:
    def ask(address: str) -> int:
        return client.get(API + "limited", environ_base={"REMOTE_ADDR": address}).status_code

    assert [ask("10.9.9.9") for _ in range(5)] == [200, 200, 200, 429, 429]
    assert ask("10.9.9.10") == 200


def test_an_unforeseen_error_is_logged_without_values(
    site: Site, call: Callable[..., TestResponse]
) -> None:
    call("throws", kind="crash", secret="0123456789")
    with site.open() as here:
        rows = here.db.get_all("Error Log", fields=["method", "error"], order_by="creation desc")
    assert rows[0].method == "ZeroDivisionError /api/method/probe_app.api.throws"
    assert "division by zero" in rows[0].error
    assert "0123456789" not in rows[0].error


def test_the_error_log_masks_what_an_exception_repeats() -> None:
    text = "ValueError: invalid literal: '001099012345'\nmariadb.Error: value 'A B' for key 'x'"
    assert without_values(text) == (
        "ValueError: invalid literal: '…'\nmariadb.Error: value '…' for key '…'"
    )


def test_an_entry_written_by_the_app_stays_when_the_request_fails(
    site: Site, call: Callable[..., TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    def notes_and_fails() -> None:
        current().db.begin_write()
        log_error("noted by the app", "what happened")
        raise ValueError

    whitelist()(notes_and_fails)
    monkeypatch.setattr("probe_app.api.none_result", notes_and_fails)
    assert call("none_result").status_code == 500
    with site.open() as here:
        assert here.db.get_value("Error Log", {"method": "noted by the app"}, "error") == (
            "what happened"
        )


def test_even_a_site_without_a_database_answers_in_json(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_database(*_args: Any, **_given: Any) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(type(site), "open", no_database)
    api, page = client.get("/api/method/ping"), client.get("/probe_page")
    assert (api.status_code, api.json) == (500, {"exc_type": "OSError"})
    assert (page.status_code, page.text) == (500, "Internal Server Error")


def test_the_language_is_the_sites_unless_asked_otherwise(with_key: Key) -> None:
    ask = with_key("u1")
    plain = ask("GET", API + "lang_probe")
    english = ask("GET", API + "lang_probe", query_string={"_lang": "en"})
    assert plain.json is not None
    assert english.json is not None
    assert plain.json["message"]["lang"] == "vi"
    assert english.json["message"]["lang"] == "en"


def test_security_headers_are_on_every_reply(client: Client) -> None:
    for path in ("/api/method/ping", "/login", "/no-such-page", "/assets/probe_app/none.js"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Server" not in headers
