"""Fixtures for the tests of an app: a migrated site, users, the day, counted queries.

On this host every worker gets its own copy of a site that was migrated once for the present
content of apps and host. Where `FRAPPE_BENCH` (a path) and `FRAPPE_SITE` name a real bench, the
same fixtures work on that site, and each test is rolled back.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

AsUser = Callable[[str], AbstractContextManager[None]]
BusinessDate = Callable[[Any], None]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


OTHERS_ON_A_BENCH = ("default", r"error:::(thidua_khenthuong|embedded_host)(\..*)?")
"""Frappe's own imports warn; there, warnings are errors for our packages only."""


def _is_on_bench() -> bool:
    return bool(os.environ.get("FRAPPE_BENCH") and os.environ.get("FRAPPE_SITE"))


def _ground() -> ModuleType:
    return import_module(f"embedded_host.testing.{'on_bench' if _is_on_bench() else 'on_host'}")


def pytest_configure(config: pytest.Config) -> None:
    if _is_on_bench():
        for line in OTHERS_ON_A_BENCH:
            config.addinivalue_line("filterwarnings", line)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("site_apps", "the apps of the test site, in the order of installation", "args")
    parser.addoption(
        "--site-database",
        choices=("sqlite", "mariadb"),
        default="sqlite",
        help="where test sites are kept; mariadb is a private server of this run",
    )


@pytest.fixture(scope="session")
def site_apps(pytestconfig: pytest.Config) -> list[str]:
    """The apps of the test site: the ini option, else those of `bench_config.json`.

    A folder of tests that needs others overrides this fixture in its `conftest.py`.
    """
    named: list[str] = pytestconfig.getini("site_apps")
    listed = pytestconfig.rootpath / "bench_config.json"
    if named or not listed.is_file():
        return named
    return list(json.loads(listed.read_text(encoding="utf-8"))["apps"])


@pytest.fixture(scope="session")
def _sites(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    ground = _ground()
    database = pytestconfig.getoption("--site-database")
    sites = ground.Sites(pytestconfig.rootpath, tmp_path_factory, database)
    yield sites
    sites.close()


@pytest.fixture
def bench_site(_sites: Any, site_apps: list[str]) -> Any:
    """The worker's migrated site, not opened; what a test commits to it stays for the next."""
    return _sites.shared(site_apps)


@pytest.fixture
def fresh_site(_sites: Any, site_apps: list[str]) -> Iterator[Any]:
    """A migrated site for one test alone, not opened. Not on a bench."""
    yield from _sites.fresh(site_apps)


@pytest.fixture
def site(bench_site: Any) -> Iterator[Any]:
    """The worker's site opened for one test as Administrator; what it wrote is rolled back."""
    yield from _ground().opened(bench_site)


@pytest.fixture
def as_user(site: Any) -> AsUser:
    """`with as_user("u1@example.com"): …` goes on as that user, and comes back."""
    user: AsUser = _ground().as_user
    return user


@pytest.fixture
def business_date(site: Any) -> Iterator[BusinessDate]:
    """`business_date("2023-07-03")` sets the day on which the site works, until the test ends."""
    yield from _ground().business_date()


@pytest.fixture
def count_queries(site: Any) -> CountQueries:
    """`with count_queries() as statements: …` collects the SQL that is sent meanwhile."""
    counter: CountQueries = _ground().count_queries
    return counter


@pytest.fixture(autouse=True)
def _no_context_left_open() -> Iterator[None]:
    yield
    # Not imported: on a bench, and in tests of plain functions, there is no context to look for.
    context = sys.modules.get("embedded_host.context")
    if context is not None and context.is_open():
        pytest.fail("the test left a site open")
