"""Inserting, saving, submitting, cancelling, amending: what happens, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import LIFECYCLE, get_doc, new_doc
from embedded_host.document.lifecycle import STEPS
from embedded_host.errors import (
    CannotChangeConstantError,
    DocstatusTransitionError,
    DoesNotExistError,
    PermissionError,
    TimestampMismatchError,
    UpdateAfterSubmitError,
    ValidationError,
)
from embedded_host.site import Site

pytestmark = pytest.mark.host
Make = Callable[..., Any]


def events(operation: str) -> list[str]:
    return [name for name in LIFECYCLE[operation] if name not in STEPS]


def traced(operation: Callable[[], Any]) -> list[str]:
    """The names of the controller's events that ran, in their order."""
    flags = current().flags
    flags.ptrace = []
    operation()
    own = [line.split()[0].removeprefix("controller.") for line in flags.ptrace]
    return [name for name in own if "[" not in name and not name.endswith("(core)")]


def trace_doc() -> Any:
    doc = new_doc("Probe Trace Doc")
    doc.title = "t"
    doc.append("rows", {"item_name": "a", "qty": 1})
    return doc


def test_insert_runs_the_events_of_its_operation_with_naming_between(site: Site) -> None:
    seen = traced(lambda: trace_doc().insert())
    expected = events("insert")
    at = expected.index("before_validate")
    assert seen == [*expected[:at], "before_naming", "autoname", *expected[at:]]


@pytest.mark.parametrize(
    ("operation", "act"),
    [
        ("save", lambda doc: doc.save()),
        ("submit", lambda doc: doc.submit()),
    ],
)
def test_saving_a_draft_runs_the_events_of_its_operation(
    site: Site, operation: str, act: Callable[[Any], Any]
) -> None:
    doc = trace_doc().insert()
    assert traced(lambda: act(doc)) == events(operation)


@pytest.mark.parametrize(
    ("operation", "act"),
    [
        ("update_after_submit", lambda doc: doc.save()),
        ("cancel", lambda doc: doc.cancel()),
    ],
)
def test_saving_a_submitted_document_runs_the_events_of_its_operation(
    site: Site, operation: str, act: Callable[[Any], Any]
) -> None:
    doc = trace_doc().insert()
    doc.submit()
    assert traced(lambda: act(doc)) == events(operation)


def test_delete_runs_the_events_of_its_operation(site: Site) -> None:
    doc = trace_doc().insert()
    assert traced(doc.delete) == events("delete")


def test_flag_ignore_validate_skips_the_validating_events_alone(site: Site) -> None:
    doc = trace_doc().insert()
    doc.flags.ignore_validate = True
    skipped = ("validate", "before_save")
    assert traced(doc.save) == [name for name in events("save") if name not in skipped]


def test_inserted_document_is_read_back_with_its_rows(make_request: Make, region: str) -> None:
    made = make_request(("bút", 2, 3.5), ("giấy", 1, 10), region=region, amount=1.5)
    stored = get_doc("Probe Request", made.name)
    assert stored.name.startswith("PRQ-")
    assert (stored.title, stored.region, stored.region_name_fetched) == (
        *("Đề nghị", "Tây Bắc", "Tây Bắc"),
    )
    assert (stored.amount, stored.total, stored.docstatus) == (1.5, 17.0, 0)
    assert [(row.idx, row.item_name, row.amount) for row in stored.items] == [
        (1, "bút", 7.0),
        (2, "giấy", 10.0),
    ]
    assert {(row.parent, row.parenttype, row.parentfield) for row in stored.items} == {
        (made.name, "Probe Request", "items")
    }
    assert isinstance(stored.posting_date, date)
    assert isinstance(stored.creation, datetime)


def test_dictionary_has_columns_fields_doctype_and_tables_in_that_order(
    make_request: Make,
) -> None:
    keys = list(get_doc("Probe Request", make_request().name).as_dict())
    assert keys[:8] == [
        *("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx"),
        "naming_series",
    ]
    assert keys[-2:] == ["doctype", "items"]


