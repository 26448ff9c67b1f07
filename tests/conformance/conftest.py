"""Fixtures of the replays, and the count of recorded exchanges after the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from embedded_host.testing import mariadb

from .replay import Replay
from .scope import scope
from .sites import Sites, made_sites

collect_ignore = ["probe_app"]

DATABASES = ["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)]
#: Marks a test's report as the replay of one step in scope; the value is its file and database.
REPLAYED = "replayed"
#: A file and the database it was replayed on.
Replayed = tuple[str, str]


@pytest.fixture(scope="session", params=DATABASES)
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sites]:
    if request.param == "mariadb" and not mariadb.is_installed():
        pytest.skip("needs mariadb-server-core and the mariadb connector")
    with made_sites(tmp_path_factory.mktemp(request.param), request.param) as made:
        yield made


class Replays:
    """One replay per file, made when its first step is asked for."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
        self.database = sites.database
        self._made: dict[str, Replay] = {}

    def of(self, file: str) -> Replay:
        if file not in self._made:
            self._made[file] = self._sites.replay(file)
        return self._made[file]

    def of_nothing(self) -> Replay:
        """The replay of a file without a step in scope, for calls that need no records."""
        return self.of("12_api_v2")

    def close(self) -> None:
        for replay in self._made.values():
            replay.transport.close()


@pytest.fixture(scope="session")
def replays(sites: Sites) -> Iterator[Replays]:
    made = Replays(sites)
    yield made
    made.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many of how many recorded exchanges pass, by file and database."""
    passed, failed = (_counted(terminalreporter, outcome) for outcome in ("passed", "failed"))
    if not passed and not failed:
        return
    terminalreporter.section("recorded exchanges")
    for file in sorted({file for file, _database in (*passed, *failed)}):
        terminalreporter.line(f"{file}: {_told(passed, failed, file)}")
    listed = [line for entry in scope().values() for line in entry.steps.values()]
    out = sum(not line.in_scope for line in listed)
    terminalreporter.line(
        f"in scope: {_told(passed, failed, None)}; {len(listed)} recorded, {out} out of scope"
    )


def _told(passed: Counter[Replayed], failed: Counter[Replayed], file: str | None) -> str:
    """ "24 of 25 pass on sqlite, …" for one file, or for all of them."""
    told = []
    for database in sorted({database for _file, database in (*passed, *failed)}):
        good, bad = (
            sum(number for key, number in counts.items() if key == (file or key[0], database))
            for counts in (passed, failed)
        )
        told.append(f"{good} of {good + bad} pass on {database}")
    return ", ".join(told)


def _counted(terminalreporter: Any, outcome: str) -> Counter[Replayed]:
    reports = terminalreporter.stats.get(outcome, [])
    pairs = [pair for report in reports for pair in getattr(report, "user_properties", ())]
    return Counter((value[0], value[1]) for key, value in pairs if key == REPLAYED)
