"""The standard files of an app: `<app>/<module>/<kind>/<name>/<name>.json`.

DocTypes are brought up to date when their file's content changed. Reports, print formats and web
forms are records, imported when the file's `modified` is newer. Files of other kinds belong to
Desk and are left alone (`bench-lite doctor` lists them).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from embedded_host.context import current
from embedded_host.db import schema
from embedded_host.errors import ValidationError
from embedded_host.setup import Report
from embedded_host.setup.records import import_record
from embedded_host.site import Site
from embedded_host.values import _dict, cint, get_datetime, now, scrub

RECORDS = ("report", "print_format", "web_form")
OF_DESK = (
    *("page", "dashboard", "dashboard_chart", "number_card", "workspace", "notification"),
    *("form_tour", "onboarding_step", "module_onboarding", "client_script", "server_script"),
    *("print_style", "web_page", "web_template", "dashboard_chart_source"),
)


def files_of(site: Site, app: str, kind: str) -> list[Path]:
    """The files of one kind, module by module."""
    folders = [folder for owner, folder in site.modules().values() if owner == app]
    return [
        path
        for folder in folders
        for path in sorted((folder / kind).glob("*/*.json"))
        if path.stem == path.parent.name
    ]


def sync_app(site: Site, app: str, report: Report) -> None:
    """Bring the DocTypes and the standard records of one app up to date."""
    changed = _changed_doctypes(site, app)
    if changed:
        refresh(site)
    for path in changed:
        schema.sync(site, _name_in(path))
    for path in changed:
        _note_doctype(app, path)
        report(f"DocType {app}/{path.stem}")
    _sync_modules(site, app)
    for path in changed:
        _make_roles(path)
    if changed:
        refresh(site)
    for kind in RECORDS:
        for path in files_of(site, app, kind):
            if _sync_record(path):
                report(f"{kind} {app}/{path.stem}")
    current().db.commit()


def reload_doc(module: str, dt: str, dn: str, *_args: Any, **_kwargs: Any) -> None:
    """`frappe.reload_doc`, for patches that need one file's present state before the rest.

    Raises ValidationError for a file that there is not.
    """
    site = current().site
    for name, (app, folder) in site.modules().items():
        path = folder / scrub(dt) / scrub(dn) / f"{scrub(dn)}.json"
        if scrub(name) == scrub(module) and path.is_file():
            if scrub(dt) != "doctype":
                import_record(json.loads(path.read_text(encoding="utf-8")), validate=False)
                return
            refresh(site)
            schema.sync(site, _name_in(path))
            _note_doctype(app, path)
            _make_roles(path)
            refresh(site)
            return
    raise ValidationError(f"{module}: there is no {dt} {dn}")


def refresh(site: Site) -> None:
    """Let this process and every other one read the site's DocTypes and settings again."""
    here = current()
    here.db.raise_generation()
    here.db.commit()
    here.document_cache.clear()
    here.caches.clear()


def _sync_modules(site: Site, app: str) -> None:
    for module, (owner, _folder) in site.modules().items():
        if owner == app and not current().db.exists("Module Def", module):
            import_record(
                {
                    "doctype": "Module Def",
                    "name": module,
                    "module_name": module,
                    "app_name": app,
                }
            )


def _name_in(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["name"])


# What a DocType's row in the table of DocTypes says of it.
_FLAGS = ("issingle", "istable", "is_tree", "is_submittable", "is_virtual", "track_changes")
_TEXTS = (
    *("module", "autoname", "naming_rule", "title_field", "search_fields", "sort_field"),
    *("sort_order", "description"),
)


def _changed_doctypes(site: Site, app: str) -> list[Path]:
    """The files whose content is not what the site was last brought up to date with."""
    known: dict[str, str] = {}
    if current().db.table_exists("DocType"):
        rows = current().db.get_all("DocType", fields=["name", "migration_hash"])
        known = {row.name: row.migration_hash for row in rows}
    return [
        path
        for path in files_of(site, app, "doctype")
        if known.get(_name_in(path)) != _digest(path)
    ]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:32]


def _note_doctype(app: str, path: Path) -> None:
    """Write the DocType's row in the table of DocTypes, with the digest of its file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    db, stamp = current().db, now()
    row: dict[str, Any] = {flag: cint(data.get(flag)) for flag in _FLAGS}
    row.update({key: data.get(key) for key in _TEXTS})
    row.update(app=app, migration_hash=_digest(path), custom=0, modified=stamp)
    row["modified_by"] = "Administrator"
    if not db.update_row("DocType", data["name"], row):
        row.update(name=data["name"], creation=stamp, owner="Administrator", docstatus=0, idx=0)
        db.insert_row("DocType", row)


def _make_roles(path: Path) -> None:
    """Roles that a DocType's permissions name exist before any fixture."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for role in dict.fromkeys(rule["role"] for rule in data.get("permissions", ())):
        if not current().db.exists("Role", role):
            import_record({"doctype": "Role", "name": role, "role_name": role, "desk_access": 1})


def _sync_record(path: Path) -> bool:
    record = _dict(json.loads(path.read_text(encoding="utf-8")))
    stored = current().db.get_value(record.doctype, record.name, "modified")
    file_stamp = get_datetime(record.modified or "2000-01-01")
    known = get_datetime(stored) if stored else None
    if known and file_stamp and file_stamp <= known:
        return False
    return import_record(record, validate=False)


def remove_orphans(site: Site, report: Report) -> None:
    """Forget DocTypes whose file is gone; their tables stay."""
    here = current()
    names = {
        _name_in(path) for app in site.installed_apps() for path in files_of(site, app, "doctype")
    }
    for name in here.db.get_all("DocType", filters={"custom": 0}, pluck="name"):
        if name not in names:
            here.db.delete_rows("DocType", {"name": name})
            report(f"DocType {name} has no file any more; its table stays")


def left_alone(site: Site, app: str) -> list[str]:
    """Standard files that this host does not use, as "kind/name"."""
    return [f"{kind}/{path.stem}" for kind in OF_DESK for path in files_of(site, app, kind)]
