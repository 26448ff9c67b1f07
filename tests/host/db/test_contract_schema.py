"""Tables are made and widened from DocTypes, and never lose anything."""

from __future__ import annotations

import pytest

from embedded_host.db import schema
from embedded_host.db.database import Database
from embedded_host.errors import DuplicateEntryError, UniqueValidationError
from embedded_host.meta import get_meta
from embedded_host.site import Site

from .rows import add_region, add_request

pytestmark = pytest.mark.host


def test_a_parent_table_has_the_recorded_columns(storage: Database) -> None:
    assert storage.get_table_columns("Probe Category") == [
        "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx",
        "category_name", "is_group", "lft", "rgt", "old_parent", "parent_probe_category",
        "_user_tags", "_comments", "_assign", "_liked_by",
    ]  # fmt: skip


def test_a_child_table_has_its_parents_columns_and_no_tags(storage: Database) -> None:
    assert storage.get_table_columns("Probe Request Item") == [
        "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx",
        "item_name", "qty", "rate", "amount", "parent", "parentfield", "parenttype",
    ]  # fmt: skip


def test_a_doctype_that_tracks_who_saw_it_has_a_column_for_them(storage: Database) -> None:
    assert storage.has_column("Probe Request", "_seen")
    assert not storage.has_column("Probe Region", "_seen")
    assert not storage.has_column("Probe Request", "items")


def indexed(db: Database, doctype: str) -> set[tuple[bool, tuple[str, ...]]]:
    found = db.engine.indexes(db.connection, f"tab{doctype}")
    return {row for row in found.values() if row != (True, ("name",))}


def test_indexes_follow_unique_search_index_parent_and_times(storage: Database) -> None:
    assert indexed(storage, "Probe Request Item") == {(False, ("parent",))}
    assert indexed(storage, "Probe Region") == {
        (True, ("region_name",)),
        (False, ("modified",)),
        (False, ("creation",)),
    }
    assert {(False, ("status",)), (False, ("region",))} < indexed(storage, "Probe Record")


def test_a_second_sync_changes_nothing(storage: Database, storage_site: Site) -> None:
    changed = [
        doctype
        for doctype in ("Probe Request", "Probe Category", "Probe Auto", "User")
        if schema.sync(storage_site, doctype)
    ]

    assert changed == []


def test_a_single_has_no_table(storage: Database, storage_site: Site) -> None:
    assert schema.sync(storage_site, "Probe Settings") is False
    assert not storage.table_exists("Probe Settings")
    assert storage.table_exists("Probe Request")


def test_a_column_that_is_missing_is_added_with_its_default(
    storage: Database, storage_site: Site
) -> None:
    add_request(storage, "S-1", qty=5)
    storage.commit()
    schema.change(storage, "ALTER TABLE `tabProbe Request` DROP COLUMN `priority`")
    schema.change(storage, "ALTER TABLE `tabProbe Request` DROP COLUMN `qty`")
    try:
        assert schema.sync(storage_site, "Probe Request") is True
        assert storage.get_value("Probe Request", "S-1", ["priority", "qty"]) == ("Medium", 0)
        assert schema.sync(storage_site, "Probe Request") is False
    finally:
        storage.delete("Probe Request", "S-1")
        storage.commit()


def test_a_column_that_no_field_needs_any_more_stays(storage: Database, storage_site: Site) -> None:
    schema.change(storage, "ALTER TABLE `tabProbe Region` ADD COLUMN `forgotten` varchar(140)")
    storage.commit()
    try:
        schema.sync(storage_site, "Probe Region")
        assert storage.has_column("Probe Region", "forgotten")
    finally:
        schema.change(storage, "ALTER TABLE `tabProbe Region` DROP COLUMN `forgotten`")
        storage.commit()


def test_a_custom_field_becomes_a_column(storage: Database, storage_site: Site) -> None:
    storage.insert_row(
        "Custom Field",
        {
            "name": "Probe Region-custom_code",
            "dt": "Probe Region",
            "fieldname": "custom_code",
            "fieldtype": "Data",
            "label": "Custom Code",
            "insert_after": "region_name",
        },
    )
    storage.commit()
    try:
        assert get_meta("Probe Region").get_valid_columns()[7:] == [
            "region_name", "custom_code", "extra",
        ]  # fmt: skip
        assert schema.sync(storage_site, "Probe Region") is True
        assert storage.has_column("Probe Region", "custom_code")
    finally:
        schema.change(storage, "ALTER TABLE `tabProbe Region` DROP COLUMN `custom_code`")
        storage.delete("Custom Field", "Probe Region-custom_code")
        storage.commit()


def test_a_name_that_is_taken_is_a_duplicate_whatever_its_case(storage: Database) -> None:
    add_request(storage, "S-1")

    with pytest.raises(DuplicateEntryError) as refusal:
        add_request(storage, "s-1")

    assert refusal.value.args[:2] == ("Probe Request", "s-1")


def test_a_value_that_must_be_unique_is_refused_with_its_label(storage: Database) -> None:
    add_region(storage, "North")

    with pytest.raises(UniqueValidationError) as refusal:
        storage.insert_row("Probe Region", {"name": "South", "region_name": "NORTH"})

    assert str(refusal.value) == "Region Name must be unique"


def test_many_documents_may_leave_a_unique_field_empty(storage: Database) -> None:
    add_request(storage, "S-1", external_id=None)
    add_request(storage, "S-2", external_id=None)

    assert storage.count("Probe Request", {"external_id": ["is", "not set"]}) == 2


def test_a_refused_write_leaves_the_transaction_usable(storage: Database) -> None:
    add_region(storage, "North")
    with pytest.raises(DuplicateEntryError):
        add_region(storage, "North")
    add_region(storage, "South")

    assert storage.get_all("Probe Region", pluck="name", order_by="name") == ["North", "South"]


def test_fields_can_be_made_unique_together(storage: Database) -> None:
    storage.commit()
    try:
        fields = ["title", "category"]
        schema.add_index(storage, "Probe Note", fields, "unique_title_category", unique=True)
        storage.insert_row("Probe Note", {"name": "N-1", "title": "a", "category": "b"})
        storage.insert_row("Probe Note", {"name": "N-2", "title": "a", "category": "c"})
        with pytest.raises(UniqueValidationError):
            storage.insert_row("Probe Note", {"name": "N-3", "title": "a", "category": "b"})
    finally:
        storage.rollback()
        name = "unique_title_category"
        sql = {
            "sqlite": f"DROP INDEX IF EXISTS `tabProbe Note.{name}`",
            "mariadb": f"DROP INDEX IF EXISTS `{name}` ON `tabProbe Note`",
        }
        schema.change(storage, sql[storage.db_type])
        storage.commit()
