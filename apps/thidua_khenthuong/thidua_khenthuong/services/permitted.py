"""Documents for a door: fetched once, permission first."""

from collections.abc import Iterable
from typing import Any

import frappe


def permitted(doctype: str, name: str, right: str = "write") -> Any:
    """The document, if the caller may do `right` with it.

    Raises `frappe.DoesNotExistError` (404) and `frappe.PermissionError` (403).
    """
    doc = frappe.get_doc(doctype, name)
    doc.check_permission(right)
    return doc


def all_permitted(doctype: str, names: Iterable[str], right: str = "write") -> list[Any]:
    return [permitted(doctype, name, right) for name in names]
