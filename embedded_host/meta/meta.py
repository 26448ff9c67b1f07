"""A DocType as the host works with it: its properties, fields and permission rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from embedded_host.meta.field_types import (
    CHILD_COLUMNS,
    FIELD_TYPES,
    OPTIONAL_COLUMNS,
    SEEN_COLUMN,
    STANDARD_COLUMNS,
    TABLE_FIELDS,
    Kind,
)
from embedded_host.values import _dict, cint

STANDARD_LABELS = {
    "name": "ID",
    "owner": "Created By",
    "creation": "Created On",
    "modified": "Last Updated On",
    "modified_by": "Last Updated By",
    "docstatus": "Document Status",
    "idx": "Index",
    "parent": "Parent",
    "parentfield": "Parent Field",
    "parenttype": "Parent Type",
    "_user_tags": "Tags",
    "_liked_by": "Liked By",
    "_comments": "Comments",
    "_assign": "Assigned To",
}


class DocField(_dict):
    """One field of a DocType; a property that the JSON leaves out is None."""

    __slots__ = ()

    @property
    def level(self) -> int:
        return cint(self.permlevel)


class DocPerm(_dict):
    """One permission rule of a DocType."""

    __slots__ = ()


class Meta:
    """What is known of one DocType. Unknown properties are None, as in the DocType's own table.

    Lists handed out are the meta's own: whoever wants to change one copies it.
    """

    name: str
    module: str
    app: str
    autoname: str | None
    naming_rule: str | None
    title_field: str | None
    sort_field: str
    sort_order: str
    modified: str | None

    def __init__(
        self,
        properties: dict[str, Any],
        fields: list[DocField],
        permissions: list[DocPerm],
        app: str,
    ) -> None:
        self.properties = _dict(properties)
        self.fields = fields
        self.permissions = permissions
        self.app = app
        self.name = properties["name"]
        self.module = properties["module"]
        self.istable = cint(properties.get("istable"))
        self.issingle = cint(properties.get("issingle"))
        self.is_submittable = cint(properties.get("is_submittable"))
        self.is_tree = cint(properties.get("is_tree"))
        self.track_changes = cint(properties.get("track_changes"))
        self.autoname = properties.get("autoname")
        self.naming_rule = properties.get("naming_rule")
        self.title_field = properties.get("title_field")
        self.sort_field = properties.get("sort_field") or "modified"
        self.sort_order = properties.get("sort_order") or "DESC"
        self.modified = properties.get("modified")
        self.flags = _dict()
        self._by_name = {field.fieldname: field for field in fields}
        self._selections: dict[tuple[tuple[str, Any], ...], list[DocField]] = {}

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        return self.properties.get(key)

    def __repr__(self) -> str:
        return f"Meta({self.name!r})"

    # fields

    def get(self, key: str, filters: Any = None, default: Any = None) -> Any:
        """A property, or the fields ("fields") and permissions that match `filters`."""
        if key == "fields" and isinstance(filters, dict):
            return self.get_fields(**filters)
        if key in ("fields", "permissions"):
            return getattr(self, key)
        value = getattr(self, key, None)
        if value is None:
            return filters if filters is not None and default is None else default
        return value

    def get_field(self, fieldname: str) -> DocField | None:
        return self._by_name.get(fieldname)

    def has_field(self, fieldname: str) -> bool:
        return fieldname in self._by_name

    def get_fields(self, **properties: Any) -> list[DocField]:
        """The fields whose properties equal the given ones (a list: any of them)."""
        key = tuple(
            (name, tuple(value) if isinstance(value, list) else value)
            for name, value in properties.items()
        )
        if key not in self._selections:
            self._selections[key] = [
                field
                for field in self.fields
                if all(
                    field.get(name) in value
                    if isinstance(value, tuple)
                    else field.get(name) == value
                    for name, value in key
                )
            ]
        return self._selections[key]

    def get_table_fields(self) -> list[DocField]:
        return self.get_fields(fieldtype=TABLE_FIELDS)

    def get_link_fields(self) -> list[DocField]:
        return self.get_fields(fieldtype="Link")

    @cached_property
    def value_fields(self) -> list[DocField]:
        """The fields that have a column, in their order."""
        return [
            field
            for field in self.fields
            if FIELD_TYPES[field.fieldtype].is_value and not field.is_virtual
        ]

    @cached_property
    def permlevel_fields(self) -> list[DocField]:
        return [field for field in self.fields if field.level > 0]

    def get_permlevel_fields(self) -> list[DocField]:
        """The fields above permission level 0."""
        return self.permlevel_fields

    def get_label(self, fieldname: str) -> str:
        field = self._by_name.get(fieldname)
        if field is not None and field.label:
            return str(field.label)
        return STANDARD_LABELS.get(fieldname) or fieldname.replace("_", " ").title()

    def get_link_doctype(self, fieldname: str) -> str | None:
        field = self._by_name.get(fieldname)
        links = ("Link", "Dynamic Link", *TABLE_FIELDS)
        return str(field.options) if field is not None and field.fieldtype in links else None

    # columns

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Column → kind, in the order in which documents show them."""
        columns = dict(STANDARD_COLUMNS)
        for field in self.value_fields:
            kind = FIELD_TYPES[field.fieldtype].kind
            if kind is not None:
                columns[field.fieldname] = kind
        if self.istable:
            columns.update(CHILD_COLUMNS)
        return columns

    @cached_property
    def stored_kinds(self) -> dict[str, Kind]:
        """Every column of the table: `kinds` and, for what is no child, tags and the like."""
        columns = dict(self.kinds)
        if not self.istable:
            columns.update(OPTIONAL_COLUMNS)
            if self.track_seen:
                columns[SEEN_COLUMN] = OPTIONAL_COLUMNS["_user_tags"]
        return columns

    @cached_property
    def valid_columns(self) -> list[str]:
        return list(self.kinds)

    def get_valid_columns(self) -> list[str]:
        return self.valid_columns

    @property
    def default_fields(self) -> tuple[str, ...]:
        return (*STANDARD_COLUMNS, *CHILD_COLUMNS) if self.istable else tuple(STANDARD_COLUMNS)

    def varchar_length(self, fieldname: str) -> int:
        """How many characters a short text column takes."""
        field = self._by_name.get(fieldname)
        return (cint(field.length) if field else 0) or 140

    @cached_property
    def has_autoincrement(self) -> bool:
        return self.autoname == "autoincrement"

    @cached_property
    def name_is_text(self) -> bool:
        """Names are words a person gave (so they are sorted as words), not numbers or hashes."""
        rule = self.autoname or ""
        return rule.startswith(("field:", "format:")) or rule.lower() == "prompt"

    def is_text(self, column: str) -> bool:
        if column == "name":
            return self.name_is_text
        kind = self.stored_kinds.get(column)
        return kind is not None and kind.is_text and column not in self.default_fields

    # what forms and lists show

    @cached_property
    def search_fields(self) -> list[str]:
        """The fields that a link search looks at, beside the name."""
        listed = str(self.properties.get("search_fields") or "").split(",")
        return [name.strip() for name in listed if name.strip()]

    @cached_property
    def parent_field(self) -> str:
        """The link from a tree's node to the node above it."""
        return self.properties.get("nsm_parent_field") or (
            "parent_" + self.name.lower().replace(" ", "_").replace("-", "_")
        )

    @cached_property
    def max_attachments(self) -> int:
        return cint(self.properties.get("max_attachments"))

    def as_dict(self, no_nulls: bool = False) -> _dict:
        """The DocType as a document, rows included."""
        whole = _dict(self.properties)
        whole["doctype"] = "DocType"
        whole["fields"] = [dict(field) for field in self.fields]
        whole["permissions"] = [dict(rule) for rule in self.permissions]
        return _dict({k: v for k, v in whole.items() if v is not None}) if no_nulls else whole
