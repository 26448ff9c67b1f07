"""The host's own tests run on a site with the probe app."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def site_apps() -> list[str]:
    return ["probe_app"]
