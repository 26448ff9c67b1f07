"""The few calls of Frappe's Desk that a frontend makes: metas, translations, a sign of life."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.errors import PermissionError
from embedded_host.features.translation import dictionary
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta
from embedded_host.permissions import has_permission

# What a form or a list needs of a DocType, and of each of its fields.
META_KEYS = (
    *("name", "module", "issingle", "istable", "is_tree", "is_submittable", "track_changes"),
    *("autoname", "naming_rule", "title_field", "sort_field", "sort_order", "max_attachments"),
    *("image_field", "allow_rename", "show_title_field_in_link", "modified", "nsm_parent_field"),
    *("quick_entry", "editable_grid", "description"),
)


def ping() -> str:
    return "pong"


def getdoctype(doctype: str, with_parent: Any = False, cached_timestamp: Any = None) -> None:
    """`docs`: the meta of the DocType and of its child tables, without Desk's scripts."""
    if not any(has_permission(doctype, right) for right in ("read", "select", "create")):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    meta = get_meta(doctype)
    children = [get_meta(field.options) for field in meta.get_table_fields()]
    current().response.docs.extend(_as_document(one) for one in (meta, *children))


def _as_document(meta: Any) -> dict[str, Any]:
    return {
        "doctype": "DocType",
        **{key: getattr(meta, key, None) for key in META_KEYS},
        "search_fields": ",".join(meta.search_fields or ()),
        "fields": [{"doctype": "DocField", **field} for field in meta.fields],
        "permissions": [{"doctype": "DocPerm", **rule} for rule in meta.permissions],
    }


def get_app_translations() -> dict[str, str]:
    """Every translation into the reply's language."""
    here = current()
    return dict(dictionary(here.site, here.lang))
