"""The field types: one row per type, over the few kinds of column that they share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from embedded_host.values import cint, flt

DECIMALS = 9  # decimal(21,9)
LARGEST_INT = 2**63  # what either database can compare

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", re.DOTALL)
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?)?"
)
_CLOCK = re.compile(r"(-?)(\d{1,3}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?")


def to_text(value: Any) -> str | None:
    if value is None or type(value) is str:
        return value
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=str)
    if isinstance(value, bool):
        return str(int(value))
    return str(value)


def to_int(value: Any) -> int:
    number = value if type(value) is int else cint(value)
    if not -LARGEST_INT <= number < LARGEST_INT:
        raise ValueError(value)
    return number


def to_check(value: Any) -> int:
    return 1 if (value if type(value) is int else cint(value)) else 0


def to_decimal(value: Any) -> float:
    number = value if type(value) is float else flt(value)
    if not isfinite(number):
        raise ValueError(value)
    return round(number, DECIMALS)


def to_optional_decimal(value: Any) -> float | None:
    return None if value is None or value == "" else to_decimal(value)


def to_date(value: Any) -> date | None:
    """The day in `value`; a time of day is cut off. ValueError for text that is no ISO date."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    found = _DATE.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(value)
    return date(int(found[1]), int(found[2]), int(found[3]))


def to_moment(value: Any) -> datetime | None:
    """The moment in `value`. ValueError for text that is no ISO moment, or has a time zone."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, date):
        return datetime.combine(value, time())
    found = _MOMENT.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(value)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    fraction = int((found[7] or "0").ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, fraction)  # noqa: DTZ001


def to_clock(value: Any) -> timedelta | None:
    """The time of day in `value`, as a duration. ValueError for text that is no time."""
    if value is None or value == "":
        return None
    if isinstance(value, timedelta):
        return value
    if isinstance(value, datetime | time):
        return timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    found = _CLOCK.fullmatch(str(value).strip())
    if found is None or int(found[3]) > 59 or int(found[4] or 0) > 59:
        raise ValueError(value)
    span = timedelta(
        hours=int(found[2]),
        minutes=int(found[3]),
        seconds=int(found[4] or 0),
        microseconds=int((found[5] or "0").ljust(6, "0")),
    )
    return -span if found[1] else span


@dataclass(frozen=True)
class Kind:
    """A kind of column: its type on each database, and what a value becomes before it is bound.

    `to_column` raises ValueError for what the column cannot take.
    """

    name: str
    mariadb: str
    sqlite: str
    to_column: Callable[[Any], Any]
    not_null: bool = False
    is_text: bool = False
    is_number: bool = False

    @property
    def label(self) -> str:
        """What a sentence calls a value of this kind."""
        return self.name.capitalize()


# SQLite's NOCASE folds ASCII only; MariaDB's utf8mb4_unicode_ci folds marks too
# (docs/decisions/0002-database.md says where the two differ).
VARCHAR = Kind(
    "varchar", "varchar({length})", "varchar({length}) COLLATE NOCASE", to_text, is_text=True
)
TEXT = Kind("text", "text", "text COLLATE NOCASE", to_text, is_text=True)
LONGTEXT = Kind("longtext", "longtext", "text COLLATE NOCASE", to_text, is_text=True)
INT = Kind("int", "int(11)", "int", to_int, not_null=True, is_number=True)
BIGINT = Kind("bigint", "bigint(20)", "int", to_int, not_null=True, is_number=True)
CHECK = Kind("check", "int(1)", "int", to_check, not_null=True, is_number=True)
SMALL_INT = Kind("idx", "int(8)", "int", to_int, not_null=True, is_number=True)
# A float column keeps on SQLite what decimal(21,9) keeps on MariaDB: values are rounded first.
DECIMAL = Kind("decimal", "decimal(21,9)", "real", to_decimal, not_null=True, is_number=True)
DURATION = Kind("duration", "decimal(21,9)", "real", to_optional_decimal, is_number=True)
RATING = Kind("rating", "decimal(3,2)", "real", to_optional_decimal, is_number=True)
DATE = Kind("date", "date", "date", to_date)
MOMENT = Kind("datetime", "datetime(6)", "datetime(6)", to_moment)
CLOCK = Kind("time", "time(6)", "time(6)", to_clock)


@dataclass(frozen=True)
class FieldType:
    """`kind` is None for what has no column (`is_value` False): breaks, buttons, tables."""

    name: str
    kind: Kind | None

    @property
    def is_value(self) -> bool:
        return self.kind is not None

    @property
    def empty(self) -> Any:
        """What an untouched field of this type holds: 0 for numbers that have no NULL."""
        if self.kind is None or not self.kind.not_null:
            return None
        return 0.0 if self.kind is DECIMAL else 0

    def cast(self, value: Any) -> Any:
        """`value` as its column takes it. Raises ValueError."""
        return self.kind.to_column(value) if self.kind else value


_KINDS: dict[Kind | None, str] = {
    VARCHAR: "Data,Link,Dynamic Link,Select,Read Only,Color,Icon,Phone,Autocomplete",
    TEXT: "Small Text,Text,Password,Attach,Attach Image",
    LONGTEXT: "Long Text,Code,Text Editor,Markdown Editor,HTML Editor,Signature,Barcode,"
    "Geolocation,JSON",
    INT: "Int",
    BIGINT: "Long Int",
    CHECK: "Check",
    DECIMAL: "Currency,Float,Percent",
    DURATION: "Duration",
    RATING: "Rating",
    DATE: "Date",
    MOMENT: "Datetime",
    CLOCK: "Time",
    None: "Section Break,Column Break,Tab Break,HTML,Button,Image,Fold,Heading,"
    "Table,Table MultiSelect",
}
FIELD_TYPES: dict[str, FieldType] = {
    name: FieldType(name, kind) for kind, names in _KINDS.items() for name in names.split(",")
}

TABLE_FIELDS = ("Table", "Table MultiSelect")

# Columns that every table has (in the order in which documents show them).
DOCSTATUS = Kind("docstatus", "int(1)", "int", to_int, not_null=True, is_number=True)
STANDARD_COLUMNS: dict[str, Kind] = {
    "name": VARCHAR,
    "owner": VARCHAR,
    "creation": MOMENT,
    "modified": MOMENT,
    "modified_by": VARCHAR,
    "docstatus": DOCSTATUS,
    "idx": SMALL_INT,
}
CHILD_COLUMNS: dict[str, Kind] = {"parent": VARCHAR, "parentfield": VARCHAR, "parenttype": VARCHAR}
OPTIONAL_COLUMNS: dict[str, Kind] = {
    "_user_tags": TEXT,
    "_comments": TEXT,
    "_assign": TEXT,
    "_liked_by": TEXT,
}
SEEN_COLUMN = "_seen"
