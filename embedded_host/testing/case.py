"""`frappe.tests.utils`: the base class of an app's unittest cases."""

from __future__ import annotations

import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.facade.functions import set_user


class FrappeTestCase(unittest.TestCase):
    """Runs as Administrator on the open site; what a class wrote is rolled back at its end."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        here = current()
        here.flags.in_test = True
        here.db.commit()
        cls.addClassCleanup(here.db.rollback)

    def setUp(self) -> None:
        super().setUp()
        self.addCleanup(set_user, current().user)

    def assertDocumentEqual(self, expected: Any, actual: Any) -> None:
        """Every key of `expected` has the same value in `actual`."""
        for key, value in (expected if isinstance(expected, dict) else expected.as_dict()).items():
            self.assertEqual(value, actual.get(key), key)

    @contextmanager
    def set_user(self, user: str) -> Iterator[None]:
        before = current().user
        set_user(user)
        try:
            yield
        finally:
            set_user(before)


@contextmanager
def change_settings(
    doctype: str, settings_dict: dict[str, Any] | None = None, **settings: Any
) -> Iterator[None]:
    """Set fields of a single DocType, and put them back."""
    wanted = {**(settings_dict or {}), **settings}
    document = get_doc(doctype)
    before = {key: document.get(key) for key in wanted}
    document.update(wanted).save(ignore_permissions=True)
    try:
        yield
    finally:
        get_doc(doctype).update(before).save(ignore_permissions=True)
