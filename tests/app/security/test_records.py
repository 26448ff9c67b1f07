"""Every DocType of the app over the framework's own doors: what a list shows, a count counts, and a
read, a write or a removal permits is the same; strangers change nothing.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from contract.files import doctypes
from scenarios.doors import METHODS, RECORDS, Answer, Caller

from app.security.conftest import BesiegedProvince

pytestmark = [pytest.mark.app, pytest.mark.xdist_group("records")]
PARENTS = [doctype.name for doctype in doctypes() if not doctype.is_child]
TABLES = [doctype.name for doctype in doctypes() if doctype.is_child]
CLIENT = f"{METHODS}frappe.client."
HIDDEN = "Award Nominee Identity"
STEPS_ONLY = ["Emulation Trace", "Award Record", "Acknowledged Warning", HIDDEN]


def listed(caller: Caller, doctype: str) -> set[str] | None:
    """What the caller's list shows; None where he has no list."""
    answer = caller.ask("GET", RECORDS + doctype, limit_page_length=0)
    if answer.status == 403:
        return None
    return {row["name"] for row in answer.value()}


@pytest.mark.parametrize("doctype", PARENTS)
def test_lists_counts_groups_and_single_reads_agree_for_everybody(
    besieged: BesiegedProvince, doctype: str
) -> None:
    names = [row[0] for row in besieged.ground.sql(f"select name from `tab{doctype}` limit 40")]
    for who, caller in besieged.everybody().items():
        shown = listed(caller, doctype)
        count = caller.ask("GET", f"{CLIENT}get_count", doctype=doctype)
        grouped = caller.ask(
            "GET",
            f"{CLIENT}get_list",
            doctype=doctype,
            fields=["docstatus", "count(name) as total"],
            group_by="docstatus",
            limit_page_length=0,
        )
        if shown is None:
            assert (count.status, grouped.status) == (403, 403), who
        else:
            assert count.value() == len(shown), who
            assert sum(row["total"] for row in grouped.value()) == len(shown), who
        for name in names:
            read = caller.ask("GET", f"{RECORDS}{doctype}/{name}").status
            assert read == (200 if name in (shown or ()) else 403), (who, name)


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_a_table_are_listed_with_their_documents_alone(
    besieged: BesiegedProvince, table: str
) -> None:
    owners = [
        doctype.name
        for doctype in doctypes()
        for field in doctype.fields_of("Table")
        if field["options"] == table
    ]
    assert owners
    for who, caller in besieged.everybody().items():
        for owner in owners:
            answer = caller.ask(
                "GET",
                f"{CLIENT}get_list",
                doctype=table,
                parent=owner,
                fields=["parent", "parenttype"],
                limit_page_length=0,
            )
            if answer.status == 200:
                parents = {row["parent"] for row in answer.value() if row["parenttype"] == owner}
                assert parents <= (listed(caller, owner) or set()), (who, owner)
        assert caller.ask("GET", RECORDS + table).status == 403, who


