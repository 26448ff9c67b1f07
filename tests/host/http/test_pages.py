"""Pages for people: an app's www/, signing in and out, errors in Vietnamese, assets."""

from collections.abc import Callable

import pytest
from werkzeug.test import Client, TestResponse

from embedded_host.http import make_app
from embedded_host.http.pages import local_path
from embedded_host.site import Site


def text_of(reply: TestResponse) -> str:
    assert reply.content_type == "text/html; charset=utf-8"
    return reply.text


def test_a_page_of_the_app_is_rendered_with_its_context(client: Client) -> None:
    reply = client.get("/probe_page")
    assert reply.status_code == 200
    assert "<p>hello Guest 42</p>" in text_of(reply)


def test_routes_below_a_page_lead_to_it(client: Client) -> None:
    assert "a/b|None|thi-dua" in text_of(client.get("/thi-dua/a/b"))


def test_a_page_may_lead_elsewhere(client: Client) -> None:
    reply = client.get("/moved")
    assert (reply.status_code, reply.headers["Location"]) == (302, "/part")


def test_values_are_escaped(client: Client) -> None:
    assert "&lt;i&gt;|None|" in text_of(client.get("/thi-dua/<i>"))


def test_a_fragment_is_put_into_the_base_template(client: Client) -> None:
    text = text_of(client.get("/part"))
    assert "<main><b>Guest</b></main>" in text
    assert text.startswith("<!doctype html>")


def test_a_page_that_is_not_there_is_said_in_vietnamese(client: Client) -> None:
    reply = client.get("/khong-co")
    assert (reply.status_code, "Không có trang này" in text_of(reply)) == (404, True)


def test_the_desk_is_not_offered(sign_in: Callable[[str], Client]) -> None:
    reply = sign_in("u1").get("/app/probe-request")
    assert (reply.status_code, "Máy chủ này không có trang này" in text_of(reply)) == (501, True)


def test_signing_in_needs_no_script(site: Site, password: str) -> None:
    browser = Client(make_app(site))
    form = browser.get("/login?redirect-to=/probe_page")
    assert "Đăng nhập" in text_of(form)
    sent = {"usr": "u1@probe.test", "pwd": password, "redirect-to": "/probe_page"}
    done = browser.post("/login", data=sent)
    assert (done.status_code, done.headers["Location"]) == (303, "/probe_page")
    assert "hello u1@probe.test" in text_of(browser.get("/probe_page"))


def test_a_wrong_password_shows_the_form_again(client: Client) -> None:
    reply = client.post("/login", data={"usr": "u1@probe.test", "pwd": "wrong"})
    assert reply.status_code == 401
    assert "Thông tin đăng nhập không đúng" in text_of(reply)


def test_another_site_cannot_sign_somebody_in(client: Client, password: str) -> None:
    sent = {"usr": "u1@probe.test", "pwd": password}
    reply = client.post("/login", data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403


def test_signing_out_is_a_form_with_a_token(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("u1")
    assert browser.get("/logout").status_code == 200
    assert browser.post("/logout").status_code == 400


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("/a/b?c=1", "/a/b?c=1"),
        ("//evil.test/a", "/"),
        ("/\\evil.test", "/"),
        ("https://evil.test", "/"),
        ("javascript:alert(1)", "/"),
        (None, "/"),
    ],
)
def test_nobody_is_led_to_another_site(given: str | None, target: str) -> None:
    assert local_path(given) == target


def test_the_root_is_the_first_page_or_a_plain_one(client: Client) -> None:
    assert '<a href="/login">' in text_of(client.get("/"))


def test_assets_of_an_app_are_served_and_nothing_beside_them(client: Client) -> None:
    def status(path: str) -> int:
        return client.get(path, buffered=True).status_code

    assert status("/assets/probe_app/.gitkeep") == 200
    assert status("/assets/probe_app/../hooks.py") == 404
    assert status("/assets/probe_app/..%2fhooks.py") == 404
    assert status("/assets/frappe/core/hooks.py") == 404
    assert status("/assets/nothing/x.js") == 404


def test_a_page_is_only_read_or_sent(client: Client) -> None:
    assert client.delete("/probe_page").status_code == 405
