"""The table of field types."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_host.meta import FIELD_TYPES

pytestmark = pytest.mark.host


def test_every_field_type_that_a_doctype_may_use_is_a_row() -> None:
    offered = (
        "Autocomplete, Attach, Attach Image, Barcode, Button, Check, Code, Color, Column Break, "
        "Currency, Data, Date, Datetime, Duration, Dynamic Link, Float, Fold, Geolocation, "
        "Heading, HTML, HTML Editor, Icon, Image, Int, JSON, Link, Long Text, Markdown Editor, "
        "Password, Percent, Phone, Read Only, Rating, Section Break, Select, Signature, "
        "Small Text, Tab Break, Table, Table MultiSelect, Text, Text Editor, Time"
    )

    assert set(FIELD_TYPES) == {*offered.split(", "), "Long Int"}


@pytest.mark.parametrize(
    ("fieldtype", "column"),
    [
        ("Data", "varchar({length})"),
        ("Small Text", "text"),
        ("Text Editor", "longtext"),
        ("JSON", "longtext"),
        ("Int", "int(11)"),
        ("Long Int", "bigint(20)"),
        ("Check", "int(1)"),
        ("Currency", "decimal(21,9)"),
        ("Duration", "decimal(21,9)"),
        ("Rating", "decimal(3,2)"),
        ("Date", "date"),
        ("Datetime", "datetime(6)"),
        ("Time", "time(6)"),
    ],
)
def test_columns_are_those_of_frappe(fieldtype: str, column: str) -> None:
    kind = FIELD_TYPES[fieldtype].kind

    assert kind is not None
    assert kind.mariadb == column


@pytest.mark.parametrize("fieldtype", ["Section Break", "Table", "HTML", "Button", "Heading"])
def test_breaks_and_tables_have_no_column(fieldtype: str) -> None:
    assert not FIELD_TYPES[fieldtype].is_value
    assert FIELD_TYPES[fieldtype].cast("x") == "x"


@pytest.mark.parametrize(
    ("fieldtype", "empty"),
    [("Int", 0), ("Check", 0), ("Currency", 0.0), ("Data", None), ("Date", None), ("Rating", None)],
)
def test_numbers_are_empty_as_zero_and_the_rest_as_nothing(fieldtype: str, empty: Any) -> None:
    assert FIELD_TYPES[fieldtype].empty == empty
    assert FIELD_TYPES[fieldtype].cast(None) == empty


@pytest.mark.parametrize(
    ("fieldtype", "value"),
    [
        ("Date", "03-02-2026"),
        ("Date", "2026-13-01"),
        ("Datetime", "2026-02-03T10:00:00Z"),
        ("Time", "7 o'clock"),
        ("Time", "07:61:00"),
    ],
)
def test_what_is_no_moment_is_refused(fieldtype: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        FIELD_TYPES[fieldtype].cast(value)
