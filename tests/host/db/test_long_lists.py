"""Pages of long lists are the same whether they are walked or gathered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from pypika import Table

from embedded_host.db import paging, query
from embedded_host.db.database import Database

pytestmark = pytest.mark.host

START = datetime.fromisoformat("2026-01-01")
ROWS = 60


@pytest.fixture
def records(storage: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """60 records; every second is Open, one in twenty lies in R0. Stretches: 20 and 40 rows."""
    monkeypatch.setattr(paging, "STRETCHES", (20, 40))
    storage.site.cache("list_plans").clear()
    storage.bulk_insert(
        "Probe Record",
        ["name", "title", "status", "region", "creation", "modified"],
        [
            (
                f"P-{number:02d}",
                str(number),
                "Open" if number % 2 else "Closed",
                f"R{number % 20}",
                START + timedelta(seconds=number),
                START + timedelta(seconds=number * 7 % ROWS),
            )
            for number in range(ROWS)
        ],
    )
    yield storage  # type: ignore[misc]
    storage.site.cache("list_plans").clear()


def page(db: Database, **options: Any) -> tuple[list[str], int]:
    """The numbers of the page's records, and how many statements it took."""
    db.query_log = statements = list[str]()
    names = db.get_all("Probe Record", pluck="name", **options)
    db.query_log = None
    return [name.removeprefix("P-") for name in names], len(statements)


def test_a_page_that_many_rows_fill_is_walked(records: Database) -> None:
    options: dict[str, Any] = {"filters": {"status": "Open"}, "limit": 3}

    assert page(records, order_by=None, **options) == (["01", "03", "05"], 2)
    assert page(records, order_by="creation desc", **options) == (["59", "57", "55"], 2)
    assert page(records, order_by="modified desc", **options) == (["17", "51", "25"], 2)


def test_a_page_that_few_rows_fill_is_gathered(records: Database) -> None:
    found = page(records, filters={"region": "R7"}, order_by=None, limit=3)

    assert found == (["07", "27", "47"], 5)


def test_a_page_that_the_long_stretch_fills_is_walked_twice(records: Database) -> None:
    found = page(records, filters={"region": "R7"}, order_by=None, limit=2)

    assert found == (["07", "27"], 4)


def test_a_narrow_permission_is_gathered_by_its_own_rows(
    records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Table("tabProbe Record").region == "R7"
    monkeypatch.setattr(query, "_permission", lambda *_about: own)

    for order in ("creation desc", "modified desc", "title asc"):
        found = page(records, filters={"status": "Open"}, order_by=order, limit=3)
        assert sorted(found[0]) == ["07", "27", "47"]


def test_a_wide_permission_is_gathered_when_no_stretch_fills_the_page(
    records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "NARROW", 2)
    own = Table("tabProbe Record").region == "R7"
    monkeypatch.setattr(query, "_permission", lambda *_about: own)

    found = page(records, filters={"status": "Open"}, order_by="creation desc", limit=3)

    assert found == (["47", "27", "07"], 6)


def test_the_next_page_goes_on_where_the_first_ended(records: Database) -> None:
    options: dict[str, Any] = {"filters": {"status": "Open"}, "order_by": None, "limit": 8}

    first, _statements = page(records, **options)
    second, _statements = page(records, start=8, **options)
    last, _statements = page(records, start=24, **options)

    assert first + second == [f"{number:02d}" for number in range(1, 32, 2)]
    assert last == [f"{number:02d}" for number in range(49, 60, 2)]


def test_rows_without_a_moment_are_not_passed_over(records: Database) -> None:
    records.write("UPDATE `tabProbe Record` SET `creation` = NULL WHERE `name` = 'P-59'")

    found, _statements = page(records, filters={"status": "Open"}, order_by=None, limit=2)

    assert found == ["59", "01"]


def test_a_list_without_conditions_or_limit_takes_one_statement(records: Database) -> None:
    assert page(records, order_by=None, limit=2) == (["00", "01"], 1)
    assert len(page(records, filters={"status": "Open"}, order_by=None)[0]) == ROWS // 2
