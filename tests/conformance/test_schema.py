"""Tables, indexes and documents in memory, beside what a real site was seen to have."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from embedded_host.document import get_doc, new_doc
from embedded_host.site import Site

from .history import History
from .recordings import reference
from .seed import address
from .sites import made_sites, today_on

pytestmark = pytest.mark.conformance

#: Columns of Desk's tags, comments, likes and "seen" marks.
DESK_COLUMNS = {"_user_tags", "_comments", "_assign", "_liked_by", "_seen"}
COLUMNS = {row["step"]: row for row in reference("18_schema_meta")}
TABLES = [1, 3, 5, 7, 9]
INDEXES = [2, 4, 6, 8, 10, 12]


def _recorded(step: int) -> Any:
    return COLUMNS[step]["value"]


def _table(step: int) -> str:
    return re.search(r"tab(Probe(?: [A-Z]\w+)+)", COLUMNS[step]["note"])[0].strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with made_sites(tmp_path_factory.mktemp("schema"), "sqlite") as sites:
        site, _keys = sites.seeded("18.localhost")
        history = History(site, today_on(site))
        with history.by("u1"):
            history.numbered_request(0)
        yield site


@pytest.fixture(scope="module")
def seen(site: Site) -> Iterator[sqlite3.Connection]:
    """The site's database file, read by somebody else than the host."""
    with closing(sqlite3.connect(site.path / "site.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def _columns(seen: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Column → whether it may be NULL."""
    rows = seen.execute("SELECT * FROM pragma_table_info(?)", (table,))
    return {row["name"]: not row["notnull"] for row in rows}


def _indexes(seen: sqlite3.Connection, table: str) -> set[tuple[str, bool]]:
    """The first column of each index, and whether the index is unique."""
    rows = seen.execute(
        'SELECT columns.name AS first, indexes."unique" AS is_unique'
        " FROM pragma_index_list(?) AS indexes, pragma_index_info(indexes.name) AS columns"
        " WHERE columns.seqno = 0",
        (table,),
    )
    return {(row["first"], bool(row["is_unique"])) for row in rows}


@pytest.fixture
def opened(site: Site) -> Iterator[None]:
    with site.open(user=address("mgr")):
        yield


def _request() -> Any:
    return get_doc("Probe Request", {"title": "Req 00"})


@pytest.mark.parametrize("step", TABLES, ids=_table)
def test_table_has_the_recorded_columns(step: int, seen: sqlite3.Connection) -> None:
    recorded = {row["Field"] for row in _recorded(step)} - DESK_COLUMNS
    assert set(_columns(seen, _table(step))) - DESK_COLUMNS == recorded


@pytest.mark.parametrize("step", TABLES, ids=_table)
def test_numeric_columns_are_never_null(step: int, seen: sqlite3.Connection) -> None:
    recorded = {row["Field"] for row in _recorded(step) if row["Null"] == "NO"} - {"name"}
    columns = _columns(seen, _table(step))
    assert {name for name, may_be_null in columns.items() if not may_be_null} - {"name"} == recorded


@pytest.mark.parametrize("step", INDEXES, ids=_table)
def test_table_has_the_recorded_indexes(step: int, seen: sqlite3.Connection) -> None:
    recorded = {(column, not other) for name, column, other in _recorded(step) if name != "PRIMARY"}
    assert _indexes(seen, _table(step)) >= recorded


def test_loaded_document_has_the_recorded_python_types(opened: None) -> None:
    document = _request()
    types = {name: type(document.get(name)).__name__ for name in _recorded(51)}
    assert types == _recorded(51)


def test_dictionary_of_a_document_has_its_keys_in_the_recorded_order(opened: None) -> None:
    document = _request().as_dict()
    assert [key for key in document if key in _recorded(52)] == _recorded(52)
    assert [key for key in document["items"][0] if key in _recorded(53)] == _recorded(53)


def test_dictionary_of_a_document_has_no_key_that_was_not_recorded(opened: None) -> None:
    document = _request().as_dict()
    assert set(document) - set(_recorded(52)) == set()
    assert set(document["items"][0]) - set(_recorded(53)) == set()


def test_new_document_has_the_recorded_defaults(site: Site) -> None:
    with site.open():
        made = new_doc("Probe Request").as_dict()
    recorded = dict(_recorded(54), posting_date=today_on(site).isoformat())
    time_of_day = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")
    assert time_of_day.fullmatch(str(made.pop("tm")))
    assert time_of_day.fullmatch(recorded.pop("tm"))
    assert {key: str(value) for key, value in made.items()} == recorded


def test_password_fields_are_kept_apart_from_their_documents(site: Site) -> None:
    with site.open() as context:
        document = get_doc("Probe Settings")
        document.update({"mode": "B", "limit_n": 9, "api_secret": "zzz"})
        document.save()
        assert context.db.get_value("Probe Settings", None, "api_secret") == "***"
        assert document.get_password("api_secret") == "zzz"
