"""What the life of a document needs to know of its DocType, worked out once per DocType.

A `Shape` is derived from the meta and kept beside it in the site's caches, so that saving a
document walks over short lists instead of asking every field for its properties.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from embedded_host.context import current
from embedded_host.document import values
from embedded_host.document.controllers import get_controller
from embedded_host.meta import get_meta
from embedded_host.meta.field_types import (
    FIELD_TYPES,
    OPTIONAL_COLUMNS,
    SEEN_COLUMN,
    TABLE_FIELDS,
    VARCHAR,
)
from embedded_host.values import cint, cstr, flt, now, nowdate, nowtime

# Text of these is never read as HTML by the sanitiser.
NOT_SANITISED = frozenset(("Attach", "Attach Image", "Barcode", "Code", "JSON", "Password"))
RESERVED = frozenset(("doctype", "meta", "flags", "dont_update_if_missing"))
HONOURED_PRIVATE = frozenset(
    (
        "__islocal",
        "__unsaved",
        "__newname",
        "__onload",
        "__run_link_triggers",
        *OPTIONAL_COLUMNS,
        SEEN_COLUMN,
    )
)

Maker = Callable[[], Any]


class Fetch(NamedTuple):
    """A field filled from the document that a link points to."""

    fieldname: str
    source: str
    only_if_empty: bool
    allow_on_submit: bool


class LinkTo(NamedTuple):
    """`target` is a DocType, or for a Dynamic Link the field that holds its name."""

    fieldname: str
    label: str
    target: str
    is_dynamic: bool
    fetches: tuple[Fetch, ...]


class Named(NamedTuple):
    fieldname: str
    label: str
    fieldtype: str
    options: str


class Length(NamedTuple):
    fieldname: str
    label: str
    most: int


class Shape:
    """The plan of one DocType; every attribute is in the order of the fields."""

    def __init__(self, doctype: str) -> None:
        meta = get_meta(doctype)
        self.doctype = doctype
        self.meta = meta
        self.controller = get_controller(doctype)
        self.is_child = bool(meta.istable)
        self.is_single = bool(meta.issingle)
        self.is_submittable = bool(meta.is_submittable)
        # A tree's numbers are the tree's own: no save writes what a client sent for them.
        self.numbered = ("lft", "rgt", "old_parent") if meta.is_tree else ()
        fields = list(meta.fields)
        stored = meta.value_fields
        self.tables = {df.fieldname: df.options for df in fields if df.fieldtype in TABLE_FIELDS}
        self.labels = {df.fieldname: cstr(df.label or df.fieldname) for df in fields}
        self.types = {df.fieldname: df.fieldtype for df in stored}
        self.virtual = tuple(
            df.fieldname for df in fields if df.is_virtual and FIELD_TYPES[df.fieldtype].is_value
        )
        self.columns = tuple(meta.get_valid_columns())
        self.column_set = frozenset(self.columns)
        self.wire = tuple((name, self._wire_cast(name, stored)) for name in self.columns)
        self.stored = tuple((name, self._stored_cast(name, stored)) for name in self.columns)
        self.refused = (
            frozenset(dir(self.controller)) - self.column_set - set(self.tables)
        ) | RESERVED
        self._read_rules(fields, stored)
        self._read_stages(fields, stored)
        self._read_links(fields, stored)

    def _wire_cast(self, name: str, stored: list[Any]) -> values.Cast | None:
        df = next((df for df in stored if df.fieldname == name), None)
        if df is None:
            return None
        if df.unique and df.fieldtype not in values.NUMBERS:
            return values.unique_text
        return values.WIRE.get(df.fieldtype)

    def _stored_cast(self, name: str, stored: list[Any]) -> values.Cast | None:
        """What the database layer does not do by itself."""
        df = next((df for df in stored if df.fieldname == name), None)
        if df is None:
            return None
        if df.unique and df.fieldtype not in values.NUMBERS:
            return values.unique_text
        return values.BEFORE_STORING.get(df.fieldtype)

    def _read_rules(self, fields: list[Any], stored: list[Any]) -> None:
        self.mandatory = tuple(_named(df) for df in fields if df.reqd)
        self.selects = tuple(
            (_named(df), frozenset(df.options.split("\n")))
            for df in stored
            if df.fieldtype == "Select" and (df.options or "").strip()
        )
        self.formats = tuple(
            _named(df)
            for df in stored
            if df.fieldtype == "Data" and df.options in ("Email", "Name", "Phone", "URL")
        )
        self.non_negative = tuple(_named(df) for df in stored if df.non_negative)
        self.parsed = tuple(_named(df) for df in stored if df.fieldtype in values.PARSED)
        self.numbers = tuple(
            (_named(df), _largest(df)) for df in stored if df.fieldtype in values.NUMBERS
        )
        self.lengths = tuple(
            Length(df.fieldname, cstr(df.label), cint(df.length) or 140)
            for df in stored
            if FIELD_TYPES[df.fieldtype].kind is VARCHAR
        )
        self.texts = tuple(_named(df) for df in stored if df.fieldtype not in values.STORED)
        self.sanitised = tuple(
            (_named(df), bool(df.allow_on_submit))
            for df in stored
            if df.fieldtype not in values.STORED
            and df.fieldtype not in NOT_SANITISED
            and not df.ignore_xss_filter
        )

    def _read_stages(self, fields: list[Any], stored: list[Any]) -> None:
        """What holds for a field before the first save, after it, and after submission."""
        self.passwords = tuple(df.fieldname for df in stored if df.fieldtype == "Password")
        self.ratings = tuple(df.fieldname for df in stored if df.fieldtype == "Rating")
        self.constants = tuple(_named(df) for df in fields if df.set_only_once)
        self.after_submit = tuple(
            _named(df)
            for df in fields
            if not df.allow_on_submit
            and not df.is_virtual
            and (df.fieldtype in TABLE_FIELDS or FIELD_TYPES[df.fieldtype].is_value)
        )
        self.levels = {df.fieldname: cint(df.permlevel) for df in fields if cint(df.permlevel)}
        self.open_tables = frozenset(
            df.fieldname for df in fields if df.fieldtype in TABLE_FIELDS and df.allow_on_submit
        )
        self.defaults = tuple(
            (df.fieldname, maker) for df in stored if (maker := _default(df)) is not None
        )
        self.user_defaults = tuple(
            (df.fieldname, df.options)
            for df in stored
            if df.fieldtype == "Link" and not df.ignore_user_permissions and df.options != "User"
        )

    def _read_links(self, fields: list[Any], stored: list[Any]) -> None:
        fetches: dict[str, list[Fetch]] = {}
        for df in stored:
            link, _, source = cstr(df.fetch_from).partition(".")
            if source:
                fetches.setdefault(link, []).append(
                    Fetch(df.fieldname, source, bool(df.fetch_if_empty), bool(df.allow_on_submit))
                )
        self.links = tuple(
            LinkTo(
                df.fieldname,
                cstr(df.label),
                cstr(df.options),
                df.fieldtype == "Dynamic Link",
                tuple(fetches.get(df.fieldname, ())),
            )
            for df in stored
            if df.fieldtype in ("Link", "Dynamic Link")
        )


def shape_of(doctype: str) -> Shape:
    """The shape of a DocType. DoesNotExistError for an unknown one."""
    kept = current().site.cache("shapes")
    shape: Shape | None = kept.get(doctype)
    if shape is None:
        shape = kept[doctype] = Shape(doctype)
    return shape


def _named(df: Any) -> Named:
    return Named(df.fieldname, cstr(df.label), df.fieldtype, cstr(df.options))


def _largest(df: Any) -> float:
    """The first number that the column cannot hold."""
    if df.fieldtype in ("Int", "Long Int"):
        is_long = df.fieldtype == "Long Int" or cint(df.length) > 11
        return 2**63 if is_long else 2**31
    return 10.0**12


def _default(df: Any) -> Maker | None:
    """Makes the value of an untouched field in a new document; None where it has none."""
    stated = df.default
    if stated in (None, ""):
        return _unstated(df)
    if df.fieldtype in _MOMENTS and cstr(stated).lower() in ("today", "now"):
        return _MOMENTS[df.fieldtype]
    if cstr(stated).lower() in ("__user", "user") and df.fieldtype == "Link":
        return _session_user
    cast: Callable[[Any], Any] = _STATED.get(df.fieldtype, cstr)
    return _constant(cast(stated))


def _unstated(df: Any) -> Maker | None:
    if df.fieldtype in ("Check", "Int", "Long Int"):
        return _constant(0)
    if df.fieldtype in ("Currency", "Float", "Percent"):
        return _constant(0.0)
    if df.fieldtype == "Time":
        return nowtime
    if df.fieldtype == "Select" and df.options:
        return _constant(df.options.split("\n", 1)[0])
    return None


def _constant(value: Any) -> Maker:
    return lambda: value


def _session_user() -> str:
    return current().user


_MOMENTS: dict[str, Maker] = {"Date": nowdate, "Datetime": now, "Time": nowtime}
_STATED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("Check", "Int", "Long Int"), cint),
    **dict.fromkeys(("Currency", "Float", "Percent", "Rating", "Duration"), flt),
}
