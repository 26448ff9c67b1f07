"""Records that are seeded once and are the users' own afterwards.

A seeded record keeps the hash of what the seed wrote. While its content still has that hash nobody
has edited it, and a newer seed may update it; else the seed leaves it alone.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import frappe
from frappe.utils import cint, flt

from thidua_khenthuong.services.server_fields import server_writes

SKIPPED = frozenset(
    {
        "seed_key",
        "seed_hash",
        "sort_key",
        "search_key",
        "lft",
        "rgt",
        "old_parent",
        "workflow_state",
    }
)
WITHOUT_VALUE = frozenset({"Section Break", "Column Break", "Tab Break", "HTML", "Button"})


class SeedOutcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited"


def write_seeded(doctype: str, seed_key: str, values: Mapping[str, Any]) -> tuple[SeedOutcome, str]:
    """Creates or updates the record seeded under `seed_key`; says what happened and its name."""
    name = frappe.db.get_value(doctype, {"seed_key": seed_key})
    if not name:
        return SeedOutcome.CREATED, created(doctype, seed_key, values)
    doc = frappe.get_doc(doctype, name)
    if content_hash(doc) != doc.seed_hash:
        return SeedOutcome.EDITED, doc.name
    doc.update(dict(values))
    if content_hash(doc) == doc.seed_hash:
        return SeedOutcome.UNCHANGED, doc.name
    with server_writes():
        doc.save(ignore_permissions=True)  # seeding is the site's own doing, not a user's
    keep_hash(doc)
    return SeedOutcome.UPDATED, doc.name


def created(doctype: str, seed_key: str, values: Mapping[str, Any]) -> str:
    doc = frappe.new_doc(doctype)
    doc.update({**values, "seed_key": seed_key})
    with server_writes():
        doc.insert(ignore_permissions=True)  # seeding is the site's own doing, not a user's
    keep_hash(doc)
    return str(doc.name)


def keep_hash(doc: Any) -> None:
    """Notes the hash of the content as the database gives it back."""
    stored = frappe.get_doc(doc.doctype, doc.name)
    stored.db_set("seed_hash", content_hash(stored), update_modified=False)


def content_hash(doc: Any) -> str:
    """The hash of everything that a user may edit in the document, child rows included."""
    text = json.dumps(content_of(doc), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(doc: Any) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for field in doc.meta.fields:
        if field.fieldname in SKIPPED or field.fieldtype in WITHOUT_VALUE:
            continue
        value = doc.get(field.fieldname)
        if field.fieldtype == "Table":
            content[field.fieldname] = [content_of(row) for row in value or ()]
        else:
            content[field.fieldname] = canonical(value, field.fieldtype)
    return content


def canonical(value: Any, fieldtype: str) -> Any:
    """The same value for what was given and for what the database gives back."""
    if fieldtype in ("Check", "Int"):
        return cint(value)
    if fieldtype in ("Float", "Currency", "Percent"):
        return flt(value)
    return "" if value is None else str(value).strip()
