"""The host's own tests run on a site with the probe app.

`either_site` is such a site on SQLite and once more on MariaDB, rolled back after each test; a
folder whose tests must hold on both makes it its `site`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from embedded_host.setup import install_app, new_site
from embedded_host.site import Site
from embedded_host.testing import mariadb
from embedded_host.testing.on_host import make_bench, opened

PROBE_APP = Path(__file__).parents[1] / "conformance" / "probe_app"
STORAGES = ["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)]


@pytest.fixture(scope="session")
def site_apps() -> list[str]:
    return ["probe_app"]


@pytest.fixture(scope="session")
def mariadb_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site on a MariaDB server of its own, with the probe app; not opened."""
    if not mariadb.is_installed():
        pytest.skip("needs mariadb-server-core and the mariadb connector")
    root = tmp_path_factory.mktemp("mariadb_site")
    with mariadb.running(root / "server") as server:
        bench = make_bench(root / "bench", {"probe_app": PROBE_APP})
        site = new_site(bench, "either.test", "admin", config=server.site_config("either"))
        with chdir(bench.sites_path):
            install_app(site, "probe_app")
        yield site
        site.close()


@pytest.fixture(params=STORAGES)
def either_site(request: pytest.FixtureRequest) -> Iterator[Any]:
    name = "mariadb_site" if request.param == "mariadb" else "bench_site"
    yield from opened(request.getfixturevalue(name))
