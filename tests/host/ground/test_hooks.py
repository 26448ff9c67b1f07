"""Hooks of several apps on one site, merged in the order of installation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded_host.errors import ValidationError
from embedded_host.setup.hooks import get_attr
from embedded_host.site import Bench, Site

pytestmark = pytest.mark.host

FIRST = """
app_name = "first_app"
doc_events = {"*": {"validate": "first_app.events.any"}, "Note": {"validate": "first_app.a"}}
fixtures = ["Role"]
has_permission = {"Note": "first_app.may"}
app_include_js = "first.js"
some_new_key = 1
"""
SECOND = """
import os
from json import dumps
app_name = "second_app"
doc_events = {"Note": {"validate": ["second_app.a", "second_app.b"], "on_trash": "second_app.c"}}
fixtures = [{"dt": "Workflow"}]
"""


@pytest.fixture
def two_apps(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "sites").mkdir()
    for app, text in (("first_app", FIRST), ("second_app", SECOND)):
        folder = tmp_path / "apps" / app / app
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "hooks.py").write_text(text, encoding="utf-8")
    (tmp_path / "sites" / "apps.txt").write_text("first_app\nsecond_app\n", encoding="utf-8")
    path_before = list(sys.path)
    site = Site(Bench(tmp_path), "hooks.test")
    site.cache("installed_apps")["apps"] = ["frappe", "first_app", "second_app"]
    yield site
    sys.path[:] = path_before
    for name in [name for name in sys.modules if name.startswith(("first_app", "second_app"))]:
        del sys.modules[name]


def test_handlers_of_one_event_stand_in_the_order_of_the_apps(two_apps: Site) -> None:
    events = two_apps.hooks.get("doc_events")
    assert events["Note"] == {
        "validate": ["first_app.a", "second_app.a", "second_app.b"],
        "on_trash": ["second_app.c"],
    }
    assert events["*"] == {"validate": ["first_app.events.any"]}


def test_lists_are_joined_and_single_values_become_lists(two_apps: Site) -> None:
    assert two_apps.hooks.get("fixtures") == ["Role", {"dt": "Workflow"}]
    assert two_apps.hooks.get("app_name") == ["frappe", "first_app", "second_app"]
    assert two_apps.hooks.get("app_name", app="second_app") == ["second_app"]


def test_a_key_that_no_app_sets_is_an_empty_list_or_the_default(two_apps: Site) -> None:
    assert two_apps.hooks.get("standard_queries") == []
    assert two_apps.hooks.get("standard_queries", {}) == {}


def test_modules_and_functions_in_hooks_are_no_hooks(two_apps: Site) -> None:
    assert "os" not in two_apps.hooks.all()
    assert "dumps" not in two_apps.hooks.all()


def test_keys_that_do_nothing_here_are_told_with_their_reason(two_apps: Site) -> None:
    assert two_apps.hooks.unsupported("first_app") == {
        "app_include_js": "only a bench uses it",
        "some_new_key": "unknown to this host",
    }
    assert two_apps.hooks.unsupported("second_app") == {}


def test_get_attr_names_what_is_not_there() -> None:
    assert get_attr("embedded_host.values.cint")("5") == 5
    for path in ("embedded_host.values.no_such", "alone"):
        with pytest.raises(ValidationError, match=path):
            get_attr(path)
