"""What a document may hold, and the sentences of the refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import (
    CannotChangeConstantError,
    CharacterLengthExceededError,
    DataError,
    DuplicateEntryError,
    InvalidEmailAddressError,
    MandatoryError,
    NonNegativeError,
    UniqueValidationError,
    ValidationError,
)
from embedded_host.site import Site

pytestmark = pytest.mark.host
Make = Callable[..., Any]


def told() -> list[str]:
    return [entry["message"] for entry in current().message_log]


def test_missing_values_are_told_one_by_one(make_request: Make) -> None:
    with pytest.raises(MandatoryError, match=r"^\[Probe Request, PRQ-\S+\]: title, item_name$"):
        make_request(("", 1, 1), title="")
    assert told() == [
        "Error: Value missing for Probe Request: Title",
        "Error: <strong>Probe Request Item</strong> Row #1: Value missing for: Item Name",
    ]


def test_text_of_tags_alone_is_no_value(make_request: Make) -> None:
    with pytest.raises(MandatoryError):
        make_request(title="<p> </p>")


def test_flag_ignore_mandatory_lets_a_value_be_missing(site: Site) -> None:
    doc = get_doc({"doctype": "Probe Request"}).insert(ignore_mandatory=True)
    assert get_doc("Probe Request", doc.name).title is None


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        (
            {"priority": "Urgent"},
            ValidationError,
            ' Priority cannot be "Urgent". It should be one of "Low", "Medium", "High"',
        ),
        (
            {"contact_email": "notanemail"},
            InvalidEmailAddressError,
            "notanemail is not a valid Email Address",
        ),
        (
            {"qty": -1},
            NonNegativeError,
            "Value cannot be negative for Probe Request: <strong>Qty</strong>",
        ),
        (
            {"posting_date": "03-02-2026"},
            DataError,
            "Posting Date: 03-02-2026 is not a valid Date",
        ),
        ({"posting_date": "2026-02-30"}, DataError, "Posting Date: 2026-02-30 is not a valid Date"),
        (
            {"at": "2026-02-03T10:00:00Z"},
            DataError,
            "At: 2026-02-03T10:00:00Z is not a valid Datetime",
        ),
        ({"tm": "25 o'clock"}, DataError, "Tm: 25 o'clock is not a valid Time"),
        ({"meta_json": "{bad"}, DataError, "Meta Json: {bad is not a valid JSON"),
        ({"qty": 2**31}, DataError, "Qty: 2147483648 is out of range"),
        ({"amount": "1e12"}, DataError, "Amount: 1e12 is out of range"),
        ({"flt": float("nan")}, DataError, "Flt: nan is out of range"),
        ({"title": ["a"]}, DataError, "Value for Title cannot be a list"),
        ({"items": {"item_name": "a"}}, DataError, "Items must be a list of rows"),
        ({"items": ["a"]}, DataError, "Items must be a list of rows"),
        ({"remark": "\ud800"}, DataError, "Remark: the text is not valid Unicode"),
        (
            {"naming_series": "ZZZ-.####"},
            ValidationError,
            ' Naming Series cannot be "ZZZ-.####". It should be one of "PRQ-.YYYY.-.#####",'
            ' "PRX-.####"',
        ),
    ],
)
def test_value_that_may_not_be_is_refused_with_a_sentence(
    make_request: Make, values: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as refusal:
        make_request(**values) if "items" not in values else get_doc(
            {"doctype": "Probe Request", "title": "x", **values}
        ).insert()
    assert str(refusal.value) == message


def test_text_longer_than_its_column_is_refused(make_request: Make) -> None:
    with pytest.raises(CharacterLengthExceededError) as refusal:
        make_request(short_code="12345678901")
    assert str(refusal.value).endswith(
        ": '<strong>Short Code</strong>' (12345678901) will get truncated,"
        " as max characters allowed is 10"
    )


def test_length_is_counted_in_characters(make_request: Make) -> None:
    assert get_doc("Probe Request", make_request(short_code="đđđđđđđđđđ").name).short_code == (
        "đđđđđđđđđđ"
    )


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"qty": "12"}, {"qty": 12}),
        ({"qty": "12abc"}, {"qty": 0}),
        ({"qty": None}, {"qty": 0}),
        ({"amount": "1,234.5"}, {"amount": 1234.5}),
        ({"pct": "x"}, {"pct": 0.0}),
        ({"is_urgent": 2}, {"is_urgent": 1}),
        ({"is_urgent": True}, {"is_urgent": 1}),
        ({"flt": 0.1 + 0.2}, {"flt": 0.3}),
        ({"rating": 7}, {"rating": 1.0}),
        ({"external_id": " "}, {"external_id": None}),
        ({"priority": ""}, {"priority": ""}),
        ({"meta_json": {"a": [1]}}, {"meta_json": '{"a":[1]}'}),
    ],
)
def test_value_is_stored_as_its_type(
    make_request: Make, given: dict[str, Any], stored: dict[str, Any]
) -> None:
    doc = get_doc("Probe Request", make_request(**given).name)
    assert {key: doc.get(key) for key in stored} == stored


def test_date_sent_with_a_time_is_stored_as_the_day(make_request: Make) -> None:
    doc = make_request(posting_date="2026-02-03 10:00:00")
    assert doc.as_dict()["posting_date"] == "2026-02-03 10:00:00"
    assert str(get_doc("Probe Request", doc.name).posting_date) == "2026-02-03"


def test_unique_value_is_taken_once(make_request: Make) -> None:
    make_request(external_id="E1")
    with pytest.raises(UniqueValidationError):
        make_request(external_id="E1")
    assert told() == ["External Id must be unique"]


def test_name_is_taken_once(site: Site, region: str) -> None:
    with pytest.raises(DuplicateEntryError):
        get_doc({"doctype": "Probe Region", "region_name": region}).insert()
    assert told() == ["Probe Region <strong>Tây Bắc</strong> already exists"]


@pytest.mark.parametrize(("first", "second"), [("a", "b"), (None, "b"), ("a", None)])
def test_field_that_is_set_once_keeps_its_first_value(
    make_request: Make, first: str | None, second: str | None
) -> None:
    doc = make_request(set_once=first)
    doc.set_once = second
    with pytest.raises(CannotChangeConstantError, match="Value cannot be changed for"):
        doc.save()


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("<script>alert(1)</script>hi", "&lt;script&gt;alert(1)&lt;/script&gt;hi"),
        ('<p onclick="x">ok</p>', "<p>ok</p>"),
        ("a < b và c > d", "a < b và c > d"),
        ('<a href="javascript:x">y</a>', "<a>y</a>"),
        ('<img src="data:text/html,x">', "<img>"),
    ],
)
def test_html_is_cleaned_when_it_is_saved(make_request: Make, given: str, stored: str) -> None:
    assert get_doc("Probe Request", make_request(description=given).name).description == stored


def test_html_that_comes_with_the_submission_is_cleaned(make_request: Make) -> None:
    doc = make_request()
    doc.title = "<script>1</script>"
    doc.submit()
    assert get_doc("Probe Request", doc.name).title == "&lt;script&gt;1&lt;/script&gt;"


def test_password_is_put_away_and_shows_stars(make_request: Make) -> None:
    doc = make_request(pwd="hunter2")
    stored = get_doc("Probe Request", doc.name)
    assert stored.pwd == "*******"
    assert stored.get_password("pwd") == "hunter2"
    stored.save()
    assert stored.get_password("pwd") == "hunter2"
    stored.pwd = ""
    stored.save()
    assert stored.get_password("pwd", raise_exception=False) is None
