"""A site with the recorded probe app, and clients that sign in to it over WSGI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from embedded_host.document import get_doc
from embedded_host.features.users import generate_keys
from embedded_host.http import make_app
from embedded_host.setup import install_app
from embedded_host.site import Site
from embedded_host.testing.on_host import copied_site, template

APPS = {"probe_app": Path(__file__).parents[2] / "conformance" / "probe_app"}
PASSWORD = "Xk9#probe!pw"
USERS = {
    "u1": ["Probe User"],
    "rd": ["Probe Reader"],
    "mgr": ["Probe Manager"],
    "web": [],
}


PAGES_APP = {
    "hooks.py": """
app_name = "pages_app"
app_title = "Pages"
website_route_rules = [{"from_route": "/thi-dua/<path:rest>", "to_route": "thi-dua"}]
""",
    "__init__.py": "",
    "modules.txt": "",
    "patches.txt": "",
    "www/thi-dua.html": (
        "<!doctype html><body>{{ frappe.form_dict.rest }}|{{ csrf_token }}|{{ given }}</body>"
    ),
    "www/thi_dua.py": "def get_context(context):\n    context.given = context.route\n",
    "www/part.html": "<b>{{ user }}</b>",
    "www/moved.html": "",
    "www/moved.py": """
import frappe


def get_context(context):
    frappe.local.flags.redirect_location = "/part"
    raise frappe.Redirect
""",
}


def make_pages_app(folder: Path) -> Path:
    """An app of pages alone, with a route rule."""
    for name, content in PAGES_APP.items():
        path = folder / "pages_app" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def pages_app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pages_app(tmp_path_factory.mktemp("apps") / "pages_app")


@pytest.fixture(scope="module")
def site(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, pages_app: Path
) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("http")
    before = Path.cwd()
    os.chdir(root)  # the probe app writes its trace of the installation into the working folder
    try:
        made = template(pytestconfig.rootpath / ".cache" / "sites", APPS)
    finally:
        os.chdir(before)
    found = copied_site(made, root / "bench", {**APPS, "pages_app": pages_app})
    install_app(found, "pages_app")
    with found.open() as here:
        for name, roles in USERS.items():
            get_doc(
                {
                    "doctype": "User",
                    "email": f"{name}@probe.test",
                    "first_name": name.upper(),
                    "new_password": PASSWORD,
                    "roles": [{"role": role} for role in roles],
                }
            ).insert()
        get_doc({"doctype": "Probe Region", "region_name": "North"}).insert()
        here.db.commit()
    yield found
    found.close()


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def client(site: Site) -> Client:
    """A browser that nobody signed in with."""
    return Client(make_app(site))


@pytest.fixture
def sign_in(site: Site) -> Callable[[str], Client]:
    def make(name: str) -> Client:
        browser = Client(make_app(site))
        form = {"usr": f"{name}@probe.test", "pwd": PASSWORD}
        reply = browser.post("/api/method/login", data=form)
        assert reply.status_code == 200, reply.text
        return browser

    return make


Caller = Callable[..., TestResponse]


@pytest.fixture
def with_key(site: Site) -> Callable[[str], Caller]:
    """Requests with an API key: `with_key("u1")("GET", path, json=…)`."""

    def make(name: str) -> Caller:
        with site.open() as here:
            keys = generate_keys(f"{name}@probe.test")
            here.db.commit()
        header = {"Authorization": f"token {keys['api_key']}:{keys['api_secret']}"}
        application = make_app(site)

        def call(verb: str, path: str, **given: Any) -> TestResponse:
            headers = {**header, **given.pop("headers", {})}
            return Client(application).open(
                path, method=verb, headers=headers, buffered=True, **given
            )

        return call

    return make