def writes(doctype: str, name: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Every way to write a record that the framework has: verb, address, arguments."""
    owner = "stranger.everywhere@kichban.test"
    values = {
        **dict.fromkeys(
            ("seed_hash", "sort_key", "golden_book_number", "ruling_note", "note"), "9"
        ),
        "owner": owner,
        "docstatus": 1,
        "status": "Awarded",
        "workflow_state": "Decided",
        "acknowledged_by": owner,
        "late_ruling": "Admitted",
    }
    record = {"doctype": doctype, "name": name, **values}
    address = f"{RECORDS}{doctype}/{name}"
    return [
        ("PUT", address, values),
        ("DELETE", address, {}),
        ("POST", RECORDS + doctype, record),
        ("POST", f"{CLIENT}insert", {"doc": record}),
        ("POST", f"{CLIENT}insert_many", {"docs": [record]}),
        ("POST", f"{CLIENT}save", {"doc": record}),
        ("POST", f"{CLIENT}submit", {"doc": record}),
        ("POST", f"{CLIENT}cancel", {"doctype": doctype, "name": name}),
        ("POST", f"{CLIENT}delete", {"doctype": doctype, "name": name}),
        ("POST", f"{CLIENT}set_value", {"doctype": doctype, "name": name, "fieldname": values}),
        (
            "POST",
            f"{CLIENT}bulk_update",
            {"docs": json.dumps([{"doctype": doctype, "docname": name, **values}])},
        ),
        (
            "POST",
            f"{CLIENT}rename_doc",
            {"doctype": doctype, "old_name": name, "new_name": "X", "merge": 0},
        ),
        (
            "POST",
            f"{METHODS}frappe.model.workflow.apply_workflow",
            {"doc": record, "action": "Decide"},
        ),
    ]


def refused(answer: Answer) -> bool:
    # A bulk update answers 200 and tells which documents failed.
    return answer.status in (403, 404, 417, 501) or (
        answer.status == 200 and bool((answer.value() or {}).get("failed_docs"))
    )


@pytest.mark.parametrize("doctype", PARENTS)
def test_a_stranger_writes_no_record_of_another_unit(
    besieged: BesiegedProvince, doctype: str
) -> None:
    name = besieged.one_of(doctype) or "none"
    with besieged.unchanged(doctype):
        for who, caller in besieged.strangers.items():
            for verb, address, values in writes(doctype, name):
                answer = caller.ask(verb, address, **values)
                assert refused(answer), (who, verb, address, answer.status, answer.body[:300])


@pytest.mark.parametrize("doctype", STEPS_ONLY)
def test_what_the_steps_write_is_written_by_nobody_else_at_any_door(
    besieged: BesiegedProvince, doctype: str
) -> None:
    name = besieged.one_of(doctype) or "none"
    administrator = besieged.crew.administrator
    with besieged.unchanged(doctype):
        for caller in [*besieged.everybody().values(), administrator]:
            for verb, address, values in writes(doctype, name):
                answer = caller.ask(verb, address, **values)
                assert refused(answer), (caller.user, verb, address, answer.body[:300])


@pytest.mark.parametrize("doctype", PARENTS)
def test_a_guest_reads_and_writes_no_record(
    besieged: BesiegedProvince, guest: Caller, doctype: str
) -> None:
    name = besieged.one_of(doctype) or "none"
    with besieged.unchanged(doctype):
        for verb, address, values in [
            ("GET", f"{RECORDS}{doctype}", {}),
            ("GET", f"{RECORDS}{doctype}/{name}", {}),
            ("GET", f"{CLIENT}get_list", {"doctype": doctype}),
            ("GET", f"{CLIENT}get_count", {"doctype": doctype}),
            *writes(doctype, name),
        ]:
            answer = guest.ask(verb, address, **values)
            assert answer.status in (401, 403, 404, 501), (verb, address, answer.body[:300])


def test_the_identities_are_hidden_from_every_door_that_reads(besieged: BesiegedProvince) -> None:
    besieged.officers["Huyện Sơn Động"].does(
        "nominees.keep_identity", nominee=besieged.nominee, secret="024199001234"
    )
    name = besieged.one_of(HIDDEN)
    ((digest, ciphertext),) = besieged.ground.sql(
        f"select keyed_digest, ciphertext from `tab{HIDDEN}` where name = ?", name
    )
    ways: list[tuple[str, dict[str, Any]]] = [
        (RECORDS + HIDDEN, {"fields": ["name", "keyed_digest"]}),
        (f"{RECORDS}{HIDDEN}/{name}", {}),
        (f"{CLIENT}get", {"doctype": HIDDEN, "name": name}),
        (f"{CLIENT}get_list", {"doctype": HIDDEN, "fields": ["keyed_digest"]}),
        (f"{CLIENT}get_value", {"doctype": HIDDEN, "fieldname": "keyed_digest", "filters": {}}),
        (f"{CLIENT}get_count", {"doctype": HIDDEN, "filters": {"keyed_digest": digest}}),
        (f"{METHODS}frappe.desk.search.search_link", {"doctype": HIDDEN, "txt": ""}),
        (f"{METHODS}frappe.desk.search.search_widget", {"doctype": HIDDEN, "txt": ""}),
        (f"{METHODS}frappe.desk.form.load.getdoctype", {"doctype": HIDDEN}),
        (f"{METHODS}frappe.desk.form.load.getdoc", {"doctype": HIDDEN, "name": name}),
        (f"{METHODS}frappe.desk.reportview.get", {"doctype": HIDDEN, "fields": ["name"]}),
        (
            RECORDS + "Award Nominee",
            {"filters": [[HIDDEN, "keyed_digest", "like", f"{digest[:4]}%"]]},
        ),
        (f"{RECORDS}Award Nominee", {"fields": [f"`tab{HIDDEN}`.`keyed_digest`"]}),
        (f"{RECORDS}Award Nominee/{besieged.nominee}", {}),
        (f"{RECORDS}Version", {"fields": ["data"], "limit_page_length": 0}),
        (f"{RECORDS}Deleted Document", {"fields": ["data"], "limit_page_length": 0}),
        (f"{RECORDS}Comment", {"fields": ["content"], "limit_page_length": 0}),
        (f"{RECORDS}Error Log", {"fields": ["error"], "limit_page_length": 0}),
    ]
    for caller in besieged.everybody().values():
        for address, values in ways:
            answer = caller.ask("GET", address, **values)
            assert answer.status < 500 or answer.status == 501, (address, answer.body[:300])
            text = answer.body.decode()
            for secret in ("024199001234", digest, ciphertext):
                assert secret not in text, (caller.user, address)
            if HIDDEN in address or values.get("doctype") == HIDDEN:
                assert answer.status in (403, 404, 417, 501), (caller.user, address, text[:200])
    document = besieged.crew.administrator.ask("GET", f"{RECORDS}{HIDDEN}/{name}").body.decode()
    assert digest not in document
    assert ciphertext not in document


def test_a_file_is_neither_guessed_nor_borrowed_nor_put_at_another_units_record(
    besieged: BesiegedProvince,
) -> None:
    address = besieged.scan
    ((file,),) = besieged.ground.sql("select name from `tabFile` where file_url = ?", address)
    with besieged.unchanged():
        for who, caller in besieged.strangers.items():
            stranger = besieged.crew.signs_in(caller.user)
            for tried in (
                address,
                f"/files/../private{address.removeprefix('/private')}",
                f"/private/files/..%2f..%2f{address}",
                "/private/files/%2e%2e/%2e%2e/site_config.json",
                "/private/files/../../site_config.json",
            ):
                answer = stranger.ask("GET", tried)
                assert answer.status in (400, 403, 404), (who, tried, answer.status)
            assert caller.ask("GET", f"{RECORDS}File/{file}").status == 403, who
            borrowed = caller.ask(
                "POST", f"{RECORDS}File", file_url=address, file_name="x.pdf", is_private=1
            )
            assert borrowed.status in (403, 417), (who, borrowed.body[:300])
            for doctype in ("Award Dossier", "Award Nomination", "Summary Report"):
                put = besieged.ground.doors.send_file(
                    f"{METHODS}upload_file",
                    caller._cookie,
                    "x.pdf",
                    b"%PDF-1.4\n%%EOF\n",
                    doctype=doctype,
                    docname=str(besieged.one_of(doctype)),
                    is_private="1",
                )
                assert put.status in (403, 417), (who, doctype, put.body[:300])
