"""Backup and restore: the database as of one moment, files and configuration in one archive.

    manifest.json  site_config.json  site.db (SQLite) or database.sql (MariaDB)
    private/files/…  public/files/…

Files are copied after the database, so every file that the database names is there.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from embedded_host.errors import ValidationError
from embedded_host.setup import Report
from embedded_host.site import SITE_FOLDERS, Bench, Site, read_json, write_json
from embedded_host.values import now, now_datetime

FILE_FOLDERS = ("private/files", "public/files")
_DATABASE_FILES = {"sqlite": "site.db", "mariadb": "database.sql"}


def backup(site: Site, folder: Path | None, with_files: bool, report: Report) -> Path:
    """Write `<stamp>-<site>.tar.gz`, readable by its owner only: it holds the encryption key."""
    folder = folder or site.path / "private" / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    with site.open() as here:
        stamp = now_datetime().strftime("%Y%m%d_%H%M%S")
        manifest: dict[str, Any] = {"site": site.name, "made": now(), "db_type": site.db_type}
        manifest["apps"] = list(here.site.installed_apps())
        manifest["with_files"] = with_files
    target = folder / f"{stamp}-{site.name.replace('.', '_')}.tar.gz"
    # The draft lies beside its goal, so that the last step is a rename on one file system.
    with tempfile.TemporaryDirectory(dir=folder) as draft_folder:
        work = Path(draft_folder)
        report(f"database ({site.db_type})")
        database = work / _DATABASE_FILES[site.db_type]
        _DUMPS[site.db_type](site, database)
        write_json(work / "manifest.json", manifest)
        shutil.copy(site.path / "site_config.json", work / "site_config.json")
        draft = work / "archive"
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w:gz", compresslevel=6) as archive:
            for name in ("manifest.json", "site_config.json", database.name):
                archive.add(work / name, name)
            for part in FILE_FOLDERS if with_files else ():
                report(part)
                archive.add(site.path / part, part)
        draft.replace(target)
    report(f"{target} ({target.stat().st_size / 1_000_000:.1f} MB)")
    return target


def restore(bench: Bench, name: str, source: Path, force: bool, report: Report) -> Site:
    """Make the site what it was. ValidationError for an archive that is no backup, or is broken.

    The site as it is stays untouched until the archive has been read and checked whole.
    """
    folder = bench.sites_path / name
    if folder.exists() and not force:
        raise ValidationError(f"Site {name} exists: --force replaces all it holds")
    with tempfile.TemporaryDirectory(dir=bench.sites_path, prefix=".restore-") as draft_folder:
        work = Path(draft_folder)
        manifest = _unpacked(source, work)
        report(f"backup of {manifest['site']} made {manifest['made']}")
        if manifest["db_type"] == "sqlite":
            _check_sqlite(work / "site.db")
        old = read_json(folder / "site_config.json")
        config = {**read_json(work / "site_config.json"), **_place_of_database(old)}
        write_json(work / "site_config.json", config)
        (work / "site_config.json").chmod(0o600)
        bench.forget(name)
        _put_in_place(work, folder, bool(manifest["with_files"]))
    site = bench.site(name)
    if manifest["db_type"] == "mariadb":
        _load_mariadb(site, folder / "database.sql")
        (folder / "database.sql").unlink()
    with site.open() as here:
        here.db.raise_generation()
        here.db.commit()
    report(f"site {name} restored")
    return site


def _place_of_database(config: dict[str, Any]) -> dict[str, Any]:
    """Where the database of the site lies is the machine's affair, not the backup's."""
    return {key: value for key, value in config.items() if key.startswith("db_")}


def _unpacked(source: Path, work: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(work, filter="data")
        manifest: dict[str, Any] = json.loads((work / "manifest.json").read_text(encoding="utf-8"))
        if not (work / _DATABASE_FILES[manifest["db_type"]]).is_file():
            raise ValidationError(f"{source} holds no database")
    except (tarfile.TarError, OSError, KeyError, ValueError) as problem:
        raise ValidationError(f"{source} is no backup of a site: {problem}") from problem
    (work / "manifest.json").unlink()
    return manifest


def _put_in_place(work: Path, folder: Path, with_files: bool) -> None:
    folder.mkdir(exist_ok=True)
    for leftover in ("site.db", "site.db-wal", "site.db-shm"):
        (folder / leftover).unlink(missing_ok=True)
    if with_files:
        for part in FILE_FOLDERS:
            shutil.rmtree(folder / part, ignore_errors=True)
    for part in SITE_FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    for path in sorted(work.rglob("*")):
        if path.is_file():
            path.replace(_made(folder / path.relative_to(work)))


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _dump_sqlite(site: Site, target: Path) -> None:
    with (
        closing(sqlite3.connect(site.path / "site.db")) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _check_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        try:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as problem:
            raise ValidationError(f"The backup's database is broken: {problem}") from problem
    if answer != "ok":
        raise ValidationError(f"The backup's database is broken: {answer}")


@contextmanager
def _client_options(site: Site) -> Iterator[str]:
    """A file for MariaDB's clients, so that no password stands in a command line."""
    config = site.config
    lines = ["[client]", f"user={config.db_user or config.db_name}"]
    lines += [f"password={config.db_password}"] if config.db_password else []
    if config.db_socket:
        lines.append(f"socket={config.db_socket}")
    else:
        lines += [f"host={config.db_host or '127.0.0.1'}", f"port={config.db_port or 3306}"]
    with tempfile.NamedTemporaryFile("w", suffix=".cnf") as options:
        os.chmod(options.name, 0o600)
        options.write("\n".join(lines) + "\n")
        options.flush()
        yield f"--defaults-extra-file={options.name}"


def _dump_mariadb(site: Site, target: Path) -> None:
    with _client_options(site) as options, target.open("wb") as output:
        command = ["mariadb-dump", options, "--single-transaction", "--skip-lock-tables"]
        _client([*command, str(site.config.db_name)], stdout=output)


def _load_mariadb(site: Site, source: Path) -> None:
    with _client_options(site) as options, source.open("rb") as content:
        _client(["mariadb", options, str(site.config.db_name)], stdin=content)


def _client(command: list[str], **streams: Any) -> None:
    try:
        subprocess.run(command, check=True, stderr=subprocess.PIPE, **streams)
    except FileNotFoundError as problem:
        raise ValidationError(f"{command[0]} is not installed") from problem
    except subprocess.CalledProcessError as problem:
        raise ValidationError(f"{command[0]}: {problem.stderr.decode()}") from problem


_DUMPS = {"sqlite": _dump_sqlite, "mariadb": _dump_mariadb}
