"""Fixtures for the tests of an app: a migrated site, users, the day, counted queries.

On this host every worker gets its own copy of a site that was migrated once for the present
content of apps and host. Where `FRAPPE_BENCH` (a path) and `FRAPPE_SITE` name a real bench, the
same fixtures work on that site, and each test is rolled back.
"""

from __future__ import annotations

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


def _ground() -> ModuleType:
    on_bench = os.environ.get("FRAPPE_BENCH") and os.environ.get("FRAPPE_SITE")
    return import_module(f"embedded_host.testing.{'on_bench' if on_bench else 'on_host'}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("site_apps", "the apps of the test site, in the order of installation", "args")


@pytest.fixture(scope="session")
def bench_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """The worker's site, migrated, with the apps of the ini option `site_apps`."""
    yield from _ground().bench_site(request.config, tmp_path_factory)


@pytest.fixture
def site(bench_site: Any) -> Iterator[Any]:
    """The site opened for one test as Administrator; all that the test wrote is rolled back."""
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
