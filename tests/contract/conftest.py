"""Contract tests read the app's files; few of them need a site."""

from __future__ import annotations

from frappe_ready import frappe

assert frappe is not None
