"""Which class a DocType's documents have: the controller beside its JSON, by Frappe's convention.

    <app>/<module>/doctype/<name>/<name>.py, class named like the DocType without spaces

The host's own DocTypes need no file; an app's DocType without one is an ImportError, as on a bench.
`override_doctype_class` of hooks.py puts a subclass in its place.
"""

from __future__ import annotations

from importlib import import_module, util
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, cast

from embedded_host.context import current
from embedded_host.errors import DoesNotExistError
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta, meta_exists
from embedded_host.site import HOST_APP
from embedded_host.values import scrub

if TYPE_CHECKING:
    from embedded_host.document.document import Document

DOCUMENT = "embedded_host.document.document:Document"
NESTED_SET = "embedded_host.document.nestedset:NestedSet"
HOST_PACKAGE = "embedded_host.core"


def get_controller(doctype: str) -> type[Document]:
    """The class of a DocType's documents. DoesNotExistError for an unknown DocType."""
    kept = current().site.cache("controllers")
    if doctype not in kept:
        kept[doctype] = _find(doctype)
    return cast("type[Document]", kept[doctype])


def _find(doctype: str) -> type[Document]:
    if not meta_exists(doctype):
        throw(_("DocType {0} not found").format(doctype), DoesNotExistError)
    meta = get_meta(doctype)
    overridden = current().site.hooks.get("override_doctype_class", {}).get(doctype)
    if overridden:
        return cast("type[Document]", resolve_name(overridden[-1]))
    base = cast("type[Document]", resolve_name(NESTED_SET if meta.is_tree else DOCUMENT))
    module = _module_of(doctype, meta)
    if module is None:
        return base
    found = getattr(module, doctype.replace(" ", "").replace("-", ""), None)
    if found is None:
        raise ImportError(doctype)
    return cast("type[Document]", found)


def _module_of(doctype: str, meta: Any) -> Any:
    if meta.custom:
        return None
    app, _folder = current().site.modules()[meta.module]
    package = HOST_PACKAGE if app == HOST_APP else app
    name = scrub(doctype)
    path = f"{package}.{scrub(meta.module)}.doctype.{name}.{name}"
    if app == HOST_APP and not _exists(path):
        return None
    return import_module(path)


def _exists(path: str) -> bool:
    try:
        return util.find_spec(path) is not None
    except ModuleNotFoundError:
        return False
