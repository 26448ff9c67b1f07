"""Single DocTypes: rows of text in `tabSingles`, one per field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from embedded_host.context import current
from embedded_host.db.transaction import Transaction
from embedded_host.errors import DataError
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta
from embedded_host.meta.field_types import DECIMAL, STANDARD_COLUMNS, to_text
from embedded_host.values import _dict, flt, now_datetime


def _typed(meta: Meta, field: str, value: Any) -> Any:
    """The text of a Single's field as its type; an empty number is 0."""
    kind = meta.kinds.get(field)
    if kind is None or kind.is_text or (value is None and not kind.not_null):
        return value
    return flt(value) if kind is DECIMAL else kind.to_column(value)


class Singles(Transaction):
    """Reading and writing the values of Single DocTypes."""

    def get_singles_dict(
        self, doctype: str, debug: bool = False, *, for_update: bool = False, cast: bool = False
    ) -> _dict:
        """What is stored of a Single: text as it stands, or (`cast`) typed by its fields."""
        sql = "SELECT `field`, `value` FROM `tabSingles` WHERE `doctype` = ?"
        if for_update:
            self.begin_write()
            sql += self.engine.for_update
        found = _dict(self.run(sql, (doctype,)))
        if cast:
            meta = get_meta(doctype)
            return _dict({key: _typed(meta, key, value) for key, value in found.items()})
        return found

    def get_single_value(self, doctype: str, fieldname: str, cache: bool = True) -> Any:
        """One field of a Single, typed; None for text that was never set.

        Raises DataError for what is no field.
        """
        meta = get_meta(doctype)
        if not meta.has_field(fieldname) and fieldname not in STANDARD_COLUMNS:
            raise DataError(_("{0} has no field {1}").format(_(doctype), fieldname))
        kept = current().cache("singles")
        if not cache or doctype not in kept:
            kept[doctype] = self.get_singles_dict(doctype)
        return _typed(meta, fieldname, kept[doctype].get(fieldname))

    def set_single_value(
        self,
        doctype: str,
        fieldname: Any,
        value: Any = None,
        *args: Any,
        update_modified: bool = True,
        **kwargs: Any,
    ) -> None:
        """Write a field (or a dictionary of fields) of a Single, without hooks."""
        values = dict(fieldname) if isinstance(fieldname, Mapping) else {fieldname: value}
        if update_modified:
            values |= {"modified": now_datetime(), "modified_by": current().user}
        self._set_singles(doctype, values)
        current().document_cache.pop((doctype, doctype), None)

    def _set_singles(self, doctype: str, values: Mapping[str, Any]) -> None:
        meta = get_meta(doctype)
        self.begin_write()
        for field, value in values.items():
            kind = meta.kinds.get(field)
            if kind is None:
                raise DataError(_("{0} has no field {1}").format(_(doctype), field))
            text = _text_of(kind.to_column(value))
            self.write(
                "DELETE FROM `tabSingles` WHERE `doctype` = ? AND `field` = ?", (doctype, field)
            )
            self.write("INSERT INTO `tabSingles` VALUES (?, ?, ?)", (doctype, field, text))
        current().cache("singles").pop(doctype, None)
        self.note_write(doctype)

    def _single_values(self, doctype: str, fieldname: Any, as_dict: bool) -> list[Any]:
        """What `get_values` gives for a Single: its text, untyped, as Frappe answers."""
        stored = self.get_singles_dict(doctype)
        if fieldname == "*":
            return [stored] if as_dict else [tuple(stored.values())]
        names = [fieldname] if isinstance(fieldname, str) else list(fieldname)
        found = _dict({name: stored.get(name) for name in names})
        if not any(value is not None for value in found.values()):
            return []
        return [found] if as_dict else [tuple(found.values())]


def _text_of(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(" ", "microseconds")
    return to_text(value)