def test_untouched_fields_get_their_defaults(site: Site) -> None:
    doc = new_doc("Probe Request")
    assert (doc.priority, doc.status, doc.naming_series) == ("Medium", "", "PRQ-.YYYY.-.#####")
    assert (doc.qty, doc.amount, doc.is_urgent, doc.rating) == (0, 0.0, 0, None)
    assert doc.is_new()


def test_stamps_sent_with_a_new_document_are_overwritten(make_request: Make) -> None:
    doc = make_request(owner="somebody@example.com", creation="2001-01-01", name="MINE")
    assert doc.owner == "Administrator"
    assert str(doc.creation) > "2020"
    assert doc.name != "MINE"


def test_save_of_a_document_that_changed_meanwhile_is_refused(make_request: Make) -> None:
    first = make_request()
    second = get_doc("Probe Request", first.name)
    second.remark = "anders"
    second.save()
    first.remark = "too late"
    with pytest.raises(TimestampMismatchError, match="modified after you have opened it"):
        first.save()


def test_what_was_read_before_the_write_lock_is_compared_inside_it(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        name = get_doc({"doctype": "Probe Region", "region_name": "A"}).insert().name
        here.db.commit()
        stale = get_doc("Probe Region", name)
        with fresh_site.open() as other:
            get_doc("Probe Region", name).save()
            other.db.commit()
        with pytest.raises(TimestampMismatchError):
            stale.save()


def test_document_that_vanished_is_not_saved(make_request: Make) -> None:
    doc = make_request()
    get_doc("Probe Request", doc.name).delete()
    with pytest.raises(DoesNotExistError, match=r"Probe Request PRQ-\S+ not found"):
        doc.save()


def test_unknown_document_is_named_in_the_refusal(site: Site) -> None:
    with pytest.raises(DoesNotExistError, match="Probe Request nothing not found"):
        get_doc("Probe Request", "nothing")


def test_submitted_rows_follow_the_docstatus_of_their_parent(make_request: Make) -> None:
    doc = make_request(("a", 1, 1))
    doc.submit()
    assert get_doc("Probe Request", doc.name).items[0].docstatus == 1
    doc.cancel()
    assert get_doc("Probe Request", doc.name).items[0].docstatus == 2


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((2,), "Cannot change docstatus from 0 (Draft) to 2 (Cancelled)"),
        ((1, 0), "Cannot change docstatus from 1 (Submitted) to 0 (Draft)"),
    ],
)
def test_docstatus_that_may_not_follow_is_refused(
    make_request: Make, steps: tuple[int, ...], message: str
) -> None:
    doc = make_request()
    for step in steps[:-1]:
        doc.docstatus = step
        doc.save()
    doc.docstatus = steps[-1]
    with pytest.raises(DocstatusTransitionError) as refusal:
        doc.save()
    assert str(refusal.value) == message


def test_unknown_docstatus_is_refused(make_request: Make) -> None:
    doc = make_request()
    doc.docstatus = 5
    with pytest.raises(ValidationError) as refusal:
        doc.save()
    assert refusal.value.args == ("Invalid docstatus", 5)


def test_cancelled_document_is_not_edited(make_request: Make) -> None:
    doc = make_request()
    doc.submit()
    doc.cancel()
    doc.remark = "x"
    with pytest.raises(ValidationError, match="Cannot edit cancelled document"):
        doc.save()


def test_field_that_allows_it_changes_after_submission_and_no_other(make_request: Make) -> None:
    doc = make_request(("a", 1, 1))
    doc.submit()
    doc.remark = "later"
    doc.save()
    assert get_doc("Probe Request", doc.name).remark == "later"
    doc.qty = 9
    with pytest.raises(UpdateAfterSubmitError) as refusal:
        doc.save()
    assert str(refusal.value) == (
        " Not allowed to change <strong>Qty</strong> after submission"
        " from <strong>0</strong> to <strong>9</strong>"
    )


