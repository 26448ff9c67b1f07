"""What a site changed of its DocTypes: Custom Fields and Property Setters."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.meta.field_types import FIELD_TYPES
from embedded_host.meta.meta import DocField
from embedded_host.values import cint, flt

# Columns of `tabCustom Field` that are not properties of the field they make.
_RECORD_COLUMNS = {
    "name", "owner", "creation", "modified", "modified_by", "docstatus", "dt", "insert_after",
    "module", "is_system_generated", "_user_tags", "_comments", "_assign", "_liked_by", "idx",
}  # fmt: skip

# The types of a Property Setter's value that are no text.
_VALUE_CASTS: dict[str, Any] = {"Check": cint, "Int": cint, "Float": flt}


def with_custom_fields(doctype: str, fields: list[DocField]) -> list[DocField]:
    """`fields` with the site's Custom Fields of this DocType put after their neighbours."""
    placed = list(fields)
    for row in _rows("Custom Field", "dt").get(doctype, []):
        properties = {key: value for key, value in row.items() if key not in _RECORD_COLUMNS}
        if row["fieldtype"] not in FIELD_TYPES:
            continue
        field = DocField(properties, is_custom_field=1)
        names = [one.fieldname for one in placed]
        if field.fieldname in names:
            continue
        after = row.get("insert_after")
        placed.insert(names.index(after) + 1 if after in names else len(placed), field)
    return placed


def with_property_setters(doctype: str, properties: dict[str, Any], fields: list[DocField]) -> None:
    """Apply the site's Property Setters of this DocType to `properties` and `fields`."""
    by_name = {field.fieldname: field for field in fields}
    for row in _rows("Property Setter", "doc_type").get(doctype, []):
        value = _VALUE_CASTS.get(row["property_type"] or "", lambda text: text)(row["value"])
        if row["doctype_or_field"] == "DocType":
            properties[row["property"]] = value
        elif row["field_name"] in by_name:
            by_name[row["field_name"]][row["property"]] = value


def _rows(source: str, key: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of one of the two tables, by the DocType they change; read once per site."""
    context = current()
    kept = context.site.cache("meta_overlays")
    if source not in kept:
        grouped: dict[str, list[dict[str, Any]]] = {}
        if context.db.table_exists(source):
            for row in context.db.read_all(f"tab{source}", order_by="`creation`, `name`"):
                grouped.setdefault(row[key], []).append(row)
        kept[source] = grouped
    found: dict[str, list[dict[str, Any]]] = kept[source]
    return found
