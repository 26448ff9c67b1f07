"""Stamps by which what was read from records is known to be still true."""

from collections.abc import Mapping
from typing import Any

import frappe


def records_stamp(doctype: str, filters: Mapping[str, Any] | None = None) -> str:
    """Changes whenever one of these records is written, added or removed."""
    rows = frappe.get_all(doctype, filters=dict(filters or {}), pluck="modified")
    return f"{len(rows)} {max(map(str, rows), default='')}"
