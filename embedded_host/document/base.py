"""A document's values: Frappe's `BaseDocument` as apps use it, rows of child tables included.

Values live in `__dict__` as they were assigned; `as_dict` casts them for readers and `stored_row`
for the database (document/values.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document.docstatus import DocStatus
from embedded_host.document.events import run_event
from embedded_host.document.shape import HONOURED_PRIVATE, Shape, shape_of
from embedded_host.errors import DataError, NotSupportedByHost
from embedded_host.messages import _, throw
from embedded_host.meta import Meta, get_meta
from embedded_host.meta.field_types import CHILD_COLUMNS, STANDARD_COLUMNS
from embedded_host.values import _dict, cint

PRIVATE_IN_DICT = (
    "_user_tags",
    "__islocal",
    "__onload",
    "_liked_by",
    "__run_link_triggers",
    "__unsaved",
)
_MOMENTS = (date, time, timedelta)


class _Made:
    """A value that is made on first use and then lies in the document's own dictionary."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, doc: Any, owner: type | None = None) -> Any:
        if doc is None:
            return self
        value = doc.__dict__[self.name] = self.make(doc)
        return value


class BaseDocument:
    doctype: str
    name: Any
    flags: Any = _Made(lambda doc: _dict())
    dont_update_if_missing: Any = _Made(lambda doc: [])

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Fields are attributes; which there are is known to the DocType alone."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        if values.get("doctype"):
            self.__dict__["doctype"] = values["doctype"]
        self.update(values)

    @property
    def meta(self) -> Meta:
        return get_meta(self.doctype)

    @property
    def shape(self) -> Shape:
        return shape_of(self.doctype)

    @property
    def docstatus(self) -> DocStatus:
        return DocStatus(cint(self.__dict__.get("docstatus")))

    @docstatus.setter
    def docstatus(self, value: Any) -> None:
        self.__dict__["docstatus"] = DocStatus(cint(value))

    # reading and assigning

    def get(
        self, key: Any, filters: Any = None, limit: int | None = None, default: Any = None
    ) -> Any:
        """A value, or the rows of a table whose values equal those of `filters`."""
        if filters and isinstance(filters, dict):
            rows = self.__dict__.get(key) or []
            return [row for row in rows if _has_values(row, filters)][:limit]
        value = self.__dict__.get(key, default if filters is None else filters)
        return value[:limit] if limit and isinstance(value, list | tuple) else value

    def set(self, key: str, value: Any, as_value: bool = False) -> None:
        shape = self.shape
        if key in shape.refused or (key.startswith("_") and key not in HONOURED_PRIVATE):
            return
        if key in shape.tables and not as_value:
            self._set_table(key, value)
        else:
            self.__dict__[key] = value

    def update(self, values: Mapping[str, Any]) -> BaseDocument:
        """Assign many values; keys that are no data (methods, `flags`) are passed over."""
        shape = self.shape
        mine = self.__dict__
        for key, value in values.items():
            if key == "docstatus":
                self.docstatus = value
            elif key in shape.column_set:
                mine[key] = value
            else:
                self.set(key, value)
        return self

    def delete_key(self, key: str) -> None:
        self.__dict__.pop(key, None)

    def is_new(self) -> bool:
        return bool(self.__dict__.get("__islocal"))

    # child rows

    def _set_table(self, fieldname: str, rows: Any) -> None:
        if rows is not None and not isinstance(rows, list | tuple):
            label = self.shape.labels[fieldname]
            throw(_("{0} must be a list of rows").format(label), DataError)
        self.__dict__[fieldname] = []
        self.extend(fieldname, rows or ())

    def append(self, key: str, value: Any = None, position: int = -1) -> Any:
        """Add a row to a table and return it; `value` is a dictionary or a document."""
        if key not in self.shape.tables:
            raise AttributeError(key)
        rows = self.__dict__.setdefault(key, [])
        child = self._child(value if value is not None else {}, key)
        if position == -1:
            rows.append(child)
            if not child.__dict__.get("idx"):
                child.__dict__["idx"] = len(rows)
        else:
            rows.insert(position, child)
            self._number(key)
        return child

    def extend(self, key: str, value: Iterable[Any]) -> None:
        for row in value:
            self.append(key, row)

    def remove(self, doc: BaseDocument) -> None:
        """Take a row out of its table; the others are numbered anew."""
        fieldname = doc.get("parentfield")
        if fieldname:
            self.__dict__[fieldname].remove(doc)
            self._number(fieldname)

    def _number(self, fieldname: str) -> None:
        for idx, row in enumerate(self.__dict__[fieldname], 1):
            row.__dict__["idx"] = idx

    def _child(self, value: Any, key: str) -> Any:
        if isinstance(value, BaseDocument):
            child = value
        elif isinstance(value, Mapping):
            child_doctype = self.shape.tables[key]
            controller = shape_of(child_doctype).controller
            child = controller.__new__(controller)
            child.__dict__["doctype"] = child_doctype
            BaseDocument.update(child, value)
            child.init_valid_columns()
        else:
            label = self.shape.labels[key]
            throw(_("{0} must be a list of rows").format(label), DataError)
        mine = child.__dict__
        mine.update(
            parent=self.__dict__.get("name"),
            parenttype=self.doctype,
            parentfield=key,
            parent_doc=self,
        )
        if not mine.get("name"):
            mine["__islocal"] = 1
            mine["__unsaved"] = 1
        return child

    def get_all_children(self, parenttype: str | None = None) -> list[Any]:
        """The rows of every table; of those whose DocType is `parenttype` where given."""
        rows: list[Any] = []
        for fieldname, doctype in self.shape.tables.items():
            if parenttype in (None, doctype):
                rows.extend(self.__dict__.get(fieldname) or ())
        return rows

    def init_valid_columns(self) -> None:
        mine = self.__dict__
        shape = self.shape
        if mine.get("docstatus") is None:
            mine["docstatus"] = DocStatus(0)
        if mine.get("idx") is None:
            mine["idx"] = 0
        for name in shape.columns:
            mine.setdefault(name, None)
        for name in shape.tables:
            if mine.get(name) is None:
                mine[name] = []

    # reading out

    def get_valid_dict(
        self,
        sanitize: bool = True,
        convert_dates_to_str: bool = False,
        ignore_nulls: bool = False,
        ignore_virtual: bool = False,
    ) -> _dict:
        """Column → value as a reader gets it, without tables."""
        mine = self.__dict__
        shape = self.shape
        found = _dict()
        for name, cast in shape.wire:
            value = mine.get(name)
            if cast is not None:
                value = cast(value)
            if value is None and ignore_nulls:
                continue
            found[name] = value
        if shape.virtual and not ignore_virtual:
            found.update((name, getattr(self, name, None)) for name in shape.virtual)
        if convert_dates_to_str:
            found.update(
                (name, str(value)) for name, value in found.items() if isinstance(value, _MOMENTS)
            )
        return found

    def as_dict(
        self,
        no_nulls: bool = False,
        no_default_fields: bool = False,
        convert_dates_to_str: bool = False,
        no_child_table_fields: bool = False,
        no_private_properties: bool = False,
    ) -> _dict:
        """The document with its rows as plain dictionaries."""
        found = self.get_valid_dict(
            convert_dates_to_str=convert_dates_to_str, ignore_nulls=no_nulls
        )
        mine = self.__dict__
        found["doctype"] = self.doctype
        for fieldname in self.shape.tables:
            found[fieldname] = [
                row.as_dict(
                    no_nulls,
                    no_default_fields,
                    convert_dates_to_str,
                    no_child_table_fields,
                    no_private_properties,
                )
                for row in mine.get(fieldname) or ()
            ]
        unwanted: tuple[str, ...] = (*STANDARD_COLUMNS, "doctype") if no_default_fields else ()
        for name in (*unwanted, *(CHILD_COLUMNS if no_child_table_fields else ())):
            found.pop(name, None)
        if not no_private_properties:
            found.update((key, mine[key]) for key in PRIVATE_IN_DICT if mine.get(key))
        return found

    def stored_row(self) -> dict[str, Any]:
        """Column → value as the database takes it."""
        mine = self.__dict__
        return {
            name: mine.get(name) if cast is None else cast(mine.get(name))
            for name, cast in self.shape.stored
        }

    # small services

    def run_method(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Run an event: the controller's method of that name and the handlers of hooks.py."""
        return run_event(self, method, *args, **kwargs)

    def get_label_from_fieldname(self, fieldname: str) -> str | None:
        label = self.shape.labels.get(fieldname)
        return _(label) if label else None

    def get_password(self, fieldname: str = "password", raise_exception: bool = True) -> Any:
        """The secret of a Password field, decrypted."""
        from embedded_host.features import users  # noqa: PLC0415 - it loads cryptography

        value = self.get(fieldname)
        if value and not is_masked(value):
            return value
        name = str(self.get("name"))
        return users.get_decrypted_password(self.doctype, name, fieldname, raise_exception)

    def is_dummy_password(self, pwd: Any) -> bool:
        return is_masked(pwd)

    def db_get(self, fieldname: Any, as_dict: bool = False) -> Any:
        return current().db.get_value(self.doctype, self.get("name"), fieldname, as_dict=as_dict)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.__dict__.get('name') or 'unsaved'}>"

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "parent_doc"}


def is_masked(value: Any) -> bool:
    """Whether a Password field shows only its stars."""
    return bool(value) and set(str(value)) == {"*"}


def _has_values(row: BaseDocument, values: Mapping[str, Any]) -> bool:
    if any(isinstance(value, list | tuple) for value in values.values()):
        raise NotSupportedByHost("Document.get with operators")
    return all(row.get(key) == value for key, value in values.items())
