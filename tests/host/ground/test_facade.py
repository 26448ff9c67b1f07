"""The import name `frappe`: what it offers, and how it refuses the rest."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from types import SimpleNamespace

import pytest

import embedded_host
from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import (
    AttributeNotSupportedByHost,
    ModuleNotSupportedByHost,
    NotSupportedByHost,
    PermissionError,
)
from embedded_host.facade import install
from embedded_host.facade.document_page import facade_page
from embedded_host.facade.table import OFFERED
from embedded_host.site import Site

pytestmark = pytest.mark.host

ROOT = Path(embedded_host.__file__).parent.parent
ROWS = [(module, name) for module, rows in OFFERED.items() for name in rows]


@pytest.fixture(autouse=True)
def facade() -> None:
    install()


@pytest.mark.parametrize(("module", "name"), ROWS)
def test_what_the_table_offers_is_there(module: str, name: str) -> None:
    target = OFFERED[module][name]
    assert getattr(import_module(module), name) is resolve_name(target)


@pytest.mark.parametrize("name", ["sendmail", "enqueue", "publish_realtime", "no_such_thing"])
def test_what_the_table_does_not_name_is_refused_by_name(name: str) -> None:
    frappe = import_module("frappe")
    with pytest.raises(AttributeNotSupportedByHost, match=f"frappe.{name} is not offered"):
        getattr(frappe, name)
    assert not hasattr(frappe, name)


def test_a_module_that_is_not_offered_is_refused_by_name() -> None:
    with pytest.raises(ModuleNotSupportedByHost, match=r"frappe\.email"):
        import_module("frappe.email.queue")


def test_a_refusal_is_answered_with_501() -> None:
    assert NotSupportedByHost("frappe.x").http_status_code == 501


def test_importing_a_name_that_is_not_offered_is_an_import_error() -> None:
    with pytest.raises(ImportError, match="sendmail"):
        exec("from frappe import sendmail", {})


def test_importing_frappe_loads_no_database_and_no_web_server() -> None:
    code = (
        "from embedded_host.facade import install; install(); import sys, frappe, frappe.utils;"
        "print([m for m in ('embedded_host.db', 'embedded_host.document', 'jinja2', 'bleach',"
        " 'waitress', 'sqlite3', 'RestrictedPython') if m in sys.modules])"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (output.stdout.strip(), output.stderr) == ("[]", "")


def test_it_is_not_installed_beside_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "frappe").mkdir()
    (tmp_path / "frappe" / "__init__.py").touch()
    code = "from embedded_host.facade import install; install()"
    output = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
    )
    assert output.returncode == 1
    assert "The real Frappe is importable here" in output.stderr


def test_the_page_of_the_facade_is_made_from_the_table() -> None:
    written = (ROOT / "docs" / "host-facade.md").read_text(encoding="utf-8")
    assert written == facade_page(), "run: bench-lite facade > docs/host-facade.md"


def test_session_flags_and_response_are_those_of_the_open_site(site: Site) -> None:
    frappe = import_module("frappe")
    frappe.flags.seen = 1
    frappe.response["extra"] = {"a": 1}
    frappe.local.response["http_status_code"] = 418
    frappe.local.lang = "vi"
    here = current()
    assert (frappe.session.user, here.flags.seen, here.lang) == ("Administrator", 1, "vi")
    assert (here.response.extra, here.response.http_status_code) == ({"a": 1}, 418)
    assert frappe.local.site == site.name


def test_an_app_may_put_its_own_things_on_local(site: Site) -> None:
    frappe = import_module("frappe")
    frappe.local.probe = SimpleNamespace(x=1)
    assert frappe.local.probe.x == 1
    del frappe.local.probe
    with pytest.raises(AttributeError):
        frappe.local.probe  # noqa: B018


def test_set_user_forgets_what_was_remembered_of_the_other_user(site: Site) -> None:
    frappe = import_module("frappe")
    current().cache("roles")["x"] = 1
    frappe.set_user("Guest")
    assert frappe.session.user == "Guest"
    assert current().cache("roles") == {}
    assert frappe.get_roles() == frappe.get_roles("Guest")


def test_only_for_lets_the_administrator_and_the_role_through(site: Site) -> None:
    frappe = import_module("frappe")
    frappe.only_for("System Manager")
    frappe.set_user("Guest")
    frappe.only_for(["Guest"])
    with pytest.raises(PermissionError):
        frappe.only_for("System Manager")


def test_hooks_and_functions_of_the_apps_are_found(site: Site) -> None:
    frappe = import_module("frappe")
    assert frappe.get_hooks("app_title") == ["Embedded Host", "Probe"]
    assert frappe.get_attr("probe_app.api.not_whitelisted")() == 1


def test_the_cache_keeps_values_lists_and_counters(site: Site) -> None:
    cache = import_module("frappe").cache
    cache.set_value("a", [1])
    cache.set_value("gone", 1, expires_in_sec=-1)
    cache.rpush("l", "x")
    cache().rpush("l", "y")
    cache.set_value("mine", 3, user="u1")
    assert (cache.get_value("a"), cache.get_value("gone")) == ([1], None)
    assert (cache.lrange("l", 0, -1), cache.incrby("n"), cache.incrby("n", 2)) == (["x", "y"], 1, 3)
    assert (cache.get_value("mine"), cache.get_value("mine", user="u1")) == (None, 3)
    assert cache.get_value("made", lambda: "once") == "once"
    assert cache.get_value("made", lambda: "twice") == "once"
    cache.delete_value(["a", "made"])
    assert cache.get_value("a") is None
    with pytest.raises(NotSupportedByHost, match=r"frappe\.cache\.hset"):
        cache.hset("h", "k", 2)


def test_a_document_is_made_through_the_facade(site: Site) -> None:
    frappe = import_module("frappe")
    doc = frappe.get_doc({"doctype": "Probe Region", "region_name": "Through"}).insert()
    assert frappe.db.get_value("Probe Region", doc.name, "region_name") == "Through"
    assert frappe.get_single("Probe Settings").doctype == "Probe Settings"
    frappe.delete_doc("Probe Region", "Through")
    assert get_doc("Probe Settings").name == "Probe Settings"
    assert not frappe.db.exists("Probe Region", "Through")
