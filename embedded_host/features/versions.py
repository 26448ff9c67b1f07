"""What a save changed, kept as a Version where the DocType tracks changes.

    {"added": [[table, row]…], "changed": [[field, old, new]…], "removed": [[table, row]…],
     "row_changed": [[table, index, row name, [[field, old, new]…]]…], "data_import": null,
     "updater_reference": null}

Values that are not empty are written as people read them (money with two decimals).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.db.rows import new_record
from embedded_host.document.factory import get_doc
from embedded_host.document.values import comparable
from embedded_host.values import (
    as_json,
    cint,
    flt,
    format_datetime,
    format_time,
    formatdate,
)

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document

Change = list[Any]
DECIMALS = 2


def save_version(doc: Document) -> None:
    """Keep the difference to the stored document; of an amendment, to the one it amends."""
    if not cint(doc.meta.track_changes) or doc.shape.is_child:
        return
    before = doc.get_doc_before_save()
    amended = doc.get("amended_from")
    if before is None and amended:
        before = get_doc(doc.doctype, amended)
    if before is None:
        return
    difference = get_diff(before, doc)
    if difference is not None:
        _write(doc, difference)


def get_diff(old: Any, new: Any, for_child: bool = False) -> dict[str, Any] | None:
    """The difference of two documents in Frappe's form; None where there is none."""
    found: dict[str, Any] = {
        "added": [],
        "changed": _changed_fields(old, new),
        "data_import": None,
        "removed": [],
        "row_changed": [],
        "updater_reference": None,
    }
    if not for_child and old.docstatus != new.docstatus:
        found["changed"].append(["docstatus", int(old.docstatus), int(new.docstatus)])
    for fieldname in new.shape.tables:
        _compare_rows(old, new, fieldname, found)
    if any(found[part] for part in ("added", "changed", "removed", "row_changed")):
        return found
    return None


def _changed_fields(old: BaseDocument, new: BaseDocument) -> list[Change]:
    changes = []
    for fieldname, fieldtype in new.shape.types.items():
        was, now = old.get(fieldname), new.get(fieldname)
        if was == now or comparable(fieldtype, was) == comparable(fieldtype, now):
            continue
        show = _shower(new, fieldname, fieldtype)
        changes.append([fieldname, was and show(was), now and show(now)])
    return changes


def _compare_rows(old: Any, new: Any, fieldname: str, found: dict[str, Any]) -> None:
    stored = {row.name: (index, row) for index, row in enumerate(old.get(fieldname) or ())}
    for row in new.get(fieldname) or ():
        if row.name not in stored:
            found["added"].append([fieldname, row.as_dict()])
            continue
        index, before = stored.pop(row.name)
        changes = _changed_fields(before, row)
        if changes:
            found["row_changed"].append([fieldname, index, row.name, changes])
    found["removed"].extend([fieldname, row.as_dict()] for _index, row in stored.values())


def _shower(doc: BaseDocument, fieldname: str, fieldtype: str) -> Callable[[Any], Any]:
    """How people read a value of the field."""
    if fieldtype == "Float":
        field = doc.meta.get_field(fieldname)
        decimals = cint(field.precision if field else 0) or DECIMALS
        return lambda value: _number(value, decimals)
    return _SHOWN.get(fieldtype, lambda value: value)


def _number(value: Any, decimals: int) -> str:
    number = flt(value)
    return f"{number:,.0f}" if number == int(number) else f"{number:,.{decimals}f}"


def _duration(value: Any) -> str:
    """90 seconds as "1m 30s"."""
    rest = int(flt(value))
    parts = []
    for unit, seconds in (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)):
        count, rest = divmod(rest, seconds)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts)


_SHOWN: dict[str, Callable[[Any], Any]] = {
    "Currency": lambda value: f"{flt(value):,.{DECIMALS}f}",
    "Percent": lambda value: f"{flt(value, DECIMALS):g}%",
    "Duration": _duration,
    "Date": formatdate,
    "Datetime": format_datetime,
    "Time": format_time,
    "Password": lambda value: "*" * len(str(value)),
}


def _write(doc: Document, difference: dict[str, Any]) -> None:
    record = new_record(
        ref_doctype=doc.doctype,
        docname=str(doc.get("name")),
        data=as_json(difference, indent=None, separators=(",", ":")),
        creation=doc.get("modified"),
        modified=doc.get("modified"),
    )
    current().db.insert_row("Version", record)
