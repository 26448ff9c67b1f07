"""Documents over REST and over frappe.client (CONTRACT §3)."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import QueryDeadlockError
from embedded_host.site import Site

Key = Callable[[str], Callable[..., TestResponse]]
REQUESTS = "/api/resource/Probe Request"
CLIENT = "/api/method/frappe.client."


def data(reply: TestResponse) -> Any:
    assert reply.status_code < 300, reply.text
    assert reply.json is not None
    return reply.json.get("data", reply.json.get("message"))


@pytest.fixture
def u1(with_key: Key) -> Callable[..., TestResponse]:
    return with_key("u1")


@pytest.fixture
def mgr(with_key: Key) -> Callable[..., TestResponse]:
    return with_key("mgr")


@pytest.fixture
def name(u1: Callable[..., TestResponse]) -> str:
    rows = [{"item_name": "a", "qty": 1, "rate": 10}, {"item_name": "b", "qty": 2, "rate": 10}]
    made = data(u1("POST", REQUESTS, json={"title": "first", "region": "North", "items": rows}))
    return str(made["name"])


def test_a_document_is_made_read_changed_and_deleted(
    u1: Callable[..., TestResponse], mgr: Callable[..., TestResponse], name: str
) -> None:
    read = data(u1("GET", f"{REQUESTS}/{name}"))
    assert (read["title"], read["total"], len(read["items"])) == ("first", 30.0, 2)
    assert None not in read.values()
    changed = data(u1("PUT", f"{REQUESTS}/{name}", json={"title": "second"}))
    assert changed["title"] == "second"
    gone = mgr("DELETE", f"{REQUESTS}/{name}")
    assert (gone.status_code, gone.json) == (202, {"data": "ok"})
    assert u1("GET", f"{REQUESTS}/{name}").status_code == 404


def test_a_list_has_names_only_unless_more_is_asked(
    u1: Callable[..., TestResponse], name: str
) -> None:
    plain = data(u1("GET", REQUESTS, query_string={"filters": json.dumps({"name": name})}))
    assert plain == [{"name": name}]
    query = {"filters": json.dumps([["name", "=", name]]), "fields": '["name", "title"]'}
    assert data(u1("GET", REQUESTS, query_string=query)) == [{"name": name, "title": "first"}]


def test_a_list_has_twenty_rows_and_zero_means_all(u1: Callable[..., TestResponse]) -> None:
    for number in range(25):
        data(u1("POST", REQUESTS, json={"title": f"many {number}"}))
    query = {"filters": '[["title", "like", "many %"]]'}
    assert len(data(u1("GET", REQUESTS, query_string=query))) == 20
    assert len(data(u1("GET", REQUESTS, query_string={**query, "limit": "0"}))) == 25
    assert len(data(u1("GET", REQUESTS, query_string={**query, "limit_page_length": "3"}))) == 3


def test_a_document_may_come_as_json_in_a_form(u1: Callable[..., TestResponse]) -> None:
    made = data(u1("POST", REQUESTS, data={"data": json.dumps({"title": "in a form"})}))
    assert made["title"] == "in a form"


@pytest.mark.parametrize(
    ("verb", "path", "given", "status"),
    [
        ("GET", "/api/resource/Nope", {}, 404),
        ("POST", "/api/resource/Nope", {"json": {"a": 1}}, 404),
        ("GET", "/api/resource/Nope/x", {}, 404),
        ("GET", f"{REQUESTS}/nope", {}, 404),
        ("PATCH", f"{REQUESTS}/nope", {"json": {}}, 405),
        ("POST", REQUESTS, {"json": [{"title": "x"}]}, 400),
        ("POST", REQUESTS, {"data": {"data": "{bad"}}, 400),
        ("GET", REQUESTS, {"query_string": {"filters": "[bad"}}, 400),
        ("GET", REQUESTS, {"query_string": {"fields": "[bad"}}, 400),
        ("GET", REQUESTS, {"query_string": {"filters": '[["nope", "=", 1]]'}}, 417),
        ("GET", REQUESTS, {"query_string": {"order_by": "nope"}}, 417),
        ("POST", REQUESTS, {"json": {"title": "x", "posting_date": "notadate"}}, 417),
        ("POST", REQUESTS, {"json": {"title": "x", "meta_json": "{bad"}}, 417),
        ("POST", REQUESTS, {"json": {"title": "x", "items": {"item_name": "q"}}}, 417),
        ("POST", f"{REQUESTS}/nope", {}, 417),
    ],
)
def test_bad_input_is_refused_as_json_with_a_reason(
    u1: Callable[..., TestResponse], verb: str, path: str, given: dict[str, Any], status: int
) -> None:
    reply = u1(verb, path, **given)
    assert (reply.status_code, reply.content_type) == (status, "application/json"), reply.text


def test_the_document_of_another_right_is_refused(with_key: Key, name: str) -> None:
    rd = with_key("rd")
    reply = rd("PUT", f"{REQUESTS}/{name}", query_string={"_lang": "en"}, data={"qty": "1"})
    assert (reply.status_code, reply.json["exc_type"]) == (403, "PermissionError")  # type: ignore[index]
    assert reply.json["_error_message"].startswith("You need the 'write' permission on")  # type: ignore[index]
    assert rd("GET", f"{REQUESTS}/{name}").status_code == 403


def test_a_failed_change_leaves_nothing(u1: Callable[..., TestResponse], name: str) -> None:
    rows = [{"item_name": "kept"}, {"qty": 1}]
    refused = u1("PUT", f"{REQUESTS}/{name}", json={"title": "half", "items": rows})
    assert refused.status_code == 417
    read = data(u1("GET", f"{REQUESTS}/{name}"))
    assert [read["title"], [row["item_name"] for row in read["items"]]] == ["first", ["a", "b"]]


def test_what_a_get_writes_is_rolled_back(site: Site, u1: Callable[..., TestResponse]) -> None:
    with site.open() as here:
        before = here.db.count("Probe Region")
    insert = f"{CLIENT}insert"
    assert u1("GET", insert, query_string={"doc": "{}"}).status_code == 403
    with site.open() as here:
        assert here.db.count("Probe Region") == before


def test_a_controllers_method_is_run_by_name(u1: Callable[..., TestResponse], name: str) -> None:
    path = f"{REQUESTS}/{name}"
    assert data(u1("POST", path, data={"run_method": "hello", "who": "q"})) is not None
    hidden = u1("POST", path, data={"run_method": "hidden_method"})
    assert hidden.status_code == 403
    assert u1("POST", path, data={"run_method": "nope"}).status_code == 417
    assert u1("POST", path, data={"run_method": "__init__"}).status_code == 417


def test_fields_above_the_callers_level_are_not_in_any_reply(
    u1: Callable[..., TestResponse], mgr: Callable[..., TestResponse], name: str
) -> None:
    data(mgr("PUT", f"{REQUESTS}/{name}", json={"secret_note": "only managers"}))
    assert "secret_note" in data(mgr("GET", f"{REQUESTS}/{name}"))
    for reply in (
        u1("GET", f"{REQUESTS}/{name}"),
        u1("PUT", f"{REQUESTS}/{name}", json={"qty": 1}),
        u1("GET", f"{CLIENT}get", query_string={"doctype": "Probe Request", "name": name}),
    ):
        assert not data(reply).get("secret_note")


def test_get_value_answers_with_one_document_or_nothing(
    u1: Callable[..., TestResponse], name: str
) -> None:
    def ask(**query: str) -> Any:
        return data(
            u1("GET", f"{CLIENT}get_value", query_string={"doctype": "Probe Request", **query})
        )

    assert ask(filters=name, fieldname='["title", "qty"]') == {"title": "first", "qty": 0}
    assert ask(filters=json.dumps({"name": name}), fieldname="title") == {"title": "first"}
    assert ask(filters=name, fieldname='["title", "qty"]', as_dict="0") == ["first", 0]
    assert ask(filters='{"name": "zz"}', fieldname="title") == {}


def test_counting_needs_the_right_to_read(with_key: Key, name: str) -> None:
    query = {"doctype": "Probe Request", "filters": json.dumps({"name": name})}
    assert data(with_key("u1")("GET", f"{CLIENT}get_count", query_string=query)) == 1
    assert with_key("rd")("GET", f"{CLIENT}get_count", query_string=query).status_code == 403


def test_set_value_saves_the_document_or_its_row(
    u1: Callable[..., TestResponse], name: str
) -> None:
    def set_value(**given: Any) -> TestResponse:
        return u1("POST", f"{CLIENT}set_value", json=given)

    one = {"doctype": "Probe Request", "name": name}
    assert data(set_value(**one, fieldname="qty", value=8))["qty"] == 8
    assert data(set_value(**one, fieldname={"qty": 0, "title": "sv"}))["title"] == "sv"
    row = data(u1("GET", f"{REQUESTS}/{name}"))["items"][0]["name"]
    changed = data(set_value(doctype="Probe Request Item", name=row, fieldname="qty", value=3))
    assert changed["items"][0]["qty"] == 3
    assert set_value(**one, fieldname="docstatus", value=1).status_code == 417
    assert set_value(**one, fieldname={"owner": "x"}).status_code == 417


def test_a_row_can_be_inserted_through_its_parent(
    u1: Callable[..., TestResponse], name: str
) -> None:
    row = {"doctype": "Probe Request Item", "parent": name, "parenttype": "Probe Request"}
    row |= {"parentfield": "items", "item_name": "through its parent"}
    made = data(u1("POST", f"{CLIENT}insert", json={"doc": row}))
    assert [one["item_name"] for one in made["items"]] == ["a", "b", "through its parent"]


def test_one_failure_of_a_bulk_update_leaves_the_others(
    u1: Callable[..., TestResponse], name: str
) -> None:
    good = {"doctype": "Probe Request", "docname": name, "qty": 7}
    bad = {"doctype": "Probe Request", "docname": name, "priority": "Nope"}
    result = data(u1("POST", f"{CLIENT}bulk_update", json={"docs": [good, bad]}))
    assert [failed["doc"] for failed in result["failed_docs"]] == [bad]
    read = data(u1("GET", f"{REQUESTS}/{name}"))
    assert (read["qty"], read["priority"]) == (7, "Medium")


def test_submit_and_cancel_over_client(
    u1: Callable[..., TestResponse], mgr: Callable[..., TestResponse], name: str
) -> None:
    doc = data(u1("GET", f"{CLIENT}get", query_string={"doctype": "Probe Request", "name": name}))
    assert u1("POST", f"{CLIENT}submit", json={"doc": doc}).status_code == 403
    assert data(mgr("POST", f"{CLIENT}submit", json={"doc": doc}))["docstatus"] == 1
    given = {"doctype": "Probe Request", "name": name}
    assert data(mgr("POST", f"{CLIENT}cancel", json=given))["docstatus"] == 2
    assert mgr("POST", f"{CLIENT}delete", json=given).json == {}


def test_a_meeting_of_two_writers_is_tried_once_more(
    site: Site, u1: Callable[..., TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    met = []

    def meet(self: Any) -> None:
        if not met:
            met.append(self.title)
            raise QueryDeadlockError("Two changes met each other")

    with site.open():
        controller = type(get_doc({"doctype": "Probe Request"}))
    monkeypatch.setattr(controller, "before_insert", meet, raising=False)
    assert data(u1("POST", REQUESTS, json={"title": "twice"}))["title"] == "twice"
    assert met == ["twice"]


def test_many_writers_at_once_lose_nothing(u1: Callable[..., TestResponse]) -> None:
    def insert(number: int) -> str:
        return str(data(u1("POST", REQUESTS, json={"title": f"at once {number}"}))["name"])

    with ThreadPoolExecutor(4) as pool:
        names = sorted(pool.map(insert, range(40)))
    numbers = [int(name.rpartition("-")[2]) for name in names]
    assert numbers == list(range(numbers[0], numbers[0] + 40))


def test_callbacks_run_after_the_commit_only(
    site: Site, u1: Callable[..., TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def note(self: Any) -> None:
        current().db.after_commit.add(lambda: seen.append(self.title))
        if self.title == "refused":
            raise ValueError

    with site.open():
        controller = type(get_doc({"doctype": "Probe Request"}))
    monkeypatch.setattr(controller, "before_insert", note, raising=False)
    u1("POST", REQUESTS, json={"title": "refused"})
    u1("POST", REQUESTS, json={"title": "kept"})
    assert seen == ["kept"]


def test_the_meta_of_a_doctype_comes_with_its_tables(u1: Callable[..., TestResponse]) -> None:
    path = "/api/method/frappe.desk.form.load.getdoctype"
    reply = u1("GET", path, query_string={"doctype": "Probe Request"})
    assert reply.json is not None
    assert [doc["name"] for doc in reply.json["docs"]] == ["Probe Request", "Probe Request Item"]
    assert reply.json["docs"][0]["search_fields"] == "title,priority"


def test_search_finds_what_begins_with_the_text_first(
    u1: Callable[..., TestResponse], mgr: Callable[..., TestResponse]
) -> None:
    for region in ("Bac Ninh", "Tay Bac"):
        data(mgr("POST", "/api/resource/Probe Region", json={"region_name": region}))
    path = "/api/method/frappe.desk.search.search_link"
    found = data(u1("GET", path, query_string={"doctype": "Probe Region", "txt": "bac"}))
    assert [row["value"] for row in found] == ["Bac Ninh", "Tay Bac"]


def test_a_script_report_runs_for_its_roles(with_key: Key, name: str) -> None:
    path = "/api/method/frappe.desk.query_report.run"
    query = {"report_name": "Probe Request Summary", "filters": "{}"}
    made = data(with_key("mgr")("GET", path, query_string=query))
    assert [column["fieldname"] for column in made["columns"]] == ["name", "title", "total"]
    assert made["result"][0].keys() == {"name", "title", "total"}
    assert (made["message"], made["add_total_row"]) == ("message here", 0)
    assert with_key("u1")("GET", path, query_string=query).status_code == 403
