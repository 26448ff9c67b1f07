"""A site with the recorded app and as many of its documents as a measurement needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from embedded_host.document import get_doc
from embedded_host.features.users import generate_keys
from embedded_host.site import Site
from embedded_host.testing import on_host

REGIONS = ("North", "South", "East")
FIRST_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - a site's times carry no zone
USERS = {"free": ["Probe User"], "scoped": ["Probe User"], "manager": ["Probe Manager"]}
PROBE_APP = Path(__file__).parent.parent / "tests" / "conformance" / "probe_app"


def make_site(root: Path, name: str) -> tuple[Site, dict[str, str]]:
    """The site, and one `Authorization` value a user: free, scoped to one region, manager."""
    bench = on_host.make_bench(root, {"probe_app": PROBE_APP})
    site = on_host.make_site(bench, name, ["probe_app"], {})
    with site.open() as context:
        for region in REGIONS:
            get_doc({"doctype": "Probe Region", "region_name": region}).insert()
        tokens = {user: _user(user, roles) for user, roles in USERS.items()}
        values = {"user": _address("scoped"), "allow": "Probe Region", "for_value": "North"}
        get_doc({"doctype": "User Permission", **values, "apply_to_all_doctypes": 1}).insert()
        context.db.commit()
    return site, tokens


def fill(site: Site, first: int, count: int) -> None:
    """Add documents `first`… to the table at once, as an import of old data would leave them."""
    fields = "name owner creation modified modified_by docstatus idx naming_series title status"
    columns = [*fields.split(), "priority", "posting_date", "qty", "amount", "region"]
    with site.open() as context:
        context.db.bulk_insert("Probe Request", columns, _rows(first, count))
        context.db.commit()


def _rows(first: int, count: int) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(first, first + count):
        moment = FIRST_DAY + timedelta(seconds=number)
        status = ("Open", "Closed")[number % 2]
        rows.append(
            (
                f"OLD-{number:06d}",
                "Administrator",
                moment,
                moment,
                "Administrator",
                0,
                0,
                "PRQ-.YYYY.-.#####",
                f"Yêu cầu số {number}",
                status,
                "Medium",
                moment.date(),
                number % 7,
                float(number % 1000),
                REGIONS[number % 3],
            )
        )
    return rows


def _address(user: str) -> str:
    return f"{user}@probe.test"


def _user(user: str, roles: list[str]) -> str:
    get_doc(
        {
            "doctype": "User",
            "email": _address(user),
            "first_name": user,
            "send_welcome_email": 0,
            "roles": [{"role": role} for role in roles],
        }
    ).insert()
    keys = generate_keys(_address(user))
    return f"token {keys['api_key']}:{keys['api_secret']}"
