"""Sites for the replays: a seeded one for each recorded file, on SQLite or on MariaDB."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from embedded_host.http import make_app
from embedded_host.setup import install_app, new_site
from embedded_host.site import Bench, Site
from embedded_host.testing.mariadb import MariadbServer, running
from embedded_host.values import getdate, nowdate

from .history import History
from .recordings import PROBE_APP
from .replay import Replay
from .seed import PASSWORD, Keys, seed
from .transport import InProcess, OverSocket

TEMPLATE = "template.localhost"
#: The recorded site stood behind no proxy, but believed every X-Forwarded-For.
CONFIGURATION = {"lang": "en", "trusted_proxies": ["127.0.0.1"]}
#: Set to replay over a real socket instead of calling the application in this process.
OVER_SOCKET = "CONFORMANCE_OVER_SOCKET"


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """The probe app writes its trace of install and migrate into the working folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def make_bench(root: Path) -> Bench:
    """A bench with the probe app, unchanged, and no site."""
    (root / "sites").mkdir(parents=True)
    (root / "apps").mkdir()
    (root / "apps" / "probe_app").symlink_to(PROBE_APP, target_is_directory=True)
    (root / "sites" / "apps.txt").write_text("probe_app\n", encoding="utf-8")
    (root / "sites" / "common_site_config.json").write_text("{}\n", encoding="utf-8")
    return Bench(root)


def make_site(bench: Bench, name: str, **config: Any) -> Site:
    """A new site with the recorded site's settings and the probe app."""
    with working_in(bench.root):
        db_type = config.pop("db_type", "sqlite")
        config = {**CONFIGURATION, **config}
        site = new_site(bench, name, admin_password=PASSWORD, db_type=db_type, config=config)
        install_app(site, "probe_app")
    return site


class Sites:
    """Where the replays get their seeded sites from; every one is a site of its own."""

    database: str

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def seeded(self, name: str) -> tuple[Site, Keys]:
        """A freshly seeded site and the API keys of its users."""
        raise NotImplementedError

    def replay(self, file: str) -> Replay:
        """The replay of one file on a fresh site, its history made."""
        site, keys = self.seeded(f"{file.split('_')[0]}.localhost")
        history = History(site, today_on(site))
        history.before(file)
        application = make_app(self.bench)
        transport = (OverSocket if os.environ.get(OVER_SOCKET) else InProcess)(application)
        preparations = history.preparations(file)
        return Replay(file, site.name, transport, keys, history.today, preparations)


class SqliteSites(Sites):
    """Copies of the files of one seeded site."""

    database = "sqlite"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        site = make_site(bench, TEMPLATE)
        self._keys = seed(site)
        site.close()

    def seeded(self, name: str) -> tuple[Site, Keys]:
        shutil.copytree(self.bench.sites_path / TEMPLATE, self.bench.sites_path / name)
        return self.bench.site(name), self._keys


class MariadbSites(Sites):
    """Sites that are made one by one, each in a database of its own."""

    database = "mariadb"

    def __init__(self, bench: Bench, server: MariadbServer) -> None:
        super().__init__(bench)
        self._server = server

    def seeded(self, name: str) -> tuple[Site, Keys]:
        site = make_site(self.bench, name, **self._server.site_config(name.partition(".")[0]))
        return site, seed(site)


def today_on(site: Site) -> date:
    """The day on the site's clock."""
    with site.open():
        return getdate(nowdate())


@contextmanager
def made_sites(root: Path, database: str) -> Iterator[Sites]:
    """The sites of this run, below an empty folder; "mariadb" starts a server of its own."""
    bench = make_bench(root / "bench")
    if database == "mariadb":
        with running(root / "mariadb") as server:
            yield MariadbSites(bench, server)
    else:
        yield SqliteSites(bench)
