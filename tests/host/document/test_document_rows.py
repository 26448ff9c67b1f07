"""Rows of tables, versions, Singles."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import copy_doc, get_cached_doc, get_doc, get_last_doc
from embedded_host.errors import NotSupportedByHost
from embedded_host.site import Site

pytestmark = pytest.mark.host
Make = Callable[..., Any]


def stored_items(name: str) -> list[tuple[int, str]]:
    return [(row.idx, row.item_name) for row in get_doc("Probe Request", name).items]


def test_saving_a_list_of_rows_keeps_updates_adds_and_deletes(make_request: Make) -> None:
    doc = make_request(("a", 1, 1), ("b", 2, 1), ("c", 3, 1))
    a, _b, c = doc.items
    doc.set(
        "items",
        [
            {"name": a.name, "item_name": "a2", "qty": 5},
            {"item_name": "new"},
            {"name": c.name, "item_name": "c"},
        ],
    )
    doc.save()
    assert stored_items(doc.name) == [(1, "a2"), (2, "new"), (3, "c")]
    assert get_doc("Probe Request", doc.name).items[0].name == a.name
    assert doc.items[1].qty == 1


def test_rows_given_as_nothing_are_all_deleted(make_request: Make) -> None:
    doc = make_request(("a", 1, 1))
    doc.set("items", None)
    doc.save()
    assert stored_items(doc.name) == []


def test_row_of_another_document_is_never_touched(make_request: Make) -> None:
    theirs = make_request(("theirs", 1, 1))
    mine = make_request()
    mine.set("items", [{"name": theirs.items[0].name, "item_name": "stolen"}])
    mine.save()
    assert stored_items(theirs.name) == [(1, "theirs")]
    assert stored_items(mine.name) == [(1, "stolen")]


def test_rows_of_a_new_document_are_new_whatever_names_they_have(
    make_request: Make, site: Site
) -> None:
    theirs = make_request(("theirs", 1, 1))
    rows = [{"name": theirs.items[0].name, "item_name": "a"}, {"name": "x", "item_name": "b"}]
    doc = get_doc({"doctype": "Probe Request", "title": "x", "items": rows}).insert()
    assert stored_items(doc.name) == [(1, "a"), (2, "b")]
    assert stored_items(theirs.name) == [(1, "theirs")]


def test_row_with_a_foreign_doctype_is_a_row_of_its_table(make_request: Make) -> None:
    doc = make_request()
    row = doc.append("items", {"doctype": "User", "item_name": "a"})
    assert row.doctype == "Probe Request Item"


def test_removed_row_leaves_the_others_numbered(make_request: Make) -> None:
    doc = make_request(("a", 1, 1), ("b", 1, 1))
    doc.remove(doc.items[0])
    assert [(row.idx, row.item_name) for row in doc.items] == [(1, "b")]


def test_rows_are_found_by_filters(make_request: Make) -> None:
    doc = make_request(("a", 1, 1), ("b", 2, 1), ("c", 3, 1))
    assert [row.item_name for row in doc.get("items", {"item_name": "a"})] == ["a"]
    assert doc.get("items", {"item_name": "a", "qty": 2}) == []
    with pytest.raises(NotSupportedByHost):
        doc.get("items", {"qty": (">", 1)})


def test_parent_writes_all_its_rows_in_one_statement(
    make_request: Make, count_queries: Any
) -> None:
    with count_queries() as statements:
        make_request(*[(f"i{n}", 1, 1) for n in range(50)])
    inserts = [one for one in statements if one.startswith("INSERT INTO `tabProbe Request Item`")]
    assert len(inserts) == 1


def version_of(name: str) -> dict[str, Any]:
    rows = current().db.get_all(
        "Version", filters={"docname": name}, pluck="data", order_by="creation desc"
    )
    found: dict[str, Any] = json.loads(rows[0])
    return found


def test_version_keeps_what_changed_as_people_read_it(make_request: Make) -> None:
    doc = make_request(("a", 1, 5))
    row = doc.items[0]
    doc = get_doc("Probe Request", doc.name)
    doc.update(
        {
            "title": "khác",
            "qty": 3,
            "items": [
                {"name": row.name, "item_name": "a", "qty": 9, "rate": 5},
                {"item_name": "b"},
            ],
        }
    )
    doc.save()
    version = version_of(doc.name)
    assert list(version) == sorted(version)
    assert version["changed"] == [
        ["title", "Đề nghị", "khác"],
        ["qty", 0, 3],
        ["total", "5.00", "45.00"],
    ]
    assert version["row_changed"] == [
        ["items", 0, row.name, [["qty", "1", "9"], ["amount", "5.00", "45.00"]]]
    ]
    assert [(table, added["item_name"]) for table, added in version["added"]] == [("items", "b")]
    assert version["removed"] == []


def test_version_writes_each_type_as_people_read_it(make_request: Make) -> None:
    doc = get_doc("Probe Request", make_request().name)
    doc.update(
        {
            "amount": 1234567.891,
            "pct": 12.5,
            "flt": 3.14159,
            "dur": 3690,
            "posting_date": "2026-02-03",
            "at": "2026-02-03 10:00:00",
            "tm": "10:00:00",
            "rating": 0.8,
            "pwd": "abc",
        }
    )
    doc.save()
    written = {name: new for name, _old, new in version_of(doc.name)["changed"]}
    assert written == {
        "amount": "1,234,567.89",
        "pct": "12.5%",
        "flt": "3.14",
        "dur": "1h 1m 30s",
        "posting_date": "03/02/2026",
        "at": "03/02/2026 10:00:00",
        "tm": "10:00:00",
        "rating": 0.8,
        "pwd": "***",
    }


def test_version_of_a_submission_names_the_docstatus(make_request: Make) -> None:
    doc = make_request()
    doc.submit()
    assert version_of(doc.name)["changed"] == [["docstatus", 0, 1]]


def test_save_that_changes_nothing_leaves_no_version(make_request: Make) -> None:
    doc = make_request()
    get_doc("Probe Request", doc.name).save()
    doc = get_doc("Probe Request", doc.name)
    doc.title = "x"
    doc.save(ignore_version=True)
    assert current().db.count("Version", {"docname": doc.name}) == 0


def test_single_has_defaults_until_it_is_saved_and_values_after(site: Site) -> None:
    settings = get_doc("Probe Settings")
    assert (settings.name, settings.mode, settings.limit_n) == ("Probe Settings", "A", 7)
    settings.update({"mode": "B", "limit_n": "9", "api_secret": "zzz"})
    settings.save()
    stored = get_doc("Probe Settings", "Probe Settings")
    assert (stored.mode, stored.limit_n, stored.api_secret) == ("B", 9, "***")
    assert stored.get_password("api_secret") == "zzz"
    assert current().db.get_single_value("Probe Settings", "limit_n") == 9


def test_copy_is_new_and_has_the_rows(make_request: Make) -> None:
    doc = make_request(("a", 1, 1), remark="r")
    copy = copy_doc(doc).insert()
    assert copy.name != doc.name
    assert stored_items(copy.name) == [(1, "a")]
    assert copy.remark == "r"
    assert stored_items(doc.name) == [(1, "a")]


def test_cached_document_is_read_once_and_again_after_a_save(
    make_request: Make, count_queries: Any
) -> None:
    name = make_request().name
    get_cached_doc("Probe Request", name)
    with count_queries() as statements:
        get_cached_doc("Probe Request", name)
    assert statements == []
    doc = get_doc("Probe Request", name)
    doc.title = "neu"
    doc.save()
    assert get_cached_doc("Probe Request", name).title == "neu"


def test_last_document_is_the_newest_that_matches(make_request: Make) -> None:
    make_request(remark="a")
    newest = make_request(remark="a")
    make_request(remark="b")
    assert get_last_doc("Probe Request", filters={"remark": "a"}).name == newest.name
