"""A bench (a folder of apps and sites) and one site in it.

    <bench>/apps/<app>/<app>/hooks.py
    <bench>/sites/apps.txt, common_site_config.json
    <bench>/sites/<site>/site_config.json, site.db, private/files, public/files,
                         private/backups, logs

The site's configuration is the common one with `site_config.json` on top; `db_type` is "sqlite"
(the default) or "mariadb".
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from embedded_host.context import Context, entered, in_force
from embedded_host.errors import DoesNotExistError
from embedded_host.values import LOCALE, Locale, _dict, make_locale, scrub

if TYPE_CHECKING:
    from embedded_host.db.connection import Engine
    from embedded_host.db.database import Database
    from embedded_host.setup.hooks import Hooks

HOST_APP = "frappe"
HOST_APP_PATH = Path(__file__).parent / "core"
COMMON_CONFIG, SITE_CONFIG = "common_site_config.json", "site_config.json"
SITE_FOLDERS = ("private/files", "private/backups", "public/files", "logs")

# The parts that a site puts together; named here because the ground imports nothing above it.
DATABASE = "embedded_host.db.database:Database"
MAKE_ENGINE = "embedded_host.db.connection:make_engine"
HOOKS = "embedded_host.setup.hooks:Hooks"
INSTALL_FACADE = "embedded_host.facade:install"


def read_json(path: Path) -> _dict:
    return _dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else _dict()


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Replace the file in one step, so that a reader never sees half of it; its mode stays."""
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    fresh.replace(path)


class Bench:
    """The folder that holds apps and sites; its apps become importable, and `frappe` for them."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).resolve()
        self.sites_path = self.root / "sites"
        self.apps_path = self.root / "apps"
        self._sites: dict[str, Site] = {}
        resolve_name(INSTALL_FACADE)()
        for app in self.apps():
            folder = str((self.apps_path / app).resolve())  # links may go, folders stay
            if folder not in sys.path:
                sys.path.append(folder)

    @property
    def config(self) -> _dict:
        return read_json(self.sites_path / COMMON_CONFIG)

    def apps(self) -> list[str]:
        """The apps of `apps.txt` and of `bench_config.json`, the host's own first."""
        listed = self.sites_path / "apps.txt"
        names = listed.read_text(encoding="utf-8").split() if listed.is_file() else []
        names += read_json(self.root / "bench_config.json").apps or []
        return [HOST_APP, *(name for name in dict.fromkeys(names) if name != HOST_APP)]

    def default_site(self) -> str | None:
        named = self.config.default_site or read_json(self.root / "bench_config.json").default_site
        return str(named) if named else None

    def forget(self, name: str) -> None:
        """Let go of a site that is made anew or was replaced on disk."""
        site = self._sites.pop(name, None)
        if site is not None:
            site.close()

    def site(self, name: str) -> Site:
        """The site of that name. Raises DoesNotExistError where there is none."""
        if name not in self._sites:
            if not (self.sites_path / name / SITE_CONFIG).is_file():
                raise DoesNotExistError(f"Site {name} does not exist")
            self._sites[name] = Site(self, name)
        return self._sites[name]


class Derived:
    """What is worked out from roles, permissions, DocTypes, workflows and settings as they are."""

    def __init__(self, apps: list[str]) -> None:
        self.metas: dict[str, Any] = {}
        self.caches: dict[str, dict[Any, Any]] = {"installed_apps": {"apps": apps}}


