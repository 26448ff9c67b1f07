"""Every operator, and what NULL counts as, is the same on every database."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_host.db.database import Database
from embedded_host.errors import BadRequest, DataError, ValidationError

from .rows import add_items, add_request, add_tree

pytestmark = pytest.mark.host


@pytest.fixture
def requests(storage: Database) -> Database:
    """F-1 to F-4: quantities 0 to 3, two regions, one NULL and one empty; F-4 has no date."""
    rows: list[dict[str, Any]] = [
        {"region": "North", "posting_date": "2026-01-15", "at": "2026-01-15 23:30:00"},
        {"region": "South", "posting_date": "2026-02-15", "at": "2026-01-16 00:00:00"},
        {"region": None, "posting_date": "2026-03-15", "at": "2026-01-17 08:00:00"},
        {"region": "", "posting_date": None, "at": None},
    ]
    titles = ["Hùng Vương", "hung vuong", "Đồng Tâm", "100%"]
    for number, (row, title) in enumerate(zip(rows, titles, strict=True)):
        created = f"2026-01-01 00:00:0{number}"
        add_request(
            storage, f"F-{number + 1}", **row | {"title": title, "qty": number, "creation": created}
        )
    return storage


def names(db: Database, filters: Any, **options: Any) -> list[str]:
    found: list[str] = db.get_all(
        "Probe Request", filters=filters, pluck="name", order_by="creation", **options
    )
    return [name.removeprefix("F-") for name in found]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (None, "1234"),
        ("F-2", "2"),
        ('{"name": "F-2"}', "2"),
        ({"qty": 1}, "2"),
        ({"qty": "1"}, "2"),
        ({"qty": ["=", 1]}, "2"),
        ([["qty", "=", 1]], "2"),
        ([["qty", 1]], "2"),
        (["qty", "=", 1], "2"),
        ([["Probe Request", "qty", "=", 1]], "2"),
        ([["Probe Request", "qty", "=", 1, False]], "2"),
        ([{"qty": 1}, ["name", "=", "F-2"]], "2"),
        (["F-1", "F-3"], "13"),
        ({"qty": 1, "region": "North"}, ""),
        ({"qty": ["!=", 0]}, "234"),
        ({"qty": [">", 1]}, "34"),
        ({"qty": ["<", 1]}, "1"),
        ({"qty": [">=", 2]}, "34"),
        ({"qty": ["<=", 1]}, "12"),
        ({"qty": ["in", [1, 2]]}, "23"),
        ({"qty": ["in", "1,2"]}, "23"),
        ({"qty": ["not in", [0, 1]]}, "34"),
        ({"name": "f-2"}, "2"),
        ({"name": ["in", []]}, ""),
        ({"name": ["not in", []]}, "1234"),
        ({"docstatus": 0}, "1234"),
        # NULL is empty
        ({"region": "North"}, "1"),
        ({"region": ["!=", "North"]}, "234"),
        ({"region": ["not in", ["North"]]}, "234"),
        ({"region": ""}, "34"),
        ({"region": None}, "34"),
        ({"region": ["in", ["North", ""]]}, "134"),
        ({"region": ["not in", ["North", ""]]}, "2"),
        ({"region": ["!=", ""]}, "12"),
        ({"region": ["is", "set"]}, "12"),
        ({"region": ["is", "not set"]}, "34"),
        ({"region": ["not like", "N%"]}, "234"),
        # dates
        ({"posting_date": "2026-01-15"}, "1"),
        ({"posting_date": [">", "2026-01-15"]}, "23"),
        ({"posting_date": ["<", "2026-02-15"]}, "14"),
        ({"posting_date": ["between", ["2026-01-15", "2026-02-15"]]}, "12"),
        ({"posting_date": ["is", "not set"]}, "4"),
        ({"posting_date": ["!=", "2026-01-15"]}, "234"),
        ({"at": ["between", ["2026-01-15", "2026-01-15"]]}, "1"),
        ({"at": ["between", ["2026-01-15", "2026-01-16"]]}, "12"),
        ({"at": [">=", "2026-01-16"]}, "23"),
        # texts: marks and case do not count for a search, đ is no d
        ({"title": ["like", "%hung%"]}, "12"),
        ({"title": ["LIKE", "%VƯƠNG"]}, "12"),
        ({"title": ["like", "đong%"]}, "3"),
        ({"title": ["like", "dong%"]}, ""),
        ({"title": ["like", "h_ng%"]}, "12"),
        ({"title": ["like", "100\\%"]}, "4"),
        ({"title": ["like", "%0_%"]}, "4"),
        ({"title": ["like", "[1]00%"]}, ""),
        ({"title": ["like", "*"]}, ""),
        ({"name": ["like", "f-_"]}, "1234"),
        ({"name": ["not like", "%-2"]}, "134"),
        ({"title": ["not like", "%n%"]}, "4"),
        ({"title": "HUNG VUONG", "name": ["!=", "F-1"]}, "2"),
    ],
)
def test_filters_find_the_same_rows_everywhere(
    requests: Database, filters: Any, found: str
) -> None:
    assert "".join(names(requests, filters)) == found


def test_or_filters_are_joined_with_the_others(requests: Database) -> None:
    either = [["qty", "=", 1], ["qty", "=", 2]]

    assert names(requests, None, or_filters=either) == ["2", "3"]
    assert names(requests, {"region": "South"}, or_filters=either) == ["2"]
    assert names(requests, {"region": "North"}, or_filters=either) == []


def test_a_filter_on_child_rows_joins_them(requests: Database) -> None:
    add_items(requests, "F-1", "pen", "ink")
    add_items(requests, "F-2", "pen")

    assert names(requests, [["Probe Request Item", "item_name", "=", "pen"]]) == ["1", "2"]
    assert names(requests, {"items.item_name": "ink"}) == ["1"]
    both = [["Probe Request Item", "item_name", "in", ["pen", "ink"]]]
    assert names(requests, both) == ["1", "1", "2"]
    assert names(requests, both, distinct=True) == ["1", "2"]


@pytest.mark.parametrize(
    ("operator", "node", "found"),
    [
        ("descendants of", "Tools", ["T-2"]),
        ("descendants of (inclusive)", "Tools", ["T-1", "T-2"]),
        ("not descendants of", "Tools", ["T-1", "T-3", "T-4"]),
        ("ancestors of", "Hammer", ["T-1"]),
        ("not ancestors of", "Hammer", ["T-2", "T-3", "T-4"]),
        ("descendants of", "No such node", []),
    ],
)
def test_tree_operators_follow_the_linked_tree(
    storage: Database, operator: str, node: str, found: list[str]
) -> None:
    add_tree(storage)
    for number, category in enumerate(["Tools", "Hammer", "Paper", None], start=1):
        add_request(storage, f"T-{number}", category=category)

    assert (
        storage.get_all(
            "Probe Request",
            filters={"category": [operator, node]},
            pluck="name",
            order_by="name",
        )
        == found
    )


@pytest.mark.parametrize(
    ("filters", "problem", "sentence"),
    [
        ({"nothing": 1}, DataError, "Field not permitted in query: nothing"),
        ({"items.nothing": 1}, DataError, "Field not permitted in query: items.nothing"),
        ({"qty; drop": 1}, DataError, "Field not permitted in query: qty; drop"),
        (
            [["Probe Note", "title", "=", 1]],
            DataError,
            "Field not permitted in query: tabProbe Note",
        ),
        ({"posting_date": "31/12/2026"}, DataError, "Posting Date: 31/12/2026 is not a valid Date"),
        (
            {"posting_date": ["between", ["a", "b"]]},
            DataError,
            "Posting Date: a is not a valid Date",
        ),
        (
            {"qty": ["between", [1, 2]]},
            ValidationError,
            "Qty: 'between' is for dates, not for numbers",
        ),
        (
            {"posting_date": ["between", "2026-01-01"]},
            DataError,
            "Posting Date: 'between' takes two values",
        ),
        ({"region": ["is", "blue"]}, ValidationError, "Region: 'is' takes 'set' or 'not set'"),
        ({"qty": ["descendants of", "x"]}, ValidationError, "Qty does not link to a tree"),
        ({"region": ["descendants of", "x"]}, ValidationError, "Region does not link to a tree"),
        ({"qty": ["timespan", "today"]}, ValidationError, "Qty: 'timespan' takes a date"),
        (
            {"posting_date": ["timespan", "last decade"]},
            ValidationError,
            "last decade is not a known timespan",
        ),
        ("{broken", BadRequest, "filters: this is not JSON"),
        ({"qty": [1, 2, 3]}, BadRequest, "qty: a filter is [operator, value]"),
    ],
)
def test_a_bad_filter_is_refused_with_a_sentence(
    storage: Database, filters: Any, problem: type[Exception], sentence: str
) -> None:
    with pytest.raises(problem) as refusal:
        storage.get_all("Probe Request", filters=filters)

    assert str(refusal.value) == sentence


def test_an_unknown_operator_is_answered_with_those_there_are(storage: Database) -> None:
    with pytest.raises(ValidationError) as refusal:
        storage.get_all("Probe Request", filters={"qty": ["regexp", "^1"]})

    assert str(refusal.value) == (
        "Operator must be one of =, !=, >, <, >=, <=, like, not like, in, not in, is, between, "
        "timespan, previous, next, ancestors of, descendants of, not ancestors of, "
        "not descendants of, descendants of (inclusive)"
    )


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"title": "\ud800"}, "A text is not valid Unicode"),
        ({"qty": 10**20}, "Qty: 100000000000000000000 is not a valid Int"),
        ({"amount": "nan"}, "Amount: nan is not a valid Decimal"),
    ],
)
def test_a_value_that_no_column_takes_is_refused(
    storage: Database, filters: Any, sentence: str
) -> None:
    with pytest.raises(DataError) as refusal:
        storage.get_all("Probe Request", filters=filters)

    assert str(refusal.value) == sentence
