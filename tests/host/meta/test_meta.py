"""DocTypes as read from the apps' files, with what the site changed of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import DoesNotExistError
from embedded_host.meta import all_doctypes, get_meta, is_single, meta_exists

pytestmark = pytest.mark.host


@pytest.fixture(autouse=True)
def opened(site: Any) -> Iterator[None]:
    current().lang = "en"
    yield
    current().db.rollback()


def test_a_doctype_has_the_properties_of_its_file() -> None:
    meta = get_meta("Probe Request")

    assert (meta.name, meta.module, meta.app) == ("Probe Request", "Probe", "probe_app")
    assert (meta.is_submittable, meta.istable, meta.issingle, meta.track_changes) == (1, 0, 0, 1)
    assert (meta.autoname, meta.title_field) == ("naming_series:", "title")
    assert meta.search_fields == ["title", "priority"]
    assert (meta.sort_field, meta.sort_order) == ("modified", "DESC")
    assert meta.get("track_seen") == 1
    assert meta.document_type is None


def test_fields_are_found_by_name_and_by_their_properties() -> None:
    meta = get_meta("Probe Request")
    region = meta.get_field("region")

    assert region is not None
    assert (region.fieldtype, region.options, region.label) == ("Link", "Probe Region", "Region")
    assert region.nothing is None
    assert meta.get_field("nothing") is None
    assert meta.has_field("items")
    assert not meta.has_field("nothing")
    assert [field.fieldname for field in meta.get_fields(fieldtype="Table")] == ["items"]
    assert [field.fieldname for field in meta.get("fields", {"fieldtype": "Password"})] == ["pwd"]
    assert [field.fieldname for field in meta.get_link_fields()] == [
        "region", "category", "amended_from",
    ]  # fmt: skip
    assert [field.fieldname for field in meta.get_permlevel_fields()] == ["secret_note"]
    assert [field.idx for field in meta.fields[:3]] == [1, 2, 3]


def test_columns_come_in_the_order_in_which_documents_show_them() -> None:
    assert get_meta("Probe Request Item").get_valid_columns() == [
        "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx",
        "item_name", "qty", "rate", "amount", "parent", "parentfield", "parenttype",
    ]  # fmt: skip


def test_a_label_is_known_of_every_column() -> None:
    meta = get_meta("Probe Request")

    assert meta.get_label("posting_date") == "Posting Date"
    assert meta.get_label("modified") == "Last Updated On"
    assert meta.get_label("un_known") == "Un Known"


def test_permission_rules_come_in_their_order() -> None:
    rules = get_meta("Probe Request").permissions

    assert [(rule.role, rule.permlevel) for rule in rules] == [
        ("Probe User", 0),
        ("Probe Approver", 0),
        ("Probe Manager", 0),
        ("Probe Manager", 1),
        ("System Manager", 0),
        ("System Manager", 1),
    ]
    assert rules[0].submit is None


@pytest.mark.parametrize("name", ["No Such Thing", "probe request", "", "../Probe Request"])
def test_an_unknown_doctype_is_refused_by_name(name: str) -> None:
    with pytest.raises(DoesNotExistError) as refusal:
        get_meta(name)

    assert str(refusal.value) == f"DocType {name} not found"
    assert not meta_exists(name)


def test_doctypes_of_all_apps_are_listed_the_hosts_first() -> None:
    names = all_doctypes()

    assert names.index("User") < names.index("Probe Request")
    assert all_doctypes(app="probe_app") == [name for name in names if name.startswith("Probe ")]
    assert "Custom Field" in all_doctypes(module="Custom")


def test_singles_are_known_by_name() -> None:
    assert is_single("Probe Settings")
    assert not is_single("Probe Request")
    assert not is_single("No Such Thing")


def test_a_custom_field_stands_after_its_neighbour() -> None:
    names = [field.fieldname for field in get_meta("Probe Region").fields]

    assert names == ["region_name", "custom_code", "extra"]


def test_a_property_setter_changes_a_field_and_a_doctype_at_once() -> None:
    before = get_meta("Probe Region").get_label("extra")
    for values in (
        {"doctype_or_field": "DocField", "field_name": "extra", "property": "label",
         "property_type": "Data", "value": "Other"},
        {"doctype_or_field": "DocField", "field_name": "extra", "property": "permlevel",
         "property_type": "Int", "value": "1"},
        {"doctype_or_field": "DocType", "property": "sort_field", "property_type": "Data",
         "value": "region_name"},
    ):  # fmt: skip
        get_doc({"doctype": "Property Setter", "doc_type": "Probe Region", **values}).insert()
    meta = get_meta("Probe Region")

    assert before == "Extra"
    assert meta.get_label("extra") == "Other"
    assert [field.fieldname for field in meta.get_permlevel_fields()] == ["extra"]
    assert meta.sort_field == "region_name"


def test_what_is_rolled_back_is_forgotten() -> None:
    get_doc(
        {
            "doctype": "Property Setter",
            "doc_type": "Probe Region",
            "doctype_or_field": "DocField",
            "field_name": "extra",
            "property": "label",
            "property_type": "Data",
            "value": "Other",
        }
    ).insert()
    changed = get_meta("Probe Region").get_label("extra")
    current().db.rollback()

    assert (changed, get_meta("Probe Region").get_label("extra")) == ("Other", "Extra")


def test_a_meta_is_read_once() -> None:
    assert get_meta("Probe Request") is get_meta("Probe Request")
