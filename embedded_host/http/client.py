"""`frappe.client.*`: documents over method calls, each with its permission.

Where Frappe 15 leaks, this host does not (docs/host-differences.md): counts need the right to
read, and replies to a write leave out the fields that the caller may not read.
"""

from __future__ import annotations

import traceback
from typing import Any

from embedded_host.context import current
from embedded_host.db.query import get_list as query_list
from embedded_host.document import delete_doc, get_doc
from embedded_host.document import rename_doc as rename
from embedded_host.errors import PermissionError, ValidationError
from embedded_host.features import files
from embedded_host.features.parameters import parsed, parsed_if_json
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta
from embedded_host.meta.field_types import CHILD_COLUMNS, STANDARD_COLUMNS
from embedded_host.permissions import get_doc_permissions as permissions_of
from embedded_host.permissions import has_permission as is_permitted
from embedded_host.values import cint, sbool

DEFAULT_PAGE = 20
MOST_DOCUMENTS = 200
STANDARD_FIELDS = frozenset(("doctype", *STANDARD_COLUMNS, *CHILD_COLUMNS))


def get_list(
    doctype: str,
    fields: Any = None,
    filters: Any = None,
    group_by: str | None = None,
    order_by: str | None = None,
    limit_start: Any = None,
    limit_page_length: Any = DEFAULT_PAGE,
    parent: str | None = None,
    debug: Any = False,
    as_dict: Any = True,
    or_filters: Any = None,
    expand: Any = None,
) -> list[Any]:
    """Rows that the caller may read: `name` alone and 20 rows where nothing else is asked."""
    rows: list[Any] = query_list(
        doctype,
        fields=parsed_if_json(fields, "fields") or ["name"],
        filters=_filters(filters),
        or_filters=parsed_if_json(or_filters, "or_filters"),
        group_by=group_by,
        order_by=order_by,
        limit_start=cint(limit_start),
        limit_page_length=_page_length(limit_page_length),
        parent_doctype=parent,
        as_list=not sbool(as_dict),
    )
    return rows


def _page_length(value: Any) -> int | None:
    """Rows a page; None (all of them) for 0, "0" and "None"."""
    return cint(value) or None


def _filters(value: Any) -> Any:
    found = parsed_if_json(value, "filters")
    return {"name": found} if isinstance(found, str) and found else found


def get_count(doctype: str, filters: Any = None, debug: Any = False, cache: Any = False) -> int:
    """How many documents the caller may read."""
    rows = query_list(
        doctype,
        fields=["count(name) as total"],
        filters=_filters(filters),
        order_by=None,
        limit_page_length=None,
    )
    return cint(rows[0].total) if rows else 0


def get(doctype: str, name: Any = None, filters: Any = None, parent: str | None = None) -> Any:
    """One document with its null values: by name, by filters, or the only one of a Single."""
    if name not in (None, ""):
        doc = get_doc(doctype, name)
    elif filters not in (None, ""):
        doc = get_doc(doctype, parsed_if_json(filters, "filters"))
    else:
        doc = get_doc(doctype, doctype)
    doc.check_permission("read")
    return visible(doc).as_dict()


def visible(doc: Any) -> Any:
    """The document without the fields whose permlevel the caller may not read."""
    doc.apply_fieldlevel_read_permissions()
    return doc


def get_value(
    doctype: str,
    fieldname: Any,
    filters: Any = None,
    as_dict: Any = True,
    debug: Any = False,
    parent: str | None = None,
) -> Any:
    """One value, or several of one document; {} where no document fits."""
    if not is_permitted(doctype, "read", parent_doctype=parent):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    fields = parsed_if_json(fieldname, "fieldname")
    fields = [fields] if isinstance(fields, str) else fields
    if get_meta(doctype).issingle:
        found = current().db.get_value(doctype, None, fields, as_dict=True)
        rows = [found] if found else []
    else:
        rows = query_list(
            doctype,
            fields=fields,
            filters=_filters(filters) or None,
            order_by=None,
            limit_page_length=1,
            parent_doctype=parent,
        )
    if sbool(as_dict):
        return rows[0] if rows else {}
    values = [rows[0].get(field) for field in fields] if rows else None
    return values if values is None or len(fields) > 1 else values[0]


def get_single_value(doctype: str, field: str) -> Any:
    if not is_permitted(doctype, "read"):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    return current().db.get_single_value(doctype, field)


def set_value(doctype: str, name: Any, fieldname: Any, value: Any = None) -> Any:
    """Load, change and save one document (the parent, for a row of a child table)."""
    values = parsed_if_json(fieldname, "fieldname")
    values = values if isinstance(values, dict) else {str(values): "" if value is None else value}
    if STANDARD_FIELDS & set(values):
        throw(_("Cannot edit standard fields"), ValidationError)
    if get_meta(doctype).istable:
        doc = _parent_with(doctype, name, values)
    else:
        doc = get_doc(doctype, name)
        doc.update(values)
    doc.save()
    return visible(doc).as_dict()


