"""Making and fetching documents: `get_doc`, `new_doc`, `copy_doc` and their like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document import stamps
from embedded_host.document.base import BaseDocument
from embedded_host.document.controllers import get_controller
from embedded_host.document.docstatus import DocStatus
from embedded_host.errors import DoesNotExistError
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta

if TYPE_CHECKING:
    from embedded_host.document.document import Document


def get_doc(*args: Any, **kwargs: Any) -> Any:
    """A stored document (`doctype, name`; a Single by its doctype), or a new one from values.

    `name` may be a filter; `for_update=True` takes the write lock first.
    Raises DoesNotExistError, ValueError for values without a doctype.
    """
    first = args[0] if args else kwargs
    if isinstance(first, BaseDocument):
        return first
    doctype = first if isinstance(first, str) else _doctype_in(first)
    return get_controller(doctype)(*args, **kwargs)


def _doctype_in(values: Any) -> str:
    if not isinstance(values, Mapping) or not isinstance(values.get("doctype"), str):
        raise ValueError('"doctype" is a required key')
    return str(values["doctype"])


def new_doc(
    doctype: str,
    *,
    parent_doc: BaseDocument | None = None,
    parentfield: str | None = None,
    as_dict: bool = False,
    **values: Any,
) -> Any:
    """A document that is not stored yet, with its default values."""
    doc: Any = get_controller(doctype)({**values, "doctype": doctype})
    doc.__dict__.update(__islocal=1, __unsaved=1)
    doc.__dict__["owner"] = current().user
    stamps.fill(doc)
    if parent_doc is not None:
        doc.__dict__.update(
            parent=parent_doc.get("name"),
            parenttype=parent_doc.doctype,
            parentfield=parentfield,
            parent_doc=parent_doc,
        )
    return doc.as_dict() if as_dict else doc


def get_cached_doc(*args: Any, **_kwargs: Any) -> Any:
    """A stored document, read once per request. It is shared: do not change it."""
    key = (args[0], args[1] if len(args) > 1 else args[0])
    kept = current().document_cache
    if not isinstance(key[1], str | int):
        return get_doc(*args)
    if key not in kept:
        kept[key] = get_doc(*args)
    return kept[key]


def get_cached_value(
    doctype: str, name: str, fieldname: Any = "name", as_dict: bool = False
) -> Any:
    doc = get_cached_doc(doctype, name)
    if isinstance(fieldname, str):
        return doc.get(fieldname)
    values = {name: doc.get(name) for name in fieldname}
    return values if as_dict else list(values.values())


def clear_document_cache(doctype: str, name: str | None = None) -> None:
    kept = current().document_cache
    for key in [key for key in kept if key[0] == doctype and name in (None, key[1])]:
        del kept[key]


def get_last_doc(
    doctype: str, filters: Any = None, order_by: str = "creation desc", **kwargs: Any
) -> Any:
    """The newest document that matches. DoesNotExistError where none does."""
    names = current().db.get_all(
        doctype, filters=filters, limit_page_length=1, order_by=order_by, pluck="name"
    )
    if not names:
        throw(_("{0} {1} not found").format(_(doctype), filters or ""), DoesNotExistError)
    return get_doc(doctype, names[0], **kwargs)


_NOT_COPIED = (
    *("name", "owner", "creation", "modified", "modified_by", "docstatus", "amended_from"),
    *("amendment_date", "parent", "_user_tags", "_comments", "_assign", "_liked_by", "_seen"),
    *("__islocal", "__unsaved"),
)


def copy_doc(doc: Any, ignore_no_copy: bool = True) -> Document:
    """A new, unsaved document with the values and rows of `doc`.

    Fields marked `no_copy` are left out where `ignore_no_copy` is False.
    """
    values = doc.as_dict() if isinstance(doc, BaseDocument) else dict(doc)
    fresh: Any = get_doc(_cleared(values, ignore_no_copy))
    fresh.__dict__["__islocal"] = 1
    fresh.docstatus = DocStatus(0)
    for row in fresh.get_all_children():
        row.__dict__["__islocal"] = 1
    return fresh  # type: ignore[no-any-return]


def _cleared(values: Mapping[str, Any], ignore_no_copy: bool) -> dict[str, Any]:
    meta = get_meta(values["doctype"])
    fresh = {key: value for key, value in values.items() if key not in _NOT_COPIED}
    for field in meta.fields:
        if field.no_copy and not ignore_no_copy:
            fresh.pop(field.fieldname, None)
        elif field.fieldname in fresh and field.fieldtype in ("Table", "Table MultiSelect"):
            fresh[field.fieldname] = [
                _cleared(row, ignore_no_copy) for row in fresh[field.fieldname]
            ]
    return fresh
