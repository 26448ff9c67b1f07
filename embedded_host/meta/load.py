"""Finding and reading DocTypes: `<app>/<module>/doctype/<name>/<name>.json` of installed apps,
with Custom Fields and Property Setters of the site on top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.errors import DoesNotExistError, ValidationError
from embedded_host.messages import _, throw
from embedded_host.meta.field_types import FIELD_TYPES
from embedded_host.meta.meta import DocField, DocPerm, Meta
from embedded_host.meta.overlay import with_custom_fields, with_property_setters
from embedded_host.site import read_json
from embedded_host.values import scrub

if TYPE_CHECKING:
    from embedded_host.site import Site


NAME_LENGTH = 140


def get_meta(doctype: str, cached: bool = True) -> Meta:
    """The DocType of that name. Raises DoesNotExistError for an unknown one."""
    site = current().site
    # Held while reading: what another thread's change made stale meanwhile is not kept.
    metas = site.metas
    meta: Meta | None = metas.get(doctype) if cached else None
    if meta is None:
        meta = _load(site, doctype)
        metas[doctype] = meta
    return meta


def meta_exists(doctype: str) -> bool:
    """Whether an installed app has a DocType of that name."""
    site = current().site
    return doctype in site.metas or _file_of(site, doctype) is not None


def is_single(doctype: str) -> bool:
    return meta_exists(doctype) and bool(get_meta(doctype).issingle)


def all_doctypes(app: str | None = None, module: str | None = None) -> list[str]:
    """The names of the DocTypes of all installed apps (or of one app, or module), in the order of
    apps, `modules.txt` and folders."""
    names = []
    for owner, name, folder in _modules(current().site):
        if app in (None, owner) and module in (None, name):
            for path in doctype_files(folder):
                names.append(str(_read(current().site, path)["name"]))
    return names


def doctype_files(module_folder: Path) -> list[Path]:
    """The DocType files of one module, sorted by name."""
    found = (path / f"{path.name}.json" for path in sorted((module_folder / "doctype").glob("*/")))
    return [path for path in found if path.is_file()]


def _modules(site: Site) -> Iterator[tuple[str, str, Path]]:
    for module, (app, folder) in site.modules().items():
        yield app, module, folder


def _file_of(site: Site, doctype: str) -> tuple[str, Path] | None:
    if not isinstance(doctype, str) or not doctype or "/" in doctype or "." in doctype:
        return None
    if len(doctype) > NAME_LENGTH:
        return None
    folder_name = scrub(doctype)
    for app, _module, folder in _modules(site):
        path = folder / "doctype" / folder_name / f"{folder_name}.json"
        if path.is_file() and _read(site, path).get("name") == doctype:
            return app, path
    return None


def _read(site: Site, path: Path) -> dict[str, Any]:
    content: dict[str, Any] = site.content(path, read_json)
    return content


def _load(site: Site, doctype: str) -> Meta:
    found = _file_of(site, doctype)
    if found is None:
        throw(_("{0} {1} not found").format("DocType", doctype), DoesNotExistError)
    app, path = found
    content = _read(site, path)
    fields = [DocField(row) for row in _ordered(content)]
    permissions = [
        DocPerm(row, idx=position, doctype="DocPerm", parent=doctype)
        for position, row in enumerate(content.get("permissions") or [], start=1)
    ]
    skipped = ("fields", "permissions", "field_order", "actions", "links", "states")
    properties = {key: value for key, value in content.items() if key not in skipped}
    fields = with_custom_fields(doctype, fields)
    with_property_setters(doctype, properties, fields)
    for position, field in enumerate(fields, start=1):
        if field.fieldtype not in FIELD_TYPES:
            raise ValidationError(
                f"{doctype}: {field.fieldname} has the unknown field type {field.fieldtype!r}"
            )
        field.update(idx=position, doctype="DocField", parent=doctype)
    return Meta(properties, fields, permissions, app)


def _ordered(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields in the order of `field_order`, which wins over the order of the rows."""
    rows: list[dict[str, Any]] = content.get("fields") or []
    order = {name: position for position, name in enumerate(content.get("field_order") or [])}
    if not order:
        return rows
    return sorted(rows, key=lambda row: order.get(row["fieldname"], len(order)))
