"""Documents of the probe app, on a site that is rolled back after each test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc

Make = Callable[..., Any]


@pytest.fixture
def site(either_site: Any) -> Any:
    return either_site


@pytest.fixture(autouse=True)
def _english(request: pytest.FixtureRequest) -> None:
    """The sentences are compared in their own language."""
    if "site" in request.fixturenames:
        request.getfixturevalue("site")
        current().lang = "en"


@pytest.fixture
def region(site: Any) -> str:
    return str(get_doc({"doctype": "Probe Region", "region_name": "Tây Bắc"}).insert().name)


@pytest.fixture
def make_request(site: Any) -> Make:
    """A Probe Request that is inserted, with rows (item name, quantity, rate)."""

    def make(*rows: tuple[str, float, float], **values: Any) -> Any:
        items = [{"item_name": item, "qty": qty, "rate": rate} for item, qty, rate in rows]
        return get_doc(
            {"doctype": "Probe Request", "title": "Đề nghị", "items": items, **values}
        ).insert()

    return make
