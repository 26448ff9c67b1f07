"""Sites for the replays: one seeded template, and a copy of it per recorded file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from embedded_host.http import make_app
from embedded_host.setup import install_app, new_site
from embedded_host.site import Bench, Site
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


def make_site(bench: Bench, name: str) -> Site:
    """A new site with the recorded site's settings and the probe app."""
    with working_in(bench.root):
        site = new_site(bench, name, admin_password=PASSWORD, config=dict(CONFIGURATION))
        install_app(site, "probe_app")
    return site


@dataclass(frozen=True)
class Template:
    """A seeded site that is copied, never asked."""

    bench: Bench
    keys: Keys
    today: date

    def copy(self, name: str) -> Site:
        """A fresh copy of the seeded site."""
        shutil.copytree(self.bench.sites_path / TEMPLATE, self.bench.sites_path / name)
        return self.bench.site(name)

    def replay(self, file: str) -> Replay:
        """The replay of one file on a fresh copy, its history made."""
        site = self.copy(f"{file.split('_')[0]}.localhost")
        history = History(site, self.today)
        history.before(file)
        application = make_app(self.bench)
        transport = (OverSocket if os.environ.get(OVER_SOCKET) else InProcess)(application)
        preparations = history.preparations(file)
        return Replay(file, site.name, transport, self.keys, self.today, preparations)


def make_template(root: Path) -> Template:
    """Install and seed the template in an empty folder."""
    bench = make_bench(root)
    site = make_site(bench, TEMPLATE)
    keys = seed(site)
    with site.open():
        today = getdate(nowdate())
    site.close()
    return Template(bench, keys, today)
