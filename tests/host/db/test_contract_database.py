"""`frappe.db`: single values, counts, Singles, and writes without hooks."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_host.db.database import Database
from embedded_host.errors import DataError, NotSupportedByHost
from embedded_host.values import now_datetime

from .rows import add_items, add_request

pytestmark = pytest.mark.host


@pytest.fixture
def requests(storage: Database) -> Database:
    for number in (1, 2, 3):
        add_request(
            storage,
            f"D-{number}",
            qty=number,
            region="North" if number < 3 else None,
            creation=f"2026-01-0{number}",
            modified=f"2026-01-0{number}",
        )
    return storage


@pytest.mark.parametrize(
    ("filters", "fieldname", "options", "value"),
    [
        ("D-1", "qty", {}, 1),
        ("D-1", ["name", "qty"], {}, ("D-1", 1)),
        ("D-1", "name,qty", {}, ("D-1", 1)),
        ("D-1", ["qty"], {"as_dict": True}, {"qty": 1}),
        ("D-1", "qty", {"as_dict": True}, {"qty": 1}),
        ({"qty": 2}, "name", {}, "D-2"),
        ({"qty": [">", 1]}, "name", {"order_by": "qty desc"}, "D-3"),
        ({"region": "North"}, ["name", "qty"], {"order_by": "qty"}, ("D-1", 1)),
        ([["qty", "=", 3]], ["name"], {"as_dict": True}, {"name": "D-3"}),
        ("D-9", "qty", {}, None),
        ({"qty": 9}, ["name", "qty"], {}, None),
        (None, "qty", {}, None),
    ],
)
def test_get_value_reads_one_document(
    requests: Database, filters: Any, fieldname: Any, options: dict[str, Any], value: Any
) -> None:
    assert requests.get_value("Probe Request", filters, fieldname, **options) == value
    assert (
        requests.get_value("Probe Request", filters, fieldname, for_update=True, **options) == value
    )


def test_get_value_of_a_star_is_the_whole_row(requests: Database) -> None:
    row = requests.get_value("Probe Request", "D-1", "*", as_dict=True)

    assert row == requests.fetch_row("Probe Request", "D-1")


def test_get_value_of_an_unknown_field_is_refused(requests: Database) -> None:
    with pytest.raises(DataError) as refusal:
        requests.get_value("Probe Request", "D-1", "nothing")

    assert str(refusal.value) == "Field not permitted in query: nothing"


def test_a_kept_value_is_asked_for_once_until_something_is_written(requests: Database) -> None:
    requests.get_value("Probe Request", "D-1", "qty", cache=True)
    before = requests.query_count
    requests.get_value("Probe Request", "D-1", "qty", cache=True)
    kept = requests.query_count - before
    requests.set_value("Probe Request", "D-1", "qty", 8)

    assert kept == 0
    assert requests.get_value("Probe Request", "D-1", "qty", cache=True) == 8


def test_get_values_reads_all_that_match(requests: Database) -> None:
    found = requests.get_values(
        "Probe Request", {"region": "North"}, ["name", "qty"], order_by="qty"
    )

    assert found == [("D-1", 1), ("D-2", 2)]
    assert requests.get_values(
        "Probe Request", {"region": "North"}, "name", pluck=True, order_by="qty"
    ) == ["D-1", "D-2"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("Probe Request", "D-1"), "D-1"),
        (("Probe Request", "d-1"), "D-1"),
        (("Probe Request", {"qty": 3}), "D-3"),
        (("Probe Request", [["qty", "=", 3]]), "D-3"),
        (({"doctype": "Probe Request", "qty": 2},), "D-2"),
        (("Probe Request", "D-9"), None),
        (("Probe Request", None), None),
        (("Probe Request", ""), None),
        (("Probe Settings",), "Probe Settings"),
        (("DocType", "Probe Request"), "Probe Request"),
        (("DocType", "No Such Thing"), None),
    ],
)
def test_exists_answers_with_the_stored_name(
    requests: Database, arguments: tuple[Any, ...], found: str | None
) -> None:
    assert requests.exists(*arguments) == found


def test_count_counts_documents_not_their_child_rows(requests: Database) -> None:
    add_items(requests, "D-1", "pen", "ink")

    assert requests.count("Probe Request") == 3
    assert requests.count("Probe Request", {"region": "North"}) == 2
    assert requests.count("Probe Request", {"items.idx": [">", 0]}) == 1


def test_set_value_writes_fields_and_stamps_the_change(requests: Database) -> None:
    before = now_datetime()
    requests.set_value("Probe Request", "D-1", "qty", 7)
    requests.set_value("Probe Request", "D-1", {"title": "new", "amount": 0.1 + 0.2})
    row = requests.fetch_row("Probe Request", "D-1")

    assert row is not None
    assert (row["qty"], row["title"], row["amount"]) == (7, "new", 0.3)
    assert row["modified_by"] == "Administrator"
    assert row["modified"] >= before


def test_set_value_can_leave_the_stamps_alone(requests: Database) -> None:
    before = requests.get_value("Probe Request", "D-1", ["modified", "modified_by"])
    requests.set_value("Probe Request", "D-1", "qty", 7, update_modified=False)

    assert requests.get_value("Probe Request", "D-1", ["modified", "modified_by"]) == before


def test_set_value_with_filters_writes_all_that_match(requests: Database) -> None:
    requests.set_value("Probe Request", {"region": "North"}, "qty", 50)

    assert requests.get_all("Probe Request", pluck="qty", order_by="name") == [50, 50, 3]


def test_set_value_of_an_unknown_field_is_refused(requests: Database) -> None:
    with pytest.raises(DataError):
        requests.set_value("Probe Request", "D-1", "nothing", 1)


def test_delete_takes_what_matches_and_no_more(requests: Database) -> None:
    assert requests.delete("Probe Request", {"region": "North"}) == 2
    assert requests.get_all("Probe Request", pluck="name") == ["D-3"]
    assert requests.delete("Probe Request", "D-9") == 0


def test_bulk_insert_writes_many_rows(storage: Database) -> None:
    rows = [(f"B-{number}", str(number), number / 3) for number in range(25)]
    storage.bulk_insert("Probe Request", ["name", "title", "amount"], rows, chunk_size=10)

    assert storage.count("Probe Request") == 25
    assert storage.get_value("Probe Request", "B-1", ["title", "amount"]) == ("1", 0.333333333)


def test_bulk_insert_can_leave_out_what_is_there(requests: Database) -> None:
    rows = [("D-1", "again"), ("D-9", "new")]
    requests.bulk_insert("Probe Request", ["name", "title"], rows, ignore_duplicates=True)

    assert requests.get_all(
        "Probe Request", filters={"name": ["in", ["D-1", "D-9"]]}, pluck="title", order_by="name"
    ) == ["D-1", "new"]


def test_a_singles_values_are_typed_by_its_fields(storage: Database) -> None:
    assert storage.get_single_value("Probe Settings", "limit_n") == 0
    assert storage.get_single_value("Probe Settings", "mode") is None

    storage.set_single_value("Probe Settings", "limit_n", 9)
    storage.set_value("Probe Settings", None, {"mode": "B"})

    assert storage.get_single_value("Probe Settings", "limit_n") == 9
    assert storage.get_value("Probe Settings", None, "limit_n") == "9"
    assert storage.get_value("Probe Settings", None, ["mode", "limit_n"], as_dict=True) == {
        "mode": "B",
        "limit_n": "9",
    }
    assert storage.get_singles_dict("Probe Settings", cast=True).limit_n == 9


def test_a_singles_unknown_field_is_refused(storage: Database) -> None:
    with pytest.raises(DataError):
        storage.get_single_value("Probe Settings", "nothing")
    with pytest.raises(DataError):
        storage.set_single_value("Probe Settings", "nothing", 1)


@pytest.mark.parametrize("text", ["it's", 'a "b"', "back\\slash", "50%", "đ'; --"])
def test_escaped_text_means_itself_in_a_condition(storage: Database, text: str) -> None:
    add_request(storage, "E-1", title=text)

    sql = f"SELECT `name` FROM `tabProbe Request` WHERE `title` = {storage.escape(text)}"

    assert storage.run(sql) == [("E-1",)]


@pytest.mark.parametrize("name", ["sql", "multisql", "truncate"])
def test_what_is_not_offered_is_refused_by_name(storage: Database, name: str) -> None:
    with pytest.raises(NotSupportedByHost) as refusal:
        getattr(storage, name)("select 1")

    assert refusal.value.offered_name == f"frappe.db.{name}"
