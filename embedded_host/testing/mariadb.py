"""A private MariaDB for tests: its own data folder, a unix socket, no network, gone afterwards."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PLACES = ("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
START_SECONDS = 30
STOP_SECONDS = 20

# A server that is thrown away: small, and as durable as its tests need.
_OPTIONS = (
    "--skip-networking",
    "--skip-log-bin",
    "--skip-name-resolve",
    "--innodb-buffer-pool-size=64M",
    "--innodb-log-file-size=16M",
    "--innodb-flush-log-at-trx-commit=2",
    "--innodb-flush-method=fsync",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--max-connections=64",
    "--performance-schema=OFF",
)


class MariadbMissing(RuntimeError):
    """Debian's mariadb-server-core, or the Python connector, is not installed."""


def find_program(name: str) -> str:
    """The program's path. Raises MariadbMissing."""
    found = shutil.which(name) or next(
        (f"{place}/{name}" for place in PLACES if os.access(f"{place}/{name}", os.X_OK)), None
    )
    if found is None:
        raise MariadbMissing(f"{name} is not installed (Debian: mariadb-server-core)")
    return found


def is_installed() -> bool:
    """Whether the server's programs and the connector are there."""
    try:
        import mariadb  # noqa: F401, PLC0415 - optional dependency

        find_program("mariadbd")
        find_program("mariadb-install-db")
    except (ImportError, MariadbMissing):
        return False
    return True


class MariadbServer:
    """One running server; `site_config` makes a database on it and says how to reach it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Unix sockets take about 100 characters of path, less than a test's folder may have.
        self._socket_folder = Path(tempfile.mkdtemp(prefix="mdb-"))
        self.socket = self._socket_folder / "s"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the data folder and start the server. Raises RuntimeError with its log."""
        data = self.folder / "data"
        data.mkdir(parents=True)
        user = f"--user={getpass.getuser()}"
        subprocess.run(
            [
                find_program("mariadb-install-db"),
                "--no-defaults",
                f"--datadir={data}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                user,
            ],
            check=True,
            capture_output=True,
        )
        with (self.folder / "server.log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    find_program("mariadbd"),
                    "--no-defaults",
                    f"--datadir={data}",
                    f"--socket={self.socket}",
                    f"--pid-file={self.folder / 'server.pid'}",
                    user,
                    *_OPTIONS,
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self) -> None:
        import mariadb  # noqa: PLC0415 - optional dependency

        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                break
            try:
                mariadb.connect(unix_socket=str(self.socket), user="root").close()
            except mariadb.Error:
                time.sleep(0.05)
            else:
                return
        log = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")
        self.stop()
        raise RuntimeError(f"MariaDB did not start:\n{log[-2000:]}")

    def site_config(self, name: str) -> dict[str, Any]:
        """Make the database afresh; what `site_config.json` needs to reach it."""
        import mariadb  # noqa: PLC0415 - optional dependency

        connection = mariadb.connect(unix_socket=str(self.socket), user="root", autocommit=True)
        cursor = connection.cursor()
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
        cursor.execute(f"CREATE DATABASE `{name}` COLLATE utf8mb4_unicode_ci")
        connection.close()
        return {
            "db_type": "mariadb",
            "db_name": name,
            "db_user": "root",
            "db_password": "",
            "db_socket": str(self.socket),
        }

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self._socket_folder, ignore_errors=True)


@contextmanager
def running(folder: Path) -> Iterator[MariadbServer]:
    """A server with its data below `folder`, stopped on the way out."""
    server = MariadbServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
