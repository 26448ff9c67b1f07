"""Who is calling: passwords, cookies, API keys, CSRF (CONTRACT §2)."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.test import Client

from embedded_host.document import get_doc
from embedded_host.facade.functions import set_user
from embedded_host.http import make_app
from embedded_host.http.whitelist import whitelist
from embedded_host.site import Site
from embedded_host.values import get_datetime, now_datetime

LOGGED_USER = "/api/method/frappe.auth.get_logged_user"
ECHO = "/api/method/probe_app.api.user_echo"
FIVE = ["sid", "system_user", "full_name", "user_id", "user_image"]


def names_of_cookies(reply: object) -> list[str]:
    return [value.partition("=")[0] for value in reply.headers.getlist("Set-Cookie")]  # type: ignore[attr-defined]


def test_a_guest_gets_five_cookies(client: Client) -> None:
    reply = client.get("/api/method/ping")
    assert (reply.status_code, reply.json) == (200, {"message": "pong"})
    assert names_of_cookies(reply) == FIVE
    sid = reply.headers.getlist("Set-Cookie")[0]
    assert sid == "sid=Guest; Max-Age=604800; HttpOnly; Path=/; SameSite=Lax"


def test_sign_in_answers_as_frappe_does(client: Client, password: str) -> None:
    reply = client.post("/api/method/login", json={"usr": "u1@probe.test", "pwd": password})
    assert reply.json == {"message": "Logged In", "home_page": "/app", "full_name": "U1"}
    assert client.get(LOGGED_USER).json == {"message": "u1@probe.test"}


def test_a_website_user_has_no_app(client: Client, password: str) -> None:
    reply = client.post("/", data={"cmd": "login", "usr": "web@probe.test", "pwd": password})
    assert reply.json == {"message": "No App", "home_page": "/me", "full_name": "WEB"}


@pytest.mark.parametrize("user", ["u1@probe.test", "nobody@probe.test", "Guest"])
def test_a_wrong_password_and_an_unknown_user_get_the_same_refusal(
    client: Client, user: str
) -> None:
    reply = client.post("/api/method/login", data={"usr": user, "pwd": "wrong"})
    assert reply.status_code == 401
    assert reply.json == {
        "message": "Thông tin đăng nhập không đúng",
        "exc_type": "AuthenticationError",
    }
    assert names_of_cookies(reply) == []


def test_after_many_wrong_passwords_the_user_waits(site: Site) -> None:
    browser = Client(make_app(site))
    wrong = {"usr": "rd@probe.test", "pwd": "wrong"}
    statuses = [browser.post("/api/method/login", data=wrong).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    site.kept.pop("rate_limits")


def test_signing_out_ends_the_session_on_the_server(
    site: Site, sign_in: Callable[[str], Client]
) -> None:
    browser = sign_in("u1")
    sid = browser.get_cookie("sid")
    assert sid is not None
    reply = browser.post("/api/method/logout")
    assert reply.json == {"message": "No App", "home_page": "/login", "full_name": "Guest"}
    stale = Client(make_app(site))
    stale.set_cookie("sid", sid.value)
    answer = stale.get(LOGGED_USER)
    assert (answer.status_code, answer.json["session_expired"]) == (403, 1)


def test_a_sign_out_by_get_is_kept_too(sign_in: Callable[[str], Client], site: Site) -> None:
    browser = sign_in("u1")
    sid = browser.get_cookie("sid")
    assert sid is not None
    browser.get("/api/method/logout")
    stale = Client(make_app(site))
    stale.set_cookie("sid", sid.value)
    assert stale.get(LOGGED_USER).status_code == 403


def test_an_idle_session_ends(site: Site, sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("u1")
    set_last_use(site, timedelta(hours=169))
    assert browser.get(LOGGED_USER).status_code == 200
    set_last_use(site, timedelta(hours=171))
    assert browser.get(LOGGED_USER).status_code == 403


def test_a_use_after_a_while_is_noted(site: Site, sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("u1")
    set_last_use(site, timedelta(hours=100))
    browser.get(LOGGED_USER)
    set_back = timedelta(minutes=5)
    with site.open() as here:
        rows = here.db.run("SELECT MAX(`lastupdate`) FROM `tabSessions`")
        assert now_datetime() - get_datetime(rows[0][0]) < set_back


def set_last_use(site: Site, ago: timedelta) -> None:
    with site.open() as here:
        here.db.write("UPDATE `tabSessions` SET `lastupdate` = ?", (now_datetime() - ago,))
        here.db.commit()


def test_a_disabled_user_is_out_at_once(
    site: Site, sign_in: Callable[[str], Client], with_key: Callable[[str], Callable[..., object]]
) -> None:
    browser, call = sign_in("rd"), with_key("rd")
    switch(site, enabled=0)
    try:
        statuses = [browser.get(LOGGED_USER).status_code, call("GET", LOGGED_USER).status_code]  # type: ignore[attr-defined]
    finally:
        switch(site, enabled=1)
    assert statuses == [403, 401]


def switch(site: Site, enabled: int) -> None:
    with site.open() as here:
        user = get_doc("User", "rd@probe.test")
        user.enabled = enabled
        user.save()
        here.db.commit()


def test_a_method_that_acts_as_another_user_leaves_the_session_alone(
    sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def acts_as_another() -> None:
        set_user("Administrator")

    whitelist()(acts_as_another)
    monkeypatch.setattr("probe_app.api.none_result", acts_as_another)
    browser = sign_in("u1")
    browser.get("/probe_page")
    sid = browser.get_cookie("sid")
    browser.get("/api/method/probe_app.api.none_result")
    assert browser.get_cookie("sid") == sid
    assert browser.get(LOGGED_USER).json == {"message": "u1@probe.test"}
    assert browser.post(ECHO, data={"a": "1"}).status_code == 400


def test_a_new_sign_in_makes_a_new_sid(sign_in: Callable[[str], Client], password: str) -> None:
    browser = sign_in("u1")
    first = browser.get_cookie("sid")
    browser.post("/api/method/login", data={"usr": "u1@probe.test", "pwd": password})
    second = browser.get_cookie("sid")
    assert first is not None
    assert second is not None
    assert first.value != second.value


def test_the_table_holds_no_sid_that_a_cookie_could_use(
    site: Site, sign_in: Callable[[str], Client]
) -> None:
    cookie = sign_in("u1").get_cookie("sid")
    assert cookie is not None
    with site.open() as here:
        stored = [row[0] for row in here.db.run("SELECT `sid` FROM `tabSessions`")]
    assert cookie.value not in stored


def test_a_post_needs_the_token_once_a_page_was_shown(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("u1")
    assert browser.post(ECHO, data={"a": "1"}).status_code == 200
    assert browser.get("/probe_page").status_code == 200
    refused = browser.post(ECHO, data={"a": "1"})
    assert (refused.status_code, refused.json["exc_type"]) == (400, "CSRFTokenError")
    assert "exc" not in refused.json


def test_the_token_of_the_page_is_taken_from_the_header_or_the_body(
    site: Site, sign_in: Callable[[str], Client]
) -> None:
    browser = sign_in("u1")
    browser.get("/probe_page")
    token = stored_token(site, "u1@probe.test")
    header = browser.post(ECHO, data={"a": "1"}, headers={"X-Frappe-CSRF-Token": token})
    body = browser.post(ECHO, data={"a": "1", "csrf_token": token})
    wrong = browser.post(ECHO, data={"a": "1"}, headers={"X-Frappe-CSRF-Token": "bad"})
    assert [header.status_code, body.status_code, wrong.status_code] == [200, 200, 400]


def stored_token(site: Site, user: str) -> str:
    with site.open() as here:
        rows = here.db.run(
            "SELECT `sessiondata` FROM `tabSessions` WHERE `user` = ? ORDER BY `lastupdate` DESC",
            (user,),
        )
    tokens = [json.loads(row[0]).get("csrf_token") for row in rows]
    return next(token for token in tokens if token)


def test_an_api_key_signs_in_without_token_or_cookies(
    with_key: Callable[[str], Callable[..., object]],
) -> None:
    reply = with_key("u1")("POST", ECHO, json={"a": 1})
    assert reply.json["message"]["user"] == "u1@probe.test"  # type: ignore[attr-defined]
    assert names_of_cookies(reply) == []


@pytest.mark.parametrize(
    "header", ["token nokey:bad", "token abc", "Foo abc", "Bearer abc", "Basic !!", "Basic YTpi"]
)
def test_an_authorization_that_is_no_use_is_refused_even_on_a_guests_method(
    client: Client, header: str
) -> None:
    reply = client.get("/api/method/ping", headers={"Authorization": header})
    assert (reply.status_code, reply.json) == (401, {"exc_type": "AuthenticationError"})


def test_an_unknown_site_is_not_found(site: Site) -> None:
    application = make_app(site.bench)
    assert (
        Client(application).get("/api/method/ping", headers={"Host": "no.test"}).status_code == 404
    )
    named = {"Host": "x", "X-Frappe-Site-Name": site.name}
    assert Client(application).get("/api/method/ping", headers=named).json == {"message": "pong"}


def test_a_sites_name_cannot_leave_the_folder_of_sites(site: Site) -> None:
    application = make_app(site.bench)
    for name in ("../sites/" + site.name, "..", ".", ""):
        headers = {"X-Frappe-Site-Name": name, "Host": "no.test"}
        assert Client(application).get("/api/method/ping", headers=headers).status_code == 404
