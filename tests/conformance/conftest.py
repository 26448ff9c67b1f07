"""Fixtures of the replays, and the count of recorded exchanges after the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from .replay import Replay
from .scope import scope
from .sites import Sites, made_sites

collect_ignore = ["probe_app"]

#: Marks a test's report as the replay of one step in scope; the value is its file.
REPLAYED = "replayed_file"


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    with made_sites(tmp_path_factory.mktemp("conformance")) as made:
        yield made


class Replays:
    """One replay per file, made when its first step is asked for."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
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
    """Say how many of how many recorded exchanges pass, by file."""
    passed, failed = (_by_file(terminalreporter, outcome) for outcome in ("passed", "failed"))
    if not passed and not failed:
        return
    terminalreporter.section("recorded exchanges")
    for file in sorted({*passed, *failed}):
        terminalreporter.line(f"{file}: {passed[file]} of {passed[file] + failed[file]} in scope")
    total = passed.total() + failed.total()
    listed = [line for entry in scope().values() for line in entry.steps.values()]
    out = sum(not line.in_scope for line in listed)
    terminalreporter.line(
        f"{passed.total()} of {total} in scope pass; {len(listed)} recorded, {out} out of scope"
    )


def _by_file(terminalreporter: Any, outcome: str) -> Counter[str]:
    reports = terminalreporter.stats.get(outcome, [])
    pairs = [pair for report in reports for pair in getattr(report, "user_properties", ())]
    return Counter(value for key, value in pairs if key == REPLAYED)