def test_row_of_a_submitted_document_is_not_replaced(make_request: Make) -> None:
    doc = make_request(("a", 1, 1))
    doc.submit()
    doc.set("items", [{"item_name": "b"}])
    with pytest.raises(UpdateAfterSubmitError, match="Items"):
        doc.save()


def test_what_comes_with_a_cancellation_is_cleaned_and_no_new_owner(make_request: Make) -> None:
    doc = make_request()
    doc.submit()
    doc.update({"remark": "<script>1</script>", "owner": "Guest"})
    doc.cancel()
    stored = get_doc("Probe Request", doc.name)
    assert (stored.remark, stored.owner) == ("&lt;script&gt;1&lt;/script&gt;", "Administrator")


def test_amendment_is_numbered_after_what_it_amends(make_request: Make) -> None:
    doc = make_request()
    doc.submit()
    doc.cancel()
    first = make_request(amended_from=doc.name)
    assert first.name == f"{doc.name}-1"
    first.submit()
    first.cancel()
    assert make_request(amended_from=first.name).name == f"{doc.name}-2"


def test_document_that_is_not_cancelled_cannot_be_amended(make_request: Make) -> None:
    doc = make_request()
    with pytest.raises(ValidationError, match="cannot be amended because it is not cancelled"):
        make_request(amended_from=doc.name)


def test_exception_in_on_submit_leaves_nothing_behind(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        doc = get_doc({"doctype": "Probe Request", "title": "NOSUBMIT"}).insert()
        here.db.commit()
        with pytest.raises(ValidationError, match="cannot submit this"):
            doc.submit()
    with fresh_site.open():
        assert get_doc("Probe Request", doc.name).docstatus == 0


def test_db_set_writes_at_once_and_runs_on_change_alone(site: Site) -> None:
    doc = trace_doc().insert()
    assert traced(lambda: doc.db_set("title", "neu")) == ["on_change"]
    assert current().db.get_value("Probe Trace Doc", doc.name, "title") == "neu"


def test_has_value_changed_compares_with_what_is_stored(make_request: Make) -> None:
    doc = make_request()
    assert doc.has_value_changed("title")
    fresh = get_doc("Probe Request", doc.name)
    fresh.qty = "0"
    fresh.load_doc_before_save()
    assert not fresh.has_value_changed("qty")
    fresh.qty = 4
    assert fresh.has_value_changed("qty")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"creation": "2001-01-01 00:00:00"}, "Created On"),
        ({"owner": "Guest"}, "Created By"),
    ],
)
def test_owner_and_creation_of_a_document_never_change(
    make_request: Make, values: dict[str, str], label: str
) -> None:
    doc = get_doc("Probe Request", make_request().name)
    doc.save()
    doc.update(values)
    with pytest.raises(CannotChangeConstantError, match=label):
        doc.save()


def test_keys_that_are_methods_or_flags_are_no_data(site: Site) -> None:
    values = {"doctype": "Probe Region", "region_name": "X", "save": 1, "flags": {"a": 1}}
    doc = get_doc({**values, "_action": "x", "check_permission": None})
    assert callable(doc.save)
    assert callable(doc.check_permission)
    assert doc.flags == {}
    assert doc.get("_action") is None


def test_submission_of_a_doctype_that_is_not_submittable_is_refused(
    site: Site, region: str, as_user: Any
) -> None:
    user = get_doc(
        {
            "doctype": "User",
            "email": "mgr@example.com",
            "first_name": "M",
            "roles": [{"role": "Probe Manager"}],
        }
    ).insert()
    doc = get_doc("Probe Region", region)
    with as_user(user.name), pytest.raises(PermissionError):
        doc.submit()


def test_page_about_the_life_of_documents_says_what_the_code_does() -> None:
    page = Path(__file__).parents[3] / "docs" / "architecture" / "document-life.md"
    text = page.read_text(encoding="utf-8")
    for operation, steps in LIFECYCLE.items():
        shown = " → ".join(f"*{name}*" if name in STEPS else f"`{name}`" for name in steps)
        assert f"**{operation}:** {shown}\n" in text
