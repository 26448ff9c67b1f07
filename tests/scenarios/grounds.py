"""Where a scenario takes place: a site of its own on the embedded host, or a real server's site.

`SCENARIO_URL` names a running server. Its site's folder (to set the day on which it works) and its
database (to count apart) are those of `FRAPPE_BENCH` and `FRAPPE_SITE`. A campaign is lived through
once, so on such a site each run loads the plan under a code of its own.
"""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes, urlsplit

from .doors import Doors

ADMINISTRATOR = "Administrator"
Rows = list[tuple[Any, ...]]


class Ground(Protocol):
    """A site, its doors, its day, and its tables seen from outside the app."""

    doors: Doors
    administrator_password: str
    mark: str
    """Ends the names of what a campaign makes, where others have been lived through before."""

    def set_day(self, day: str) -> None:
        """`2023-11-20`, or an instant such as `2023-07-03T00:05`."""

    def sql(self, statement: str, *values: Any) -> Rows:
        """Rows of a statement with `?` for values: what is committed, past the app."""


def change_config(path: Path, values: dict[str, Any]) -> None:
    """Sets keys of a `site_config.json`, which both hosts read again for the next request."""
    config = json.loads(path.read_text(encoding="utf-8"))
    config.update(values)
    fresh = path.with_name(path.name + ".scenario")
    fresh.write_text(json.dumps(config, indent=1, ensure_ascii=False), encoding="utf-8")
    fresh.chmod(path.stat().st_mode & 0o777)
    fresh.replace(path)


class InThisProcess:
    """Calls the WSGI application of a site."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def send(
        self, verb: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        from werkzeug.test import EnvironBuilder, run_wsgi_app  # noqa: PLC0415 - not on a bench

        plain, _, query = path.partition("?")
        builder = EnvironBuilder(method=verb, query_string=query, headers=headers, data=body)
        environ = builder.get_environ()
        builder.close()
        environ["PATH_INFO"] = unquote_to_bytes(plain).decode("latin-1")
        environ["REQUEST_URI"] = environ["RAW_URI"] = path
        chunks, status, sent = run_wsgi_app(self._application, environ, buffered=True)
        return int(status.split()[0]), joined(sent.items()), b"".join(chunks)


class OverHttp:
    """Asks a running server."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)

    def send(
        self, verb: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        kind = http.client.HTTPConnection
        if self._address.scheme == "https":
            kind = http.client.HTTPSConnection
        with closing(kind(self._address.hostname or "", self._address.port, timeout=120)) as line:
            line.request(verb, path, body, headers)
            response = line.getresponse()
            return response.status, joined(response.getheaders()), response.read()


def joined(headers: Any) -> dict[str, str]:
    """Headers by their names in lower case; those of one name joined."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


class EmbeddedGround:
    """A site of the embedded host, asked in this process or at `url`."""

    administrator_password = "admin"
    mark = ""

    def __init__(self, site: Any, url: str | None = None) -> None:
        from embedded_host.http import make_app  # noqa: PLC0415 - not on a bench

        self.site = site
        self.doors = Doors(OverHttp(url) if url else InThisProcess(make_app(site)))
        self._config = site.path / "site_config.json"
        change_config(self._config, {"allow_business_date": 1})

    def set_day(self, day: str) -> None:
        change_config(self._config, {"business_date": day})

    def sql(self, statement: str, *values: Any) -> Rows:
        if self.site.db_type == "mariadb":
            return self._mariadb(statement, values)
        path = self.site.path / "site.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return [tuple(row) for row in connection.execute(statement, values)]

    def _mariadb(self, statement: str, values: Sequence[Any]) -> Rows:
        config = self.site.config
        options = {"user": config.db_user, "password": config.db_password}
        connection = import_module("mariadb").connect(
            unix_socket=config.db_socket, database=config.db_name, **options
        )
        with closing(connection):
            cursor = connection.cursor()
            cursor.execute(statement, values)
            return [tuple(row) for row in cursor.fetchall()]


class BenchGround:
    """A site of a real bench, behind the server at `url`."""

    def __init__(self, url: str, bench: Path, site: str) -> None:
        self.administrator_password = os.environ.get("SCENARIO_ADMIN_PASSWORD", "admin")
        self.doors = Doors(OverHttp(url), {"X-Frappe-Site-Name": site})
        self.mark = f"-{int(time.time()):x}".upper()
        self._sites, self._site = bench / "sites", site
        self._config = self._sites / site / "site_config.json"
        # A bench lets 60 users be made in an hour; two campaigns have more.
        change_config(self._config, {"allow_business_date": 1, "throttle_user_limit": 500})

    def set_day(self, day: str) -> None:
        change_config(self._config, {"business_date": day})

    def sql(self, statement: str, *values: Any) -> Rows:
        frappe = import_module("frappe")
        before = Path.cwd()
        os.chdir(self._sites)  # log folders are found from here
        try:
            frappe.init(site=self._site, sites_path=str(self._sites))
            frappe.connect()
            return [tuple(row) for row in frappe.db.sql(statement.replace("?", "%s"), values)]
        finally:
            frappe.destroy()
            os.chdir(before)


def server_ground() -> BenchGround:
    """The ground that the environment names; KeyError where it does not."""
    url, bench, site = (os.environ[key] for key in ("SCENARIO_URL", "FRAPPE_BENCH", "FRAPPE_SITE"))
    return BenchGround(url, Path(bench), site)


@contextmanager
def at_work_elsewhere(application: Any, threads: int) -> Iterator[str]:
    """The application served on a free port of this machine; its address."""
    import threading  # noqa: PLC0415 - only where a server is wanted

    from waitress.server import create_server  # noqa: PLC0415 - not on a bench

    server = create_server(application, host="127.0.0.1", port=0, threads=threads)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # The server's own thread closes it: it would be waiting on what another thread closes.
        server.trigger.pull_trigger(server.close)
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()
