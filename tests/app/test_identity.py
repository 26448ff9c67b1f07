"""An identity number finds duplicates and is seen by nobody."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import HIEP_HOA, SON_DONG, unit

from app.conftest import People, refused
from thidua_khenthuong.api.nominees import keep_identity
from thidua_khenthuong.services.identity import MaskedNumber

pytestmark = pytest.mark.app
NUMBER = "024199001234"


def a_nominee(unit_name: str, kind: str = "individual") -> Any:
    nominee = frappe.new_doc("Award Nominee")
    nominee.update({"display_name": "Vi Thị Hằng", "subject_kind": kind, "unit": unit(unit_name)})
    nominee.insert()
    return nominee


def test_the_same_number_in_two_units_is_found(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        first = keep_identity(a_nominee(SON_DONG).name, NUMBER)
    with as_user(people.other_proposer):
        second = keep_identity(a_nominee(HIEP_HOA).name, NUMBER)

    assert (first["others_with_the_same"], second["others_with_the_same"]) == (0, 1)


def test_the_number_lies_in_no_column_as_it_is(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        nominee = a_nominee(SON_DONG)
        keep_identity(nominee.name, NUMBER)
        nominee.reload()
    stored = frappe.get_doc("Award Nominee Identity", {"nominee": nominee.name})

    assert nominee.has_identity == 1
    for document in (nominee, stored):
        assert NUMBER not in str(document.as_dict())
    assert NUMBER not in str(frappe.get_all("Version", fields=["data"]))


def test_no_role_reads_identities(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        nominee = a_nominee(SON_DONG)
        keep_identity(nominee.name, NUMBER)
    stored = frappe.get_doc("Award Nominee Identity", {"nominee": nominee.name})
    for user in (people.proposer, people.appraiser, people.chair, people.auditor):
        with as_user(user):
            assert not frappe.has_permission("Award Nominee Identity", "read", doc=stored)
            with pytest.raises(frappe.PermissionError):
                frappe.get_list("Award Nominee Identity")


def test_a_number_that_is_not_complete_is_refused_without_being_told(
    people: People, as_user: Any
) -> None:
    with as_user(people.proposer):
        nominee = a_nominee(SON_DONG)
        with refused("IDENTITY_INCOMPLETE"):
            keep_identity(nominee.name, "0241990")

    assert "0241990" not in str(frappe.local.response)


def test_a_collective_has_no_number(people: People, as_user: Any) -> None:
    with as_user(people.proposer), refused("NOT_A_PERSON"):
        keep_identity(a_nominee(SON_DONG, "village").name, NUMBER)


def test_a_number_written_out_is_masked() -> None:
    number = MaskedNumber(NUMBER)

    assert f"{number} {number!r}" == "MaskedNumber(…234) MaskedNumber(…234)"