class Site:
    """One site: its configuration, its database, and what this process keeps of it.

    `cache(name)` and `metas` are dropped when any process changes roles, permissions, DocTypes,
    workflows or settings; a transaction that has changed them works with its own until its end, so
    that nobody else acts on what is not committed. `kept` lives as long as the process.
    """

    def __init__(self, bench: Bench, name: str) -> None:
        self.bench = bench
        self.name = name
        self.path = bench.sites_path / name
        self.kept: dict[str, Any] = {}
        self.generation = -1
        self._config_stamp: tuple[int, ...] = ()
        self._derived = Derived([HOST_APP])

    @cached_property
    def config(self) -> _dict:
        self._config_stamp = self._stamp_of_config()
        return self.bench.config.update(read_json(self.path / SITE_CONFIG))

    def _stamp_of_config(self) -> tuple[int, ...]:
        """Changes when somebody writes one of the two configuration files."""
        files = (self.bench.sites_path / COMMON_CONFIG, self.path / SITE_CONFIG)
        return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)

    def _reread_config(self) -> None:
        if self._stamp_of_config() != self._config_stamp:
            self._config_stamp = self._stamp_of_config()
            fresh = self.bench.config.update(read_json(self.path / SITE_CONFIG))
            self.config.clear()
            self.config.update(fresh)
            self.cache("locale").clear()

    def set_config(self, key: str, value: Any) -> None:
        """Write one key of `site_config.json`; None removes it."""
        stored = read_json(self.path / SITE_CONFIG)
        if value is None:
            stored.pop(key, None)
        else:
            stored[key] = value
        write_json(self.path / SITE_CONFIG, stored)
        self.config.clear()
        self.config.update(self.bench.config, **stored)
        self.cache("locale").clear()

    @property
    def db_type(self) -> str:
        return str(self.config.db_type or "sqlite")

    @cached_property
    def engine(self) -> Engine:
        engine: Engine = resolve_name(MAKE_ENGINE)(self)
        return engine

    @cached_property
    def hooks(self) -> Hooks:
        hooks: Hooks = resolve_name(HOOKS)(self)
        return hooks

    def close(self) -> None:
        """Give back the database's connections."""
        if "engine" in self.__dict__:
            self.__dict__.pop("engine").dispose()

    # what the process keeps

    def _in_force(self) -> Derived:
        context = in_force()
        if context is not None and context.site is self and context.db.uncommitted is not None:
            return context.db.uncommitted
        return self._derived

    @property
    def metas(self) -> dict[str, Any]:
        return self._in_force().metas

    def cache(self, name: str) -> dict[Any, Any]:
        return self._in_force().caches.setdefault(name, {})

    def renew(self, generation: int, apps: list[str]) -> None:
        """Drop what this process keeps; `db.raise_generation` tells every process.

        It is replaced, not emptied: a thread that is filling it goes on with the old one, and
        nobody sees a site without its apps.
        """
        self._derived = Derived(apps)
        self.generation = generation

    def content(self, path: Path, read: Callable[[Path], Any]) -> Any:
        """What `read` makes of a file, read again when it has changed; looked at once for each
        generation, so that a running server notices what `migrate` brought."""
        looked_at = self.cache("files")
        if path not in looked_at:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            files = self.kept.setdefault("files", {})
            if path not in files or files[path][0] != stamp:
                files[path] = (stamp, read(path))
            looked_at[path] = files[path][1]
        return looked_at[path]

    # apps

    def installed_apps(self) -> list[str]:
        """The installed apps in the order of their installation, the host's own first."""
        apps: list[str] = self.cache("installed_apps").get("apps", [HOST_APP])
        return apps

    def app_path(self, app: str) -> Path:
        """The folder of the app's package (the one with `hooks.py`)."""
        if app == HOST_APP:
            return HOST_APP_PATH
        paths: dict[str, Path] = self.kept.setdefault("app_paths", {})
        if app not in paths:
            spec = importlib.util.find_spec(app)
            if spec is None or not spec.submodule_search_locations:
                raise DoesNotExistError(f"App {app} is not in {self.bench.apps_path}")
            paths[app] = Path(next(iter(spec.submodule_search_locations)))
        return paths[app]

    def modules(self) -> dict[str, tuple[str, Path]]:
        """Module name → its app and its folder, in the order of apps and of `modules.txt`."""
        kept = self.cache("modules")
        if not kept:
            # Filled in one step: another thread may be reading it.
            kept.update(self._read_modules())
        return kept

    def _read_modules(self) -> dict[str, tuple[str, Path]]:
        modules = {}
        for app in self.installed_apps():
            folder = self.app_path(app)
            for line in (folder / "modules.txt").read_text(encoding="utf-8").splitlines():
                if line.strip():
                    modules[line.strip()] = (app, folder / scrub(line.strip()))
        return modules

    # opening

    @contextmanager
    def open(self, user: str = "Administrator", lang: str | None = None) -> Iterator[Context]:
        """A context with a database transaction; what was not committed is rolled back."""
        self._reread_config()
        db: Database = resolve_name(DATABASE)(self)
        context = Context(self, db, user, lang or str(self.config.lang or "vi"))
        try:
            with entered(context):
                self._refresh(db)
                token = LOCALE.set(self._locale())
                try:
                    yield context
                finally:
                    LOCALE.reset(token)
                    db.rollback()
        finally:
            db.close()

    def _refresh(self, db: Database) -> None:
        """Drop what is out of date: another process may have changed the site."""
        generation, apps = db.generation()
        if generation != self.generation:
            self.renew(generation, apps)

    def _locale(self) -> Locale:
        kept = self.cache("locale")
        if not kept:
            known = ("time_zone", "date_format", "time_format")
            kept[0] = make_locale(
                **{key: str(self.config.get(key)) for key in known if self.config.get(key)}
            )
        locale: Locale = kept[0]
        return locale
