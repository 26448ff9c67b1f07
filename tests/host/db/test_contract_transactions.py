"""Transactions: what others see, what a savepoint undoes, who waits for whom."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.db import series
from embedded_host.db.database import Database
from embedded_host.site import Site

from .rows import add_request

pytestmark = pytest.mark.host


@pytest.fixture
def emptied(shared_storage_site: Site) -> Iterator[Site]:
    """A site whose committed rows are taken away again."""
    yield shared_storage_site
    with shared_storage_site.open() as here:
        here.db.delete("Probe Request")
        here.db.write("DELETE FROM `tabSeries`")
        here.db.commit()


def seen_by_another(site: Site, name: str) -> str | None:
    def look(db: Database) -> str | None:
        found: str | None = db.exists("Probe Request", name)
        return found

    return in_another_context(site, look)


def in_another_context(site: Site, ask: Callable[[Database], Any]) -> Any:
    answers: list[Any] = []

    def work() -> None:
        with site.open() as here:
            answers.append(ask(here.db))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    return answers[0]


def test_others_see_what_is_committed_and_nothing_before(emptied: Site) -> None:
    with emptied.open() as here:
        add_request(here.db, "T-1")
        before = seen_by_another(emptied, "T-1")
        here.db.commit()
        after = seen_by_another(emptied, "T-1")

    assert (before, after) == (None, "T-1")


def test_what_is_not_committed_is_gone_when_the_context_ends(emptied: Site) -> None:
    with emptied.open() as here:
        add_request(here.db, "T-1")

    assert seen_by_another(emptied, "T-1") is None


def test_reads_before_the_first_write_see_each_commit_of_others(emptied: Site) -> None:
    with emptied.open() as here:
        before = here.db.count("Probe Request")
        in_another_context(emptied, lambda db: (add_request(db, "T-1"), db.commit()))
        after = here.db.count("Probe Request")

    assert (before, after) == (0, 1)


def test_a_savepoint_undoes_what_came_after_it(storage: Database) -> None:
    add_request(storage, "T-1")
    storage.savepoint("here")
    add_request(storage, "T-2")
    storage.rollback(save_point="here")
    add_request(storage, "T-3")

    assert storage.get_all("Probe Request", pluck="name", order_by="name") == ["T-1", "T-3"]


def test_series_count_from_one_and_a_rollback_leaves_no_gap(storage: Database) -> None:
    assert [series.next_number(storage, "A-"), series.next_number(storage, "A-")] == [1, 2]
    storage.rollback()
    assert series.next_number(storage, "A-") == 1
    assert series.next_number(storage, "B-") == 1
    assert series.next_number(storage, "A-") == 2


def test_the_last_number_can_be_given_back_and_no_other(storage: Database) -> None:
    numbers = [series.next_number(storage, "A-") for _time in range(3)]
    series.give_back(storage, "A-", 2)
    assert series.next_number(storage, "A-") == 4
    series.give_back(storage, "A-", 4)
    assert (numbers, series.next_number(storage, "A-")) == ([1, 2, 3], 4)


def test_two_writers_of_one_series_get_different_numbers(emptied: Site) -> None:
    def take(db: Database) -> int:
        number = series.next_number(db, "R-")
        db.commit()
        return number

    numbers: list[int] = []

    def work() -> None:
        for _ in range(10):
            with emptied.open() as here:
                numbers.append(take(here.db))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(numbers) == list(range(1, 31))


def test_a_row_read_for_update_is_read_again_after_the_other_writer(emptied: Site) -> None:
    with emptied.open() as here:
        add_request(here.db, "T-1", qty=1)
        here.db.commit()
    holds, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with emptied.open() as here:
            here.db.get_value("Probe Request", "T-1", "qty", for_update=True)
            holds.set()
            may_end.wait(10)
            here.db.set_value("Probe Request", "T-1", "qty", 2)
            here.db.commit()

    thread = threading.Thread(target=first)
    thread.start()
    holds.wait(10)
    with emptied.open() as here:
        stale = here.db.get_value("Probe Request", "T-1", "qty")
        threading.Timer(0.2, may_end.set).start()
        locked = here.db.get_value("Probe Request", "T-1", "qty", for_update=True)
        plain = here.db.get_value("Probe Request", "T-1", "qty")
    thread.join(10)

    assert (stale, locked, plain) == (1, 2, 2)


def test_callbacks_wait_for_the_end_and_are_called_once(storage: Database) -> None:
    calls: list[str] = []
    storage.after_commit.add(lambda: calls.append("commit"))
    storage.after_rollback.add(lambda: calls.append("rollback"))
    storage.rollback()
    storage.after_commit.add(lambda: calls.append("second commit"))
    storage.commit()
    storage.commit()

    assert calls == ["rollback", "second commit"]


def test_a_write_that_feeds_caches_drops_them_here_and_raises_the_generation(
    storage_site: Site,
) -> None:
    with storage_site.open() as here:
        before = here.db.generation()[0]
        storage_site.cache("something")["kept"] = 1
        here.db.insert_row("Has Role", {"role": "X", "parent": "u"})
        dropped = storage_site.cache("something")
        raised = here.db.generation()[0]
        here.db.insert_row("Has Role", {"role": "Y", "parent": "u"})
        once = here.db.generation()[0]
        here.db.rollback()
        undone = here.db.generation()[0]

    assert dropped == {}
    assert (raised, once, undone) == (before + 1, before + 1, before)


def test_another_process_drops_its_caches_when_the_generation_has_changed(emptied: Site) -> None:
    twin = Site(emptied.bench, emptied.name)
    try:
        with twin.open():
            twin.cache("something")["kept"] = 1
        with emptied.open() as here:
            here.db.raise_generation()
            here.db.commit()
        with twin.open():
            kept = twin.cache("something")
            apps = twin.installed_apps()
    finally:
        twin.close()

    assert kept == {}
    assert apps == ["frappe", "probe_app"]


def test_statements_are_counted_and_kept_for_whoever_asks(storage: Database) -> None:
    storage.exists("Probe Request", "x")
    before = storage.query_count
    storage.query_log = statements = []

    current().db.exists("Probe Request", "x")

    assert storage.query_count == before + 1
    assert statements == ["SELECT `name` FROM `tabProbe Request` WHERE `name` = ?"]
