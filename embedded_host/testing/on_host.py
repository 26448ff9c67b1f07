"""The pytest fixtures on this host: a site copied from a template of the present content."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from time import time
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.facade import functions
from embedded_host.setup import install_app, migrate, new_site
from embedded_host.site import Bench, Site, write_json
from embedded_host.testing import mariadb

HOST_FOLDER = Path(__file__).parent.parent
TEMPLATE_SITE = "template.test"
SITE = "test.site"
CONTENT = frozenset((".py", ".json", ".csv", ".txt", ".yaml", ".html"))
ADMIN_PASSWORD = "admin"
KEPT_SECONDS = 3600


def content_hash(folders: list[Path]) -> str:
    """A digest of every file that takes part in making a site."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in CONTENT and "node_modules" not in path.parts and path.is_file():
                digest.update(f"{path}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def make_bench(root: Path, apps: dict[str, Path]) -> Bench:
    """A bench in an empty folder, with links to the apps' folders."""
    (root / "sites").mkdir(parents=True)
    (root / "apps").mkdir()
    for app, folder in apps.items():
        (root / "apps" / app).symlink_to(folder, target_is_directory=True)
    (root / "sites" / "apps.txt").write_text("".join(f"{app}\n" for app in apps), encoding="utf-8")
    write_json(root / "sites" / "common_site_config.json", {"allow_tests": 1})
    return Bench(root)


def template(cache: Path, apps: dict[str, Path]) -> Path:
    """The folder of a bench with one migrated site; made once for each content of apps and host.

    Two workers that need it at once both make one; the first that is ready stays.
    """
    key = content_hash([HOST_FOLDER, *apps.values()])
    made = cache / f"{'-'.join(['host', *apps])}-{key}"
    if not made.is_dir():
        draft = cache / f".{made.name}-{os.getpid()}"
        try:
            make_site(make_bench(draft, apps), TEMPLATE_SITE, list(apps), {}).close()
            draft.rename(made)
        except BaseException as problem:
            shutil.rmtree(draft, ignore_errors=True)
            # Another worker's template of the same content is as good as this one.
            if not (isinstance(problem, OSError) and made.is_dir()):
                raise
        _drop_older(made)
    return made


def make_site(bench: Bench, name: str, apps: list[str], config: dict[str, Any]) -> Site:
    """A new site with the apps, migrated once as `make start` does it."""
    db_type = str(config.get("db_type", "sqlite"))
    site = new_site(bench, name, ADMIN_PASSWORD, db_type=db_type, config=config)
    # As with bench, hooks run in the folder of the sites.
    with chdir(bench.sites_path):
        for app in apps:
            install_app(site, app)
        migrate(site)
    return site


def _drop_older(made: Path) -> None:
    """Forget templates of other contents, but none that a test run may still be copying."""
    prefix = made.name.rpartition("-")[0]
    for path in made.parent.glob(f"*{prefix}-*"):
        if path != made and path.stat().st_mtime < time() - KEPT_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def copied_site(made: Path, root: Path, apps: dict[str, Path], name: str = SITE) -> Site:
    """A site of its own in the folder `root`, by a copy of the template's files."""
    bench = make_bench(root, apps)
    shutil.copytree(made / "sites" / TEMPLATE_SITE, root / "sites" / name)
    return bench.site(name)


def find_app(root: Path, name: str) -> Path:
    for parent in (root / "apps", root / "tests" / "conformance"):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"the app {name} is neither in apps/ nor in tests/conformance/")


class Sites:
    """The sites of one test process."""

    def __init__(self, root: Path, tmp_path_factory: pytest.TempPathFactory, database: str) -> None:
        self._root = root
        self._tmp_path_factory = tmp_path_factory
        self._make = {"sqlite": self._copied, "mariadb": self._on_server}[database]
        self._shared: dict[tuple[str, ...], Site] = {}
        self._numbers = count()
        self._stack = ExitStack()

    def shared(self, names: list[str]) -> Site:
        """The one site with these apps, made when it is first asked for."""
        key = tuple(names)
        if key not in self._shared:
            self._shared[key] = self._made(names)
        return self._shared[key]

    def fresh(self, names: list[str]) -> Iterator[Site]:
        site = self._made(names)
        try:
            yield site
        finally:
            site.close()

    def _made(self, names: list[str]) -> Site:
        apps = {name: find_app(self._root, name) for name in names}
        return self._make(self._tmp_path_factory.mktemp("bench") / "bench", apps)

    def _copied(self, root: Path, apps: dict[str, Path]) -> Site:
        return copied_site(template(self._root / ".cache" / "sites", apps), root, apps)

    def _on_server(self, root: Path, apps: dict[str, Path]) -> Site:
        config = self._server.site_config(f"test_site_{next(self._numbers)}")
        return make_site(make_bench(root, apps), SITE, list(apps), config)

    @cached_property
    def _server(self) -> mariadb.MariadbServer:
        if not mariadb.is_installed():
            pytest.skip("needs mariadb-server-core and the mariadb connector")
        running = mariadb.running(self._tmp_path_factory.mktemp("mariadb"))
        return self._stack.enter_context(running)

    def close(self) -> None:
        for site in self._shared.values():
            site.close()
        self._stack.close()


def opened(site: Site) -> Iterator[Site]:
    with site.open("Administrator") as here:
        here.flags.in_test = True
        yield site


@contextmanager
def as_user(user: str) -> Iterator[None]:
    before = current().user
    functions.set_user(user)
    try:
        yield
    finally:
        functions.set_user(before)


def business_date() -> Iterator[Callable[[Any], None]]:
    config = current().site.config
    before = config.get("business_date")

    def set_to(day: Any) -> None:
        config["business_date"] = str(day)

    try:
        yield set_to
    finally:
        config.pop("business_date", None)
        if before is not None:
            config["business_date"] = before


@contextmanager
def count_queries() -> Iterator[list[str]]:
    db = current().db
    before, statements = db.query_log, list[str]()
    db.query_log = statements
    try:
        yield statements
    finally:
        db.query_log = before
