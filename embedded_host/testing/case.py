"""`frappe.tests.utils`: the base class of an app's unittest cases."""

from __future__ import annotations

import unittest

from embedded_host.context import current
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
