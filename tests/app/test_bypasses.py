"""Ways around a document: its rows, its files, its counts, plain writes. None of them leads in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
import pytest
from builders import HIEP_HOA, SON_DONG, a_commune, a_dossier, unit
from frappe.client import get_list, set_value

from app.conftest import People, refused
from app.test_dossier_way import filed_by_son_dong
from thidua_khenthuong.permissions import GUARDED

pytestmark = pytest.mark.app
PAPERS = "Dossier Component"


@contextmanager
def not_permitted() -> Iterator[None]:
    with pytest.raises(frappe.PermissionError):
        yield


def a_draft(people: People, as_user: Any) -> Any:
    with as_user(people.proposer):
        return a_dossier(unit(SON_DONG))


def another_draft(people: People, as_user: Any) -> Any:
    with as_user(people.other_proposer):
        return a_dossier(unit(HIEP_HOA))


def papers(dossier: Any) -> list[tuple[str, str | None]]:
    stored = frappe.get_doc("Award Dossier", dossier.name)
    return [(row.component, row.document_number) for row in stored.components]


# rows


def test_a_row_named_like_another_documents_row_leaves_that_row_alone(
    people: People, as_user: Any
) -> None:
    theirs, mine = a_draft(people, as_user), another_draft(people, as_user)
    before = papers(theirs)
    with as_user(people.other_proposer):
        mine.update(
            {
                "components": [
                    {
                        "name": theirs.components[0].name,
                        "component": "minutes",
                        "document_number": "7",
                    }
                ]
            }
        )
        mine.save()

    assert papers(theirs) == before
    assert papers(mine) == [("minutes", "7")]


@pytest.mark.parametrize("own", [True, False], ids=["own dossier", "another unit's"])
def test_a_row_of_a_filed_dossier_is_not_changed_by_itself(
    people: People, as_user: Any, own: bool
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    before = papers(dossier)
    user = people.proposer if own else people.other_proposer
    with as_user(user), refused("ROW_BY_ITSELF") if own else not_permitted():
        row = frappe.get_doc(PAPERS, dossier.components[0].name)
        row.document_number = "9"
        row.save()

    assert papers(dossier) == before


@pytest.mark.parametrize("own", [True, False], ids=["own dossier", "another unit's"])
def test_a_row_is_not_removed_by_itself(people: People, as_user: Any, own: bool) -> None:
    dossier = filed_by_son_dong(people, as_user)
    before = papers(dossier)
    user = people.proposer if own else people.other_proposer
    with as_user(user), refused("ROW_BY_ITSELF") if own else not_permitted():
        frappe.delete_doc(PAPERS, dossier.components[0].name)

    assert papers(dossier) == before


@pytest.mark.parametrize("own", [True, False], ids=["own dossier", "another unit's"])
def test_a_row_is_not_added_by_itself(people: People, as_user: Any, own: bool) -> None:
    dossier = filed_by_son_dong(people, as_user)
    before = papers(dossier)
    row = {
        "doctype": PAPERS,
        "parent": dossier.name,
        "parenttype": "Award Dossier",
        "parentfield": "components",
        "component": "minutes",
    }
    user = people.proposer if own else people.other_proposer
    with as_user(user), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        frappe.get_doc(row).insert()

    assert papers(dossier) == before


def test_a_row_is_read_with_its_document_alone(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    row = dossier.components[0].name
    for user, allowed in (
        (people.proposer, True),
        (people.lead, True),
        (people.other_proposer, False),
    ):
        with as_user(user):
            assert frappe.get_doc(PAPERS, row).has_permission("read") is allowed, user


def test_rows_are_listed_with_their_documents_alone(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    for user, documents in ((people.proposer, {dossier.name}), (people.other_proposer, set())):
        with as_user(user):
            rows = get_list(
                PAPERS, ["parent"], {"parenttype": "Award Dossier"}, parent="Award Dossier"
            )
            assert {row["parent"] for row in rows} == documents, user


def test_rows_of_every_guarded_table_can_be_listed(people: People, as_user: Any) -> None:
    for user in (people.proposer, people.auditor):
        with as_user(user):
            for owner in sorted(GUARDED - {"Emulation Trace", "Unit Officer"}):
                for table in frappe.get_meta(owner).get_table_fields():
                    only = {"parenttype": owner}
                    rows = get_list(
                        table.options, ["parent"], only, parent=owner, limit_page_length=0
                    )
                    seen = set(frappe.get_list(owner, pluck="name", limit_page_length=0))
                    assert {row["parent"] for row in rows} <= seen, table.options


# plain writes and counts


@pytest.mark.parametrize("state", ["Draft", "Received", "Appraised", "Decided"])
def test_a_plain_set_value_is_judged_like_a_step(people: People, as_user: Any, state: str) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.proposer), refused("STATE_NOT_ALLOWED"):
        set_value("Award Dossier", dossier.name, "workflow_state", state)


def test_another_units_record_is_not_taken_by_writing_ones_own_unit_into_it(
    people: People, as_user: Any
) -> None:
    theirs = a_draft(people, as_user)
    with as_user(people.other_proposer), not_permitted():
        set_value("Award Dossier", theirs.name, {"unit": unit(HIEP_HOA)})

    assert frappe.db.get_value("Award Dossier", theirs.name, "unit") == unit(SON_DONG)


def test_another_units_nomination_is_not_moved_into_ones_own_dossier(
    people: People, as_user: Any
) -> None:
    theirs, mine = a_draft(people, as_user), another_draft(people, as_user)
    with as_user(people.proposer):
        nomination = a_commune(theirs)
    with as_user(people.other_proposer), not_permitted():
        set_value("Award Nomination", nomination.name, {"dossier": mine.name})


def test_the_hosts_own_count_gives_way_to_one_that_keeps_to_the_scope(
    people: People, as_user: Any
) -> None:
    a_draft(people, as_user)
    [path] = frappe.get_hooks("override_whitelisted_methods")["frappe.client.get_count"]
    count = frappe.get_attr(path)
    for user, number in ((people.proposer, 1), (people.other_proposer, 0)):
        with as_user(user):
            assert count("Award Dossier") == number, user


# files


def a_file(dossier: Any, **values: Any) -> Any:
    file = frappe.get_doc(
        {
            "doctype": "File",
            "file_name": "bao-cao-thanh-tich.txt",
            "content": "Báo cáo thành tích",
            "is_private": 1,
            "attached_to_doctype": "Award Dossier",
            "attached_to_name": dossier.name,
            **values,
        }
    )
    return file.insert()


def test_a_file_is_read_and_listed_with_its_record_alone(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.proposer):
        file = a_file(dossier)
    for user, allowed in ((people.lead, True), (people.other_proposer, False)):
        with as_user(user):
            listed = frappe.get_list("File", filters={"name": file.name}, pluck="name")
            assert (listed == [file.name]) is allowed, user
            assert frappe.has_permission("File", "read", doc=file) is allowed, user


def test_a_file_of_a_record_is_not_entered_as_a_public_one(people: People, as_user: Any) -> None:
    dossier = a_draft(people, as_user)
    with as_user(people.proposer), refused("ATTACHMENT_PUBLIC"):
        a_file(dossier, is_private=0)


def test_a_file_of_a_record_is_not_made_public(people: People, as_user: Any) -> None:
    dossier = a_draft(people, as_user)
    with as_user(people.proposer):
        file = a_file(dossier)
        file.is_private = 0
        with pytest.raises(frappe.ValidationError):
            file.save()


def test_nobody_adds_a_file_to_a_record_that_he_may_not_change(
    people: People, as_user: Any
) -> None:
    dossier = a_draft(people, as_user)
    with as_user(people.other_proposer), not_permitted():
        a_file(dossier)


def test_a_private_file_is_not_claimed_by_its_address(people: People, as_user: Any) -> None:
    theirs, mine = a_draft(people, as_user), another_draft(people, as_user)
    with as_user(people.proposer):
        file = a_file(theirs)
    with as_user(people.other_proposer):
        for owner in ({}, {"attached_to_doctype": "Award Dossier", "attached_to_name": mine.name}):
            with not_permitted():
                frappe.get_doc(
                    {"doctype": "File", "file_url": file.file_url, "is_private": 1, **owner}
                ).insert()


def test_a_file_outside_the_guarded_records_may_still_be_public(
    people: People, as_user: Any
) -> None:
    with as_user(people.proposer):
        file = frappe.get_doc(
            {"doctype": "File", "file_name": "huong-dan.txt", "content": "x", "is_private": 0}
        ).insert()

    assert file.is_private == 0
