"""The pytest fixtures on a real bench: one connection to `FRAPPE_SITE`, rolled back each time.

Nothing of the host is imported here; `frappe` is the real one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest


def _frappe() -> Any:
    return import_module("frappe")


class Sites:
    """The one site that the environment names."""

    def __init__(self, root: Any, tmp_path_factory: Any, database: str) -> None:
        frappe = _frappe()
        sites = os.path.join(os.environ["FRAPPE_BENCH"], "sites")
        # Frappe finds log and asset folders relative to the folder of the sites.
        os.chdir(sites)
        frappe.init(site=os.environ["FRAPPE_SITE"], sites_path=sites)
        frappe.connect()
        frappe.flags.in_test = True

    def shared(self, names: list[str]) -> str:
        return os.environ["FRAPPE_SITE"]

    def fresh(self, names: list[str]) -> Iterator[str]:
        pytest.skip("a bench has no site for one test alone")

    def close(self) -> None:
        _frappe().destroy()


def opened(site: str) -> Iterator[str]:
    frappe = _frappe()
    frappe.set_user("Administrator")
    frappe.local.lang = "vi"
    try:
        yield site
    finally:
        frappe.set_user("Administrator")
        frappe.db.rollback()
        frappe.clear_messages()
        frappe.clear_cache()


@contextmanager
def as_user(user: str) -> Iterator[None]:
    frappe = _frappe()
    before = frappe.session.user
    frappe.set_user(user)
    try:
        yield
    finally:
        frappe.set_user(before)


def business_date() -> Iterator[Callable[[Any], None]]:
    conf = _frappe().local.conf
    before = conf.get("business_date")

    def set_to(day: Any) -> None:
        conf["business_date"] = str(day)

    try:
        yield set_to
    finally:
        conf.pop("business_date", None)
        if before is not None:
            conf["business_date"] = before


@contextmanager
def count_queries() -> Iterator[list[str]]:
    db = _frappe().db
    statements: list[str] = []
    plain = db.sql

    def recorded(query: Any, *args: Any, **kwargs: Any) -> Any:
        statements.append(str(query))
        return plain(query, *args, **kwargs)

    db.sql = recorded
    try:
        yield statements
    finally:
        db.sql = plain
