"""Links in both directions, names, deletion and renaming."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import delete_doc, get_doc, rename_doc
from embedded_host.errors import (
    DoesNotExistError,
    LinkExistsError,
    LinkValidationError,
    NameError,
    NotSupportedByHost,
    ValidationError,
)
from embedded_host.site import Site
from embedded_host.values import random_name

pytestmark = pytest.mark.host
Make = Callable[..., Any]


def insert(doctype: str, **values: Any) -> Any:
    return get_doc({"doctype": doctype, **values}).insert()


def test_broken_links_are_refused_all_at_once_also_where_others_fetch(make_request: Make) -> None:
    with pytest.raises(LinkValidationError) as refusal:
        make_request(region="Atlantis", category="Zed")
    assert str(refusal.value) == "Could not find Region: Atlantis, Category: Zed"


def test_link_takes_the_stored_spelling_and_brings_its_values(
    make_request: Make, site: Site
) -> None:
    insert("Probe Region", region_name="North")
    doc = make_request(region="north")
    assert (doc.region, doc.region_name_fetched) == ("North", "North")


def test_flag_ignore_links_lets_a_link_lead_nowhere(site: Site) -> None:
    doc = get_doc({"doctype": "Probe Request", "title": "x", "region": "Atlantis"})
    doc.insert(ignore_links=True)
    assert get_doc("Probe Request", doc.name).region == "Atlantis"


def test_document_that_others_link_to_is_not_deleted(make_request: Make, region: str) -> None:
    doc = make_request(region=region)
    with pytest.raises(LinkExistsError) as refusal:
        delete_doc("Probe Region", region)
    assert str(refusal.value).startswith("Cannot delete or cancel because Probe Region ")
    assert f">{doc.name}</a>" in str(refusal.value)


def test_link_of_a_draft_does_not_keep_a_document_from_being_cancelled(
    make_request: Make,
) -> None:
    doc = make_request()
    doc.submit()
    doc.cancel()
    draft = make_request(amended_from=doc.name)
    assert draft.docstatus == 0
    with pytest.raises(LinkExistsError):
        delete_doc("Probe Request", doc.name)


def test_forced_deletion_does_not_ask_for_links(make_request: Make, region: str) -> None:
    make_request(region=region)
    delete_doc("Probe Region", region, force=True)
    assert not current().db.exists("Probe Region", region)


def test_deleted_document_is_kept_and_its_company_goes(make_request: Make) -> None:
    doc = make_request(("a", 1, 1))
    doc.add_comment("Comment", "một ghi chú")
    doc.title = "khác"
    doc.save()
    delete_doc("Probe Request", doc.name)
    db = current().db
    about = {"reference_doctype": "Probe Request", "reference_name": doc.name}
    assert db.count("Probe Request Item", {"parent": doc.name}) == 0
    assert db.count("Comment", about) == 0
    assert db.count("Version", {"docname": doc.name}) == 0
    kept = db.get_value(
        "Deleted Document", {"deleted_name": doc.name}, ["deleted_doctype", "restored"]
    )
    assert tuple(kept) == ("Probe Request", 0)


def test_submitted_document_is_not_deleted(make_request: Make) -> None:
    doc = make_request()
    doc.submit()
    with pytest.raises(ValidationError, match="Submitted Record cannot be deleted"):
        delete_doc("Probe Request", doc.name)


def test_deletion_of_what_is_not_there_says_so_where_asked(site: Site) -> None:
    assert delete_doc("Probe Request", "nothing") is False
    with pytest.raises(DoesNotExistError):
        delete_doc("Probe Request", "nothing", ignore_missing=False)


def test_rename_changes_every_place_that_holds_the_name(make_request: Make, region: str) -> None:
    doc = make_request(region=region)
    get_doc("Probe Region", region).add_comment("Comment", "x")
    assert rename_doc("Probe Region", region, "Đông Bắc", force=True) == "Đông Bắc"
    db = current().db
    assert db.get_value("Probe Request", doc.name, "region") == "Đông Bắc"
    assert db.get_value("Probe Region", "Đông Bắc", "region_name") == "Đông Bắc"
    assert not db.exists("Probe Region", region)
    told = {"reference_doctype": "Probe Region", "reference_name": "Đông Bắc"}
    assert db.count("Comment", told) == 2


def test_rename_to_a_name_that_is_taken_is_refused(site: Site, region: str) -> None:
    insert("Probe Region", region_name="B")
    with pytest.raises(ValidationError, match="Another Probe Region with name B exists"):
        rename_doc("Probe Region", region, "B", force=True)


def test_doctype_that_does_not_allow_it_is_not_renamed(make_request: Make) -> None:
    with pytest.raises(ValidationError, match="Probe Request not allowed to be renamed"):
        rename_doc("Probe Request", make_request().name, "X")


def test_merging_two_documents_is_refused_by_name(site: Site, region: str) -> None:
    with pytest.raises(NotSupportedByHost, match="merge"):
        rename_doc("Probe Region", region, "B", merge=True)


def test_prompted_name_is_asked_for_trimmed_and_checked(site: Site) -> None:
    with pytest.raises(ValidationError, match="Please set the document name"):
        insert("Probe Prompt", title="x")
    assert insert("Probe Prompt", title="x", name=" Đề tài/1 ").name == "Đề tài/1"
    with pytest.raises(NameError, match="Name cannot contain special characters like '<', '>'"):
        insert("Probe Prompt", title="x", name="a<b>")
    with pytest.raises(NameError, match="Invalid name type"):
        insert("Probe Prompt", title="x", name=123)


def test_numbers_of_a_series_follow_each_other_without_gaps(site: Site) -> None:
    first, second = (insert("Probe Ticket", subject="x").name for _ in range(2))
    assert int(second.removeprefix("TCK-")) == int(first.removeprefix("TCK-")) + 1
    current().db.savepoint("before")
    insert("Probe Ticket", subject="x")
    current().db.rollback(save_point="before")
    third = insert("Probe Ticket", subject="x").name
    assert int(third.removeprefix("TCK-")) == int(second.removeprefix("TCK-")) + 1


def test_last_number_of_a_series_is_free_again_after_deletion(site: Site) -> None:
    insert("Probe Ticket", subject="x")
    last = insert("Probe Ticket", subject="x").name
    delete_doc("Probe Ticket", last)
    assert insert("Probe Ticket", subject="x").name == last


def test_name_asked_for_is_given_where_names_are_prompted_for_only(site: Site) -> None:
    assert insert("Probe Prompt", title="x", __newname="Mine").name == "Mine"
    assert insert("Probe Ticket", subject="x", __newname="Mine").name.startswith("TCK-")


def test_duplicate_that_may_be_ignored_leaves_the_stored_document(make_request: Make) -> None:
    doc = make_request()
    twin = get_doc({"doctype": "Probe Request", "title": "y", "items": [{"item_name": "a"}]})
    twin.insert(set_name=doc.name, ignore_if_duplicate=True)
    stored = get_doc("Probe Request", doc.name)
    assert (stored.title, stored.items) == ("Đề nghị", [])


def test_format_counts_each_prefix_by_itself(site: Site) -> None:
    first = insert("Probe Note", title="x", category="ABC").name
    second = insert("Probe Note", title="x", category="XYZ").name
    assert first.startswith("PN-ABC-")
    assert first.endswith("-0001")
    assert second.endswith("-0001")
    assert insert("Probe Note", title="x", category="ABC").name == first[:-1] + "2"


def test_name_from_a_field_needs_the_field(site: Site) -> None:
    with pytest.raises(ValidationError, match="Region Name is required"):
        insert("Probe Region")


def test_autoincrement_gives_whole_numbers(site: Site) -> None:
    first, second = (insert("Probe Auto", title="x").name for _ in range(2))
    assert second == first + 1
    assert get_doc("Probe Auto", first).name == first


def test_random_names_are_ten_letters_or_digits() -> None:
    names = {random_name() for _ in range(500)}
    assert len(names) == 500
    assert all(len(name) == 10 and name.isalnum() and name == name.lower() for name in names)
