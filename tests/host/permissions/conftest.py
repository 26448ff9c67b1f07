"""Users of the probe app, each with one role, on a site that is rolled back after each test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc

ROLES = {
    "u1@example.com": ["Probe User"],
    "u2@example.com": ["Probe User"],
    "rd@example.com": ["Probe Reader"],
    "mgr@example.com": ["Probe Manager"],
    "sm@example.com": ["Probe Manager", "System Manager"],
}
Restrict = Callable[..., None]


@pytest.fixture
def site(either_site: Any) -> Any:
    return either_site


@pytest.fixture
def users(site: Any) -> None:
    current().lang = "en"
    for email, roles in ROLES.items():
        get_doc(
            {
                "doctype": "User",
                "email": email,
                "first_name": email[:2],
                "user_type": "System User",
                "roles": [{"role": role} for role in roles],
            }
        ).insert()


@pytest.fixture
def regions(site: Any) -> None:
    for name in ("North", "South"):
        get_doc({"doctype": "Probe Region", "region_name": name}).insert()


@pytest.fixture
def restrict(users: None) -> Restrict:
    """Keep u1 to a document: `restrict("Probe Region", "North", is_default=1)`."""

    def make(allow: str, value: str, **more: Any) -> None:
        get_doc(
            {
                "doctype": "User Permission",
                "user": "u1@example.com",
                "allow": allow,
                "for_value": value,
                **more,
            }
        ).insert()

    return make
