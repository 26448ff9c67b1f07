"""Each campaign is lived through once for each database; the tests look at what came of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from .bac_giang_2023 import BacGiang2023
from .cao_bang_2023 import CaoBang2023
from .grounds import EmbeddedGround, Ground, server_ground
from .story import live_through, say_nothing

ON_A_SERVER = "SCENARIO_URL" in os.environ
DATABASES = (
    ["server"]
    if ON_A_SERVER
    else [
        pytest.param("sqlite", marks=pytest.mark.xdist_group("scenario-sqlite")),
        pytest.param("mariadb", marks=[pytest.mark.mariadb, pytest.mark.xdist_group("mariadb")]),
    ]
)


@pytest.fixture(scope="session")
def make_site(
    request: pytest.FixtureRequest, site_apps: list[str]
) -> Iterator[Callable[[str], Any]]:
    """`make_site("sqlite")`: a migrated site of the embedded host for one campaign alone."""
    factory = request.getfixturevalue("tmp_path_factory")
    root = request.config.rootpath
    opened: dict[str, Any] = {}

    def made(database: str) -> Any:
        from embedded_host.testing.on_host import Sites  # noqa: PLC0415 - not on a bench

        if database not in opened:
            opened[database] = Sites(root, factory, database)
        return next(opened[database].fresh(site_apps))

    yield made
    for sites in opened.values():
        sites.close()


@contextmanager
def a_ground(request: pytest.FixtureRequest, database: str) -> Iterator[Ground]:
    """The server that the environment names, else a site of the embedded host."""
    if ON_A_SERVER:
        yield server_ground()
    else:
        site = request.getfixturevalue("make_site")(database)
        yield EmbeddedGround(site)
        site.close()


@pytest.fixture(scope="module", params=DATABASES)
def bac_giang(request: pytest.FixtureRequest) -> Iterator[BacGiang2023]:
    """Bắc Giang's campaign, lived through from the plan to the report."""
    with a_ground(request, request.param) as ground:
        campaign = BacGiang2023(ground)
        live_through(ground, campaign.steps(), say_nothing)
        yield campaign


@pytest.fixture(scope="module", params=DATABASES)
def cao_bang(request: pytest.FixtureRequest) -> Iterator[CaoBang2023]:
    """Cao Bằng's campaign, lived through from the plan to the report."""
    with a_ground(request, request.param) as ground:
        campaign = CaoBang2023(ground)
        live_through(ground, campaign.steps(), say_nothing)
        yield campaign
