"""The fixtures on a real bench, here a stand-in for its `frappe`: nothing of the host is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.host

# Writes down what the fixtures ask of Frappe.
FRAPPE = """
from types import SimpleNamespace as N

CALLS = []

class Conf(dict):
    pass

class Database:
    def sql(self, query, *args, **kwargs):
        return [query]
    def rollback(self):
        CALLS.append("rollback")

db = Database()
flags = N()
local = N(conf=Conf(), lang="en")
session = N(user="Guest")

def init(site, sites_path):
    CALLS.append(("init", site, sites_path))

def connect():
    CALLS.append("connect")

def destroy():
    CALLS.append("destroy")

def set_user(user):
    session.user = user

def clear_messages():
    pass

def clear_cache():
    pass
"""
TESTS = """
import os, sys
import frappe

def test_first(site, as_user, business_date, count_queries):
    assert site == "real.test"
    assert frappe.CALLS == [("init", "real.test", os.getcwd()), "connect"]
    assert frappe.session.user == "Administrator" and frappe.flags.in_test
    with as_user("u1"):
        assert frappe.session.user == "u1"
    assert frappe.session.user == "Administrator"
    business_date("2023-07-03")
    assert frappe.local.conf["business_date"] == "2023-07-03"
    with count_queries() as statements:
        frappe.db.sql("select 1")
    frappe.db.sql("select 2")
    assert statements == ["select 1"]

def test_second(site):
    assert frappe.CALLS[-1] == "rollback"
    assert "business_date" not in frappe.local.conf
    loaded = sorted(name for name in sys.modules if name.startswith("embedded_host"))
    assert loaded == ["embedded_host", "embedded_host.testing", "embedded_host.testing.on_bench",
                      "embedded_host.testing.plugin"]

def test_a_site_of_its_own(fresh_site):
    raise AssertionError("a bench has none")
"""


def test_the_fixtures_work_on_a_bench_without_the_host(tmp_path: Path) -> None:
    (tmp_path / "bench" / "sites").mkdir(parents=True)
    (tmp_path / "frappe.py").write_text(FRAPPE, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nsite_apps = some_app\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path),
            "FRAPPE_BENCH": str(tmp_path / "bench"),
            "FRAPPE_SITE": "real.test",
        },
    )
    assert "2 passed, 1 skipped" in result.stdout, result.stdout + result.stderr
