"""Names of documents: every rule of CONTRACT §10, and the counters behind them.

A counter is a row of `tabSeries`, read and raised under the write lock of the document that takes
the number; it rolls back with that document, so numbers have no gaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.db import series
from embedded_host.errors import NameError, ValidationError
from embedded_host.messages import _, throw
from embedded_host.values import cint, cstr, now_datetime, random_name

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document

_BRACES = re.compile(r"\{([^{}]+)\}")
_MOMENT_PARTS: dict[str, Callable[[datetime], str]] = {
    "YYYY": lambda moment: f"{moment:%Y}",
    "YY": lambda moment: f"{moment:%y}",
    "MM": lambda moment: f"{moment:%m}",
    "DD": lambda moment: f"{moment:%d}",
    "WW": lambda moment: f"{moment.isocalendar().week:02d}",
    "timestamp": str,
}
_NEVER_REVERTED = ("prompt", "field", "hash", "autoincrement")


def set_new_name(doc: Any) -> None:
    """Give a new document its name, and its rows theirs."""
    mine = doc.__dict__
    if not doc.flags.name_set:
        if mine.get("__newname") and cstr(doc.meta.autoname).lower() in ("", "prompt"):
            mine["name"] = validate_name(doc.doctype, mine["__newname"])
        elif doc.flags.set_name:
            mine["name"] = validate_name(doc.doctype, doc.flags.set_name)
        else:
            _name(doc)
    doc.flags.name_set = True
    for row in doc.get_all_children():
        row.__dict__["__islocal"] = 1
        set_row_name(row)
        row.__dict__["parent"] = mine["name"]


def set_row_name(row: BaseDocument) -> None:
    row.__dict__["name"] = random_name()


def _name(doc: Document) -> None:
    mine = doc.__dict__
    doc.run_method("before_naming")
    meta = doc.meta
    rule = cstr(meta.autoname)
    if rule.lower() != "prompt":
        mine["name"] = None
    if rule.lower() == "autoincrement":
        return  # the database makes the number when the row is written
    if mine.get("amended_from"):
        mine["name"] = amended_name(doc)
        return
    if meta.issingle:
        mine["name"] = doc.doctype
        return
    if rule.lower() != "prompt":
        doc.run_method("autoname")
    if not mine.get("name") and not meta.istable:
        mine["name"] = _by_rule(doc, rule)
    mine["name"] = validate_name(doc.doctype, mine.get("name") or random_name())


def _by_rule(doc: Document, rule: str) -> Any:
    kind = rule.lower()
    if kind == "prompt":
        throw(_("Please set the document name"))
    if kind.startswith("field:"):
        return _from_field(doc, rule.partition(":")[2])
    if kind.startswith("naming_series:"):
        return _from_series_field(doc)
    if kind.startswith("format:"):
        return _from_format(doc, rule.partition(":")[2])
    if "#" in rule:
        return make_autoname(rule, doc.doctype, doc)
    return None


def _from_field(doc: BaseDocument, fieldname: str) -> str:
    value = cstr(doc.get(fieldname)).strip()
    if not value:
        throw(_("{0} is required").format(doc.get_label_from_fieldname(fieldname) or fieldname))
    return value


def _from_series_field(doc: BaseDocument) -> str:
    pattern = cstr(doc.get("naming_series"))
    if not pattern:
        throw(_("Naming Series mandatory"))
    return make_autoname(pattern, doc.doctype, doc)


def _from_format(doc: BaseDocument, pattern: str) -> str:
    """`PN-{category}-{YYYY}-{####}`: the counter counts per resolved prefix."""
    parts: list[str] = []
    end = 0
    for found in _BRACES.finditer(pattern):
        parts.append(pattern[end : found.start()])
        parts.append(_part(found[1].strip(), doc, "".join(parts)))
        end = found.end()
    return "".join([*parts, pattern[end:]])


def make_autoname(key: str = "", doctype: str = "", doc: Any = "", **_options: Any) -> str:
    """The next name of a series such as `PRQ-.YYYY.-.#####`; "hash" gives a random one."""
    if key == "hash" or not key:
        return random_name()
    if "#" not in key:
        key = f"{key}.#####"
    parts: list[str] = []
    for part in key.split("."):
        parts.append(_part(part, doc or None, "".join(parts)))
    return "".join(parts)


def _part(part: str, doc: Any, prefix: str) -> str:
    if part and set(part) == {"#"}:
        return str(series.next_number(current().db, prefix)).zfill(len(part))
    moment = _moment_part(part)
    if moment is not None:
        return moment
    fieldname = part.strip("{}")
    if doc is not None and part and doc.get(fieldname) and _names_field(doc, fieldname, part):
        return cstr(doc.get(fieldname))
    return part


def _names_field(doc: Any, fieldname: str, part: str) -> bool:
    return part.startswith("{") or fieldname in doc.shape.column_set


def _moment_part(part: str) -> str | None:
    write = _MOMENT_PARTS.get(part)
    return write(now_datetime()) if write else None


def parse_naming_series(parts: str | list[str], doctype: str = "", doc: Any = None) -> str:
    """The name that the parts of a series make; a `####` part takes the next number."""
    pieces = parts.split(".") if isinstance(parts, str) else parts
    made: list[str] = []
    for part in pieces:
        made.append(_part(part, doc, "".join(made)))
    return "".join(made)


def amended_name(doc: BaseDocument) -> str:
    """`<cancelled>-1`, and `-2` for the amendment of that one."""
    source = cstr(doc.get("amended_from"))
    count = 1
    if current().db.get_value(doc.doctype, source, "amended_from"):
        source, _dash, last = source.rpartition("-")
        count = cint(last) + 1
    return f"{source}-{count}"


def validate_name(doctype: str, name: Any) -> Any:
    """The name without blanks around it. ValidationError for none, NameError for a bad one."""
    if not name:
        throw(_("No Name Specified for {0}").format(doctype))
    if isinstance(name, int):
        throw(_("Invalid name type (integer) for varchar name column"), NameError)
    name = cstr(name).strip()
    if name.startswith(f"New {doctype}"):
        throw(
            _("There were some errors setting the name, please contact the administrator"),
            NameError,
        )
    if "<" in name or ">" in name:
        throw(_("Name cannot contain special characters like {0}").format("'<', '>'"), NameError)
    if len(name) > 140:
        throw(_("A name has at most {0} characters").format(140), ValidationError)
    return name


def give_back(doc: Document) -> None:
    """When the document with the last number of a series is deleted, the number is free again."""
    rule = cstr(doc.meta.autoname)
    if not rule or rule.split(":")[0].lower() in _NEVER_REVERTED:
        return
    pattern = cstr(doc.get("naming_series")) if rule.startswith("naming_series:") else rule
    if pattern.startswith("format:") or "#" not in pattern:
        return
    prefix = parse_naming_series(pattern.rpartition(".#")[0].split("."), doc.doctype, doc)
    name = cstr(doc.get("name"))
    if name.startswith(prefix) and name[len(prefix) :].isdigit():
        series.give_back(current().db, prefix, int(name[len(prefix) :]))
