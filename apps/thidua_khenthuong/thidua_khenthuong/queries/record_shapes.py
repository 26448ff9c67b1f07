"""How the domain's dataclasses lie in records: one mapping, read in both directions.

A field of a dataclass is kept, in this order: in a table of the same name; in a column of the same
name (lists one item a line); in columns `<field>_<part>` where it is itself a small record; else in
the JSON of the column `details`. So a DocType decides by its columns what users edit field by
field.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union

import frappe

from thidua_khenthuong.domain.reading import is_required, type_hints

COLUMN_NAMES = {"name": "printed_name", "order": "step_order", "group": "subject_group"}
"""Fields whose own name is taken by the database or by Frappe."""

DETAILS = "details"


def plain(value: Any) -> Any:
    """A dataclass as objects and lists of plain values, as JSON or YAML would hold it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else value


def column_name(field: str) -> str:
    return COLUMN_NAMES.get(field, field)


def row_of(record: type, part: Mapping[str, Any], doctype: str) -> dict[str, Any]:
    """The columns, child rows and details in which `doctype` keeps one part of a plan."""
    meta = frappe.get_meta(doctype)
    row: dict[str, Any] = {}
    details: dict[str, Any] = {}
    for field, hint in type_hints(record).items():
        if field not in part:
            continue
        value, column = part[field], column_name(field)
        kept = meta.get_field(column)
        flat = flat_columns(field, hint, meta)
        if kept is not None and kept.fieldtype == "Table":
            row[column] = [row_of(item_type(hint), item, kept.options) for item in value or ()]
        elif kept is not None:
            row[column] = to_column(value)
        elif flat:
            rest = {
                key: item
                for key, item in (value or {}).items()
                if key not in flat and is_stated(item)
            }
            row.update({flat[key]: to_column((value or {}).get(key)) for key in flat})
            details.update({field: rest} if rest else {})
        elif is_stated(value):
            details[field] = value
    if meta.has_field(DETAILS):
        row[DETAILS] = json.dumps(details, ensure_ascii=False, sort_keys=True) if details else None
    return row


def part_of(record: type, row: Any, skip: Collection[str] = ()) -> dict[str, Any]:
    """One part of a plan as plain data, from the record or child row that keeps it."""
    meta = frappe.get_meta(row.doctype)
    details = json.loads(row.get(DETAILS) or "{}")
    part: dict[str, Any] = {}
    required = {field.name for field in dataclasses.fields(record) if is_required(field)}
    for field, hint in type_hints(record).items():
        if field in skip:
            continue
        column = column_name(field)
        kept = meta.get_field(column)
        flat = flat_columns(field, hint, meta)
        if kept is not None and kept.fieldtype == "Table":
            part[field] = [part_of(item_type(hint), item) for item in row.get(column) or ()]
        elif kept is not None:
            part[field] = from_column(row.get(column), hint)
        elif flat:
            hints = type_hints(inner_type(hint))
            part[field] = {
                **{key: from_column(row.get(flat[key]), hints[key]) for key in flat},
                **details.get(field, {}),
            }
        elif field in details:
            part[field] = details[field]
        elif field in required:
            part[field] = from_column(None, hint)
    return part


def flat_columns(field: str, hint: Any, meta: Any) -> dict[str, str]:
    """Where the parts of a small record have columns of their own: part → column."""
    inner = inner_type(hint)
    if not dataclasses.is_dataclass(inner):
        return {}
    columns = {part: f"{field}_{part}" for part in type_hints(inner)}
    return {part: column for part, column in columns.items() if meta.has_field(column)}


def is_stated(value: Any) -> bool:
    return value is not None and value != [] and value != {}


def to_column(value: Any) -> Any:
    """A plain value as a column holds it: lists one item a line, truth as 1 or 0, numbers with a
    fraction as their shortest text (databases differ in writing 1.0 into a text column).
    """
    if isinstance(value, list):
        return "\n".join(str(item) for item in value) or None
    if isinstance(value, float):
        return plain(Decimal(str(value)))
    return int(value) if isinstance(value, bool) else value


def from_column(value: Any, hint: Any) -> Any:
    """A column's value as plain data; empty text and a zero count mean "not stated" where that is
    allowed.
    """
    inner = inner_type(hint)
    if typing.get_origin(inner) is tuple:
        return [line for line in (value or "").split("\n") if line]
    if inner is bool:
        return bool(value)
    if is_optional(hint):
        return value or None
    return "" if value is None and inner is str else value


def is_optional(hint: Any) -> bool:
    return typing.get_origin(hint) in (Union, types.UnionType)


def inner_type(hint: Any) -> Any:
    """The type that may be null, without the null."""
    if not is_optional(hint):
        return hint
    return next(part for part in typing.get_args(hint) if part is not type(None))


def item_type(hint: Any) -> Any:
    """The type of a list's items."""
    return typing.get_args(inner_type(hint))[0]
