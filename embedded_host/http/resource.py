"""`/api/resource/<DocType>[/<name>]`: documents over REST (CONTRACT §3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embedded_host.context import Context
from embedded_host.document import delete_doc, get_doc
from embedded_host.errors import BadRequest, NotSupportedByHost, PermissionError, ValidationError
from embedded_host.features.parameters import parsed
from embedded_host.http import client
from embedded_host.http.methods import run_on_document


def list_documents(context: Context, doctype: str) -> Any:
    given = context.form_dict
    if given.get("expand"):
        raise NotSupportedByHost("expand")
    return client.get_list(
        doctype,
        fields=given.get("fields"),
        filters=given.get("filters"),
        or_filters=given.get("or_filters"),
        group_by=given.get("group_by"),
        order_by=given.get("order_by"),
        limit_start=given.get("limit_start"),
        limit_page_length=given.get("limit", given.get("limit_page_length", client.DEFAULT_PAGE)),
        parent=given.get("parent"),
        as_dict=given.get("as_dict", True),
    )


def create_document(context: Context, doctype: str) -> Any:
    values = _values(context)
    return client.visible(get_doc({**values, "doctype": doctype}).insert())


def read_document(context: Context, doctype: str, name: str) -> Any:
    doc = get_doc(doctype, name)
    if not doc.has_permission("read"):
        raise PermissionError
    return client.visible(doc)


def update_document(context: Context, doctype: str, name: str) -> Any:
    doc = get_doc(doctype, name, for_update=True)
    doc.update(_values(context))
    doc.save()
    return client.visible(doc)


def delete_document(context: Context, doctype: str, name: str) -> Any:
    delete_doc(doctype, name, ignore_missing=False)
    context.response.http_status_code = 202
    return "ok"


def run_document_method(context: Context, doctype: str, name: str) -> Any:
    """`run_method` of the query or the form; the other parameters are its arguments."""
    arguments = dict(context.form_dict)
    method = arguments.pop("run_method", None)
    if not method:
        raise ValidationError("Parameter run_method is missing")
    return run_on_document(get_doc(doctype, name), str(method), arguments)


def _values(context: Context) -> dict[str, Any]:
    """The document as sent: the JSON body, or JSON text in the parameter `data`."""
    given = context.form_dict
    values = parsed(given.data, "data") if given.get("data") else dict(given)
    if not isinstance(values, dict):
        raise BadRequest("A document must be a JSON object")
    for key in ("flags", "cmd", "_lang"):
        values.pop(key, None)
    return values


OF_DOCTYPE: dict[str, Callable[[Context, str], Any]] = {
    "GET": list_documents,
    "POST": create_document,
}
OF_DOCUMENT: dict[str, Callable[[Context, str, str], Any]] = {
    "GET": read_document,
    "PUT": update_document,
    "DELETE": delete_document,
    "POST": run_document_method,
}
