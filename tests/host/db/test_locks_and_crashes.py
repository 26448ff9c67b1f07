"""What one database promises alone: one writer, deadlocks, and what a killed process leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded_host.errors import QueryDeadlockError, QueryTimeoutError
from embedded_host.site import Site
from embedded_host.testing import mariadb

from .conftest import make_site
from .rows import add_request

pytestmark = pytest.mark.host

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from embedded_host.site import Bench
with Bench(sys.argv[1]).site("storage.test").open() as here:
    for number in range(3):
        here.db.insert_row("Probe Region", {"name": f"R-{number}", "region_name": f"R-{number}"})
        here.db.commit()
        print(number, flush=True)
    here.db.insert_row("Probe Region", {"name": "R-lost", "region_name": "R-lost"})
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def sqlite_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_site(tmp_path_factory.mktemp("sqlite") / "bench", {})
    yield site
    site.close()


@pytest.fixture
def mariadb_site(
    mariadb_server: mariadb.MariadbServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    site = make_site(
        tmp_path_factory.mktemp("locks") / "bench", mariadb_server.site_config("locks")
    )
    yield site
    site.close()


def test_a_second_writer_gives_up_after_the_busy_time(sqlite_site: Site) -> None:
    with sqlite_site.open() as here:
        here.db.begin_write()
        refusals: list[Exception] = []

        def write() -> None:
            with sqlite_site.open() as other:
                other.db.execute("PRAGMA busy_timeout = 50")
                try:
                    other.db.begin_write()
                except QueryTimeoutError as refusal:
                    refusals.append(refusal)
                other.db.execute("PRAGMA busy_timeout = 10000")

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(10)

    assert [type(refusal) for refusal in refusals] == [QueryTimeoutError]


def test_readers_go_on_while_somebody_writes(sqlite_site: Site) -> None:
    with sqlite_site.open() as here:
        add_request(here.db, "K-1")
        counts: list[int] = []

        def read() -> None:
            with sqlite_site.open() as other:
                counts.append(other.db.count("Probe Request"))

        thread = threading.Thread(target=read)
        thread.start()
        thread.join(10)

    assert counts == [0]


def test_every_commit_is_synced_and_the_log_is_written_ahead(sqlite_site: Site) -> None:
    with sqlite_site.open() as here:
        settings = [here.db.run(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")]

    assert settings == ["wal", 2]


def test_what_was_committed_survives_a_killed_process(sqlite_site: Site) -> None:
    project = Path(__file__).parents[3]
    root = sqlite_site.bench.root
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(4)]
        os.kill(process.pid, signal.SIGKILL)

    with sqlite_site.open() as here:
        kept = here.db.get_all("Probe Region", pluck="name", order_by="name")

    assert said == ["0", "1", "2", "written"]
    assert kept == ["R-0", "R-1", "R-2"]


@pytest.mark.mariadb
def test_of_two_changes_that_wait_for_each_other_one_is_told_so(mariadb_site: Site) -> None:
    with mariadb_site.open() as here:
        add_request(here.db, "K-1")
        add_request(here.db, "K-2")
        here.db.commit()
    both = threading.Barrier(2, timeout=10)
    refusals: list[Exception] = []

    def change(first: str, second: str) -> None:
        with mariadb_site.open() as here:
            here.db.set_value("Probe Request", first, "qty", 1)
            both.wait()
            try:
                here.db.set_value("Probe Request", second, "qty", 1)
                here.db.commit()
            except QueryDeadlockError as refusal:
                refusals.append(refusal)

    threads = [
        threading.Thread(target=change, args=names) for names in (("K-1", "K-2"), ("K-2", "K-1"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert [type(refusal) for refusal in refusals] == [QueryDeadlockError]
