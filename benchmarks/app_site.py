"""A site with the app, a province of 10,000 units and 100,000 nominations, and a user a level."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from embedded_host.document import get_doc
from embedded_host.features.users import generate_keys
from embedded_host.site import Site
from embedded_host.testing import on_host

APP = Path(__file__).parent.parent / "apps" / "thidua_khenthuong"
FIRST_DAY = datetime(2023, 1, 1)  # noqa: DTZ001 - a site's times carry no zone
DISTRICTS = 20
COMMUNES = 499
UNIT = "Administrative Unit"
NOMINATION = "Award Nomination"
STATUSES = ("Submitted", "Received", "Draft", "Approved")
BOOKKEEPING = ("owner", "creation", "modified", "modified_by", "docstatus", "idx")

#: Level → the unit that its user works for.
PLACES = {"commune": "speed-007-123", "district": "speed-007", "province": "speed"}


def make_site(root: Path, name: str) -> tuple[Site, dict[str, str]]:
    """The site, and one `Authorization` value a level."""
    bench = on_host.make_bench(root, {"thidua_khenthuong": APP})
    site = on_host.make_site(bench, name, ["thidua_khenthuong"], {})
    with site.open() as context:
        first = int(context.db.get_value(UNIT, {}, "max(rgt) as last") or 0) + 1
        context.db.bulk_insert(UNIT, list(_UNIT_FIELDS), _units(first))
        context.db.bulk_insert(NOMINATION, list(_NOMINATION_FIELDS), _nominations(100_000))
        tokens = {level: _user(level, unit) for level, unit in PLACES.items()}
        context.db.commit()
    return site, tokens


_UNIT_FIELDS = (
    *("name", *BOOKKEEPING),
    *("unit_name", "kind", "parent_administrative_unit", "is_group", "lft", "rgt", "sort_key"),
)
_NOMINATION_FIELDS = (
    *("name", *BOOKKEEPING),
    *("dossier", "campaign", "award_form", "unit", "receiving_unit", "status"),
    *("display_name", "subject_kind", "sort_key", "search_key"),
)


def _stamps(number: int) -> tuple[Any, ...]:
    moment = FIRST_DAY + timedelta(seconds=number)
    return ("Administrator", moment, moment, "Administrator", 0, 0)


def _units(first: int) -> list[tuple[Any, ...]]:
    width = 2 * COMMUNES + 2
    last = first + DISTRICTS * width + 1
    rows = [_unit("speed", "Tỉnh đo", "Province", None, first, last)]
    for district in range(DISTRICTS):
        left = first + 1 + district * width
        name = f"speed-{district:03d}"
        title = f"Huyện {district}"
        rows.append(_unit(name, title, "District", "speed", left, left + width - 1))
        rows += [
            _unit(f"{name}-{n:03d}", f"Xã {n}", "Commune", name, left + 1 + 2 * n, left + 2 + 2 * n)
            for n in range(COMMUNES)
        ]
    return rows


def _unit(name: str, title: str, kind: str, parent: str | None, left: int, right: int) -> Any:
    is_group = int(right - left > 1)
    return (name, *_stamps(left), title, kind, parent, is_group, left, right, title.casefold())


def _nominations(count: int) -> list[tuple[Any, ...]]:
    rows = []
    chance = random.Random(2023)
    for number in range(count):
        unit = f"speed-{number % DISTRICTS:03d}-{number // DISTRICTS % COMMUNES:03d}"
        title = f"Nguyễn Văn {number}"
        status = chance.choice(STATUSES)
        place = (f"SPEED-{number // 10}", "BG-2023", "PROVINCE_MERIT", unit, None, status)
        folded = title.casefold()
        rows.append(
            (f"SPN-{number:06d}", *_stamps(number), *place, title, "individual", folded, folded)
        )
    return rows


def _user(level: str, unit: str) -> str:
    address = f"{level}@speed.test"
    roles = [{"role": "Emulation Officer"}]
    values = {"email": address, "first_name": level, "send_welcome_email": 0, "roles": roles}
    get_doc({"doctype": "User", **values}).insert()
    get_doc({"doctype": "Unit Officer", "user": address, "unit": unit}).insert()
    keys = generate_keys(address)
    return f"token {keys['api_key']}:{keys['api_secret']}"
