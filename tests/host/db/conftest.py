"""One storage suite, three databases: SQLite in memory, SQLite in a file, MariaDB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded_host.db import schema
from embedded_host.db.database import Database
from embedded_host.meta import all_doctypes
from embedded_host.site import Site, write_json
from embedded_host.testing import mariadb
from embedded_host.testing.on_host import make_bench

PROBE_APP = Path(__file__).parents[2] / "conformance" / "probe_app"
SITE = "storage.test"
STORAGES = ["memory", "file", pytest.param("mariadb", marks=pytest.mark.mariadb)]


@pytest.fixture(scope="session")
def mariadb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[mariadb.MariadbServer]:
    if not mariadb.is_installed():
        pytest.skip("needs mariadb-server-core and the mariadb connector")
    with mariadb.running(tmp_path_factory.mktemp("mariadb")) as server:
        yield server


def make_site(root: Path, config: dict[str, object]) -> Site:
    """A site with the tables of the host and the probe app, and no documents."""
    bench = make_bench(root, {"probe_app": PROBE_APP})
    (root / "sites" / SITE).mkdir()
    write_json(root / "sites" / SITE / "site_config.json", config)
    site = bench.site(SITE)
    with site.open() as here:
        schema.create_system_tables(here.db)
        here.db.set_installed_apps(["frappe", "probe_app"])
        here.db.commit()
        for doctype in all_doctypes():
            schema.sync(site, doctype)
        here.db.commit()
    return site


@pytest.fixture(scope="session", params=STORAGES)
def storage_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    root = tmp_path_factory.mktemp(request.param) / "bench"
    if request.param == "mariadb":
        config = request.getfixturevalue("mariadb_server").site_config("storage")
    else:
        config = {"db_file": ":memory:"} if request.param == "memory" else {}
    site = make_site(root, config)
    yield site
    site.close()


@pytest.fixture
def storage(storage_site: Site) -> Iterator[Database]:
    """The database of one context; what the test wrote is rolled back."""
    with storage_site.open(lang="en") as here:
        yield here.db


@pytest.fixture
def shared_storage_site(storage_site: Site) -> Site:
    """A site that two contexts can open at once: SQLite in memory has one connection only."""
    if storage_site.config.get("db_file") == ":memory:":
        pytest.skip("a database in memory is one connection's")
    return storage_site
