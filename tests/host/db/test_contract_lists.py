"""Lists: what is selected, joined, grouped, sorted and cut, the same on every database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from embedded_host.db.database import Database
from embedded_host.errors import DataError, ValidationError

from .rows import add_items, add_region, add_request

pytestmark = pytest.mark.host


@pytest.fixture
def requests(storage: Database) -> Database:
    """L-1 to L-4, created in this order and changed in the other."""
    add_region(storage, "North")
    for number, amount in enumerate([10.5, 20, 30, 40], start=1):
        add_request(
            storage,
            f"L-{number}",
            region="North" if number < 3 else None,
            qty=number,
            amount=amount,
            docstatus=1 if number == 4 else 0,
            posting_date=f"2026-0{number}-01",
            creation=f"2026-01-0{number}",
            modified=f"2026-02-0{9 - number}",
        )
    add_items(storage, "L-1", "pen", "ink")
    add_items(storage, "L-2", "paper")
    return storage


def listed(db: Database, **options: Any) -> list[Any]:
    return db.get_all("Probe Request", **options)


def test_a_list_gives_names_alone_unless_asked_for_more(requests: Database) -> None:
    assert listed(requests, filters="L-1") == [{"name": "L-1"}]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        (["name", "qty"], {"name": "L-1", "qty": 1}),
        ('["name", "qty"]', {"name": "L-1", "qty": 1}),
        ("name, qty", {"name": "L-1", "qty": 1}),
        (["`tabProbe Request`.`qty`"], {"qty": 1}),
        (["`name`", "tabProbe Request.qty"], {"name": "L-1", "qty": 1}),
        (["qty as quantity"], {"quantity": 1}),
        (["region.region_name"], {"region_name": "North"}),
        (["region.region_name as place"], {"place": "North"}),
        (["_user_tags"], {"_user_tags": None}),
        (["count(name) as number"], {"number": 1}),
        (["count(*)"], {"count(*)": 1}),
        (["count(distinct region) as regions"], {"regions": 1}),
        (["sum(qty) as total"], {"total": 1.0}),
        (["sum(`tabProbe Request`.`amount`) as total"], {"total": 10.5}),
        (["max(posting_date) as last"], {"last": date(2026, 1, 1)}),
    ],
)
def test_fields_are_read_in_all_their_spellings(
    requests: Database, fields: Any, row: dict[str, Any]
) -> None:
    assert listed(requests, filters="L-1", fields=fields) == [row]


def test_a_star_gives_the_columns_of_a_document_in_its_order(requests: Database) -> None:
    row = listed(requests, filters="L-1", fields=["*"])[0]

    assert list(row)[:9] == [
        "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx",
        "naming_series", "title",
    ]  # fmt: skip
    assert list(row)[-1] == "amended_from"
    assert "items" not in row


def test_fields_of_child_rows_give_one_row_for_each(requests: Database) -> None:
    rows = listed(
        requests,
        fields=["name", "items.item_name", "`tabProbe Request Item`.idx as position"],
        filters={"name": ["in", ["L-1", "L-3"]]},
        order_by="name, `tabProbe Request Item`.idx",
    )

    assert rows == [
        {"name": "L-1", "item_name": "pen", "position": 1},
        {"name": "L-1", "item_name": "ink", "position": 2},
        {"name": "L-3", "item_name": None, "position": None},
    ]


@pytest.mark.parametrize(
    "field",
    [
        "nothing",
        "sleep(1)",
        "(select name from tabUser)",
        "name; drop table tabUser",
        "region.nothing",
        "qty.name",
        "`tabUser`.`name`",
        "count(nothing)",
        {"a": 1},
    ],
)
def test_what_is_no_field_is_refused(requests: Database, field: Any) -> None:
    with pytest.raises(DataError):
        listed(requests, fields=["name", field])


def test_rows_come_as_tuples_or_as_the_values_of_one_field(requests: Database) -> None:
    assert listed(requests, fields=["name", "qty"], as_list=True, order_by="qty", limit=2) == [
        ("L-1", 1),
        ("L-2", 2),
    ]
    assert listed(requests, pluck="qty", order_by="qty desc") == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("order_by", "found"),
    [
        (None, "1234"),
        ("creation desc", "4321"),
        ("qty", "1234"),
        ("qty DESC", "4321"),
        ("region desc, qty desc", "2143"),
        ("`tabProbe Request`.`creation` asc", "1234"),
        ("region.region_name desc, qty", "1234"),
        ("sleep(1), qty desc", "4321"),
        ("(select 1)", "1234"),
    ],
)
def test_lists_are_sorted_as_asked(requests: Database, order_by: str | None, found: str) -> None:
    names = listed(requests, pluck="name", order_by=order_by)

    assert "".join(name.removeprefix("L-") for name in names) == found


def test_left_out_order_is_the_doctypes_own_with_drafts_first(requests: Database) -> None:
    assert listed(requests, pluck="name") == ["L-1", "L-2", "L-3", "L-4"]
    requests.set_value("Probe Request", "L-4", "docstatus", 0, modified="2026-12-31")
    assert listed(requests, pluck="name") == ["L-4", "L-1", "L-2", "L-3"]


def test_an_unknown_field_in_the_order_is_refused(requests: Database) -> None:
    with pytest.raises(DataError) as refusal:
        listed(requests, order_by="nothing desc")

    assert str(refusal.value) == "Field not permitted in query: nothing"


def test_texts_are_sorted_as_vietnamese_readers_sort_them(storage: Database) -> None:
    titles = [
        "Đồng",
        "Dung",
        "an",
        "Ăn 2",
        "Ân 1",
        "Ê",
        "Em",
        "Ý",
        "Zê",
        "Ở",
        "O 1",
        "10",
        "9",
        "-",
    ]
    for number, title in enumerate(titles):
        add_request(storage, f"S-{number}", title=title)

    assert listed(storage, pluck="title", order_by="title") == [
        "-", "10", "9", "an", "Ân 1", "Ăn 2", "Dung", "Đồng", "Ê", "Em", "Ở", "O 1", "Ý", "Zê",
    ]  # fmt: skip


def test_names_are_found_whatever_their_case_and_keep_their_spelling(storage: Database) -> None:
    add_region(storage, "North Side")

    assert storage.get_value("Probe Region", "NORTH side") == "North Side"
    assert storage.exists("Probe Region", "north SIDE") == "North Side"
    assert storage.get_all("Probe Region", filters={"name": "north side"}, pluck="name") == [
        "North Side"
    ]
    assert storage.get_all("Probe Region", {"name": "north side"}) == [{"name": "North Side"}]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"limit": 2}, ["L-1", "L-2"]),
        ({"limit_page_length": "2", "limit_start": "1"}, ["L-2", "L-3"]),
        ({"page_length": 2, "start": 3}, ["L-4"]),
        ({"limit": 0}, ["L-1", "L-2", "L-3", "L-4"]),
        ({"limit_page_length": "None"}, ["L-1", "L-2", "L-3", "L-4"]),
        ({}, ["L-1", "L-2", "L-3", "L-4"]),
    ],
)
def test_lists_are_cut_as_asked(
    requests: Database, options: dict[str, Any], found: list[str]
) -> None:
    assert listed(requests, pluck="name", order_by=None, **options) == found


def test_groups_are_counted_and_summed(requests: Database) -> None:
    rows = listed(
        requests,
        fields=["region", "count(name) as number", "sum(amount) as total", "avg(qty) as middle"],
        group_by="region",
        order_by="total desc",
    )

    assert rows == [
        {"region": None, "number": 2, "total": 70.0, "middle": 3.5},
        {"region": "North", "number": 2, "total": 30.5, "middle": 1.5},
    ]


def test_distinct_rows_are_given_once(requests: Database) -> None:
    assert listed(requests, fields=["region"], distinct=True, order_by="region") == [
        {"region": None},
        {"region": "North"},
    ]


def test_a_single_document_has_no_list(storage: Database) -> None:
    with pytest.raises(ValidationError) as refusal:
        storage.get_all("Probe Settings")

    assert str(refusal.value) == "Probe Settings is a single document and has no list"


def test_the_same_list_again_makes_no_sql_and_sees_new_values(requests: Database) -> None:
    first = listed(requests, filters={"qty": 1}, pluck="name")
    plans = requests.site.cache("list_plans")
    known = len(plans)

    second = listed(requests, filters={"qty": 2}, pluck="name")

    assert (first, second, len(plans)) == (["L-1"], ["L-2"], known)
