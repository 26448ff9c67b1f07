"""Records that come from an app's files: fixtures, reports, print formats, web forms.

They are written over what the site has, and only when something differs. Links are not checked
(a workflow may come before its states); a fixture's own `validate` runs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from embedded_host.context import current
from embedded_host.document import delete_doc, get_doc
from embedded_host.errors import ValidationError
from embedded_host.meta import get_meta
from embedded_host.setup import Report
from embedded_host.site import Site
from embedded_host.values import cast, cint

# Stamps of a row, not content.
_STAMPS = frozenset(
    (
        *("name", "owner", "creation", "modified", "modified_by", "idx", "parent", "parentfield"),
        *("parenttype", "doctype", "docstatus"),
    )
)


def sync_fixtures(site: Site, app: str, report: Report) -> None:
    """Import `fixtures/*.json` of an app; sub-folders are not looked at."""
    for path in sorted((site.app_path(app) / "fixtures").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        rows = [content] if isinstance(content, dict) else content
        changed = sum(import_record(row) for row in rows)
        report(f"fixture {app}/{path.name}: {changed} of {len(rows)} written")


def import_record(row: dict[str, Any], validate: bool = True) -> bool:
    """Write one record with its children; False where the site has it already as it is."""
    doctype, name = row.get("doctype"), row.get("name")
    if not doctype:
        raise ValidationError(f"A record without a doctype: {json.dumps(row)[:200]}")
    here = current()
    if name and here.db.exists(doctype, name):
        if _same(get_doc(doctype, name), row):
            return False
        delete_doc(doctype, name, force=True, ignore_permissions=True, for_reload=True)
    doc = get_doc(dict(row))
    doc.flags.ignore_links = True
    doc.flags.ignore_validate = not validate
    before = here.flags.in_import
    here.flags.in_import = True
    try:
        doc.insert(ignore_permissions=True, ignore_mandatory=not validate, set_name=name)
    finally:
        here.flags.in_import = before
    return True


def _same(doc: Any, row: dict[str, Any]) -> bool:
    """Whether the stored document says what the record says; imports set no defaults."""
    if cint(doc.docstatus) != cint(row.get("docstatus")):
        return False
    for field in get_meta(doc.doctype).fields:
        if field.fieldname in _STAMPS or field.fieldname is None:
            continue
        stored = doc.get(field.fieldname)
        if field.fieldtype in ("Table", "Table MultiSelect"):
            wanted = row.get(field.fieldname) or []
            if len(stored or []) != len(wanted) or not all(map(_same, stored or [], wanted)):
                return False
        elif field.fieldtype != "Password" and not _equal(field, stored, row):
            return False
    return True


def _equal(field: Any, stored: Any, row: dict[str, Any]) -> bool:
    wanted = row.get(field.fieldname)
    return bool(cast(field.fieldtype, stored) == cast(field.fieldtype, wanted))


def export_fixtures(site: Site, app: str) -> list[Path]:
    """Write what the hook `fixtures` of an app names into `fixtures/<doctype>.json`."""
    folder = site.app_path(app) / "fixtures"
    folder.mkdir(exist_ok=True)
    written = []
    for entry in site.hooks.get("fixtures", app=app):
        wanted = {"dt": entry} if isinstance(entry, str) else entry
        doctype = wanted.get("dt") or wanted.get("doctype")
        names = current().db.get_all(
            doctype,
            filters=wanted.get("filters"),
            or_filters=wanted.get("or_filters"),
            order_by="idx asc, creation asc",
            pluck="name",
        )
        stem = "_".join(str(part) for part in (wanted.get("prefix"), doctype) if part)
        path = folder / f"{stem.lower().replace(' ', '_')}.json"
        records = [_exported(get_doc(doctype, name)) for name in names]
        path.write_text(
            json.dumps(records, indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n",
            encoding="utf-8",
        )
        written.append(path)
    return written


def _exported(doc: Any) -> dict[str, Any]:
    record: dict[str, Any] = doc.as_dict()
    dropped = ("owner", "creation", "modified_by", "idx")
    for key in dropped:
        record.pop(key, None)
    for value in record.values():
        for child in value if isinstance(value, list) else ():
            for key in (*dropped, "name", "modified", "docstatus"):
                child.pop(key, None)
    return record