def _parent_with(doctype: str, name: str, values: dict[str, Any]) -> Any:
    where = current().db.get_value(doctype, name, ["parenttype", "parent"], as_dict=True)
    if not where:
        get_doc(doctype, name)  # says which row is missing
    doc = get_doc(where.parenttype, where.parent)
    for row in doc.get_all_children(doctype):
        if row.name == name:
            row.update(values)
    return doc


def insert(doc: Any = None) -> Any:
    return visible(_insert(_document(doc))).as_dict()


def insert_many(docs: Any = None) -> list[str]:
    given = parsed(docs, "docs")
    if len(given) > MOST_DOCUMENTS:
        throw(_("Only {0} inserts allowed in one request").format(MOST_DOCUMENTS), ValidationError)
    return [_insert(_document(one)).name for one in given]


def _insert(values: dict[str, Any]) -> Any:
    if get_meta(values.get("doctype", "")).istable:
        parent = get_doc(values.get("parenttype"), values.get("parent"))
        parent.append(values.get("parentfield"), values)
        parent.save()
        return parent
    return get_doc(values).insert()


def _document(doc: Any) -> dict[str, Any]:
    values = parsed(doc, "doc")
    if not isinstance(values, dict) or not values.get("doctype"):
        throw(_("Parameter {0} must be a document with a doctype").format("doc"), ValidationError)
    values.pop("flags", None)
    return dict(values)


def save(doc: Any) -> Any:
    stored = get_doc(_document(doc))
    stored.save()
    return visible(stored).as_dict()


def rename_doc(doctype: str, old_name: str, new_name: str, merge: Any = False) -> str:
    return str(rename(doctype, old_name, new_name, merge=bool(sbool(merge))))


def submit(doc: Any) -> Any:
    stored = get_doc(_document(doc))
    stored.submit()
    return visible(stored).as_dict()


def cancel(doctype: str, name: str) -> Any:
    stored = get_doc(doctype, name)
    stored.cancel()
    return visible(stored).as_dict()


def delete(doctype: str, name: Any) -> None:
    delete_doc(doctype, name, ignore_missing=False)


def bulk_update(docs: Any) -> dict[str, Any]:
    """Save many documents; one that fails leaves the others and is told in `failed_docs`."""
    failed = []
    for values in parsed(docs, "docs"):
        changes = {key: value for key, value in values.items() if key not in STANDARD_FIELDS}
        changes.pop("docname", None)
        db = current().db
        db.savepoint("bulk_update")
        try:
            doc = get_doc(values["doctype"], values["docname"])
            doc.update(changes)
            doc.save()
        except Exception as problem:
            db.rollback(save_point="bulk_update")
            told = "".join(traceback.format_exception_only(problem))
            failed.append({"doc": values, "exc": told})
    return {"failed_docs": failed}


def has_permission(doctype: str, docname: Any, perm_type: str = "read") -> dict[str, bool]:
    allowed = is_permitted(doctype, perm_type.lower(), doc=docname)
    return {"has_permission": bool(allowed)}


def get_doc_permissions(doctype: str, docname: Any) -> dict[str, Any]:
    return {"permissions": permissions_of(get_doc(doctype, docname))}


def validate_link(doctype: str, docname: Any, fields: Any = None) -> dict[str, Any]:
    """The name as it is stored and the asked fields; {"name": None} where there is none."""
    if not (is_permitted(doctype, "select") or is_permitted(doctype, "read")):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    db = current().db
    found: dict[str, Any] = {"name": db.get_value(doctype, docname, "name")}
    asked = parsed_if_json(fields, "fields") if found["name"] else None
    if asked:
        found.update(get_value(doctype, asked, found["name"]))
    return found


def is_document_amended(doctype: str, docname: str) -> Any:
    if not is_permitted(doctype, "read", doc=docname):
        throw(_("No permission for {0}").format(_(doctype)), PermissionError)
    if not get_meta(doctype).has_field("amended_from"):
        return False
    return current().db.get_value(doctype, {"amended_from": docname}, "name") or False


def attach_file(
    filename: str,
    filedata: str,
    doctype: str,
    docname: str,
    folder: str | None = None,
    decode_base64: Any = False,
    is_private: Any = 1,
    docfield: str | None = None,
) -> Any:
    """Keep content sent in a parameter as a File, and set the document's Attach field."""
    doc = get_doc(doctype, docname)
    doc.check_permission("write")
    kept = files.save_file(
        filename,
        filedata,
        doctype,
        docname,
        folder,
        decode=bool(sbool(decode_base64)),
        is_private=cint(is_private),
        df=docfield,
    )
    if docfield:
        doc.set(docfield, kept.file_url)
        doc.save()
    return kept
