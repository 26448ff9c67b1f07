"""The site that every recorded file starts from: users, keys, User Permission, regions, tree."""

from __future__ import annotations

from typing import Any

from embedded_host.document import get_doc
from embedded_host.features.users import generate_keys, update_password
from embedded_host.site import Site

PASSWORD = "Xk9#probe!pw"

#: Short name of a user → (API key, API secret).
Keys = dict[str, tuple[str, str]]

SETTINGS = {
    "language": "en",
    "time_zone": "Asia/Ho_Chi_Minh",
    "date_format": "yyyy-mm-dd",
    "number_format": "#,###.##",
    "allow_error_traceback": 1,
}
USERS = {
    "u1": ["Probe User"],
    "u2": ["Probe User"],
    "ru": ["Probe User"],
    "rd": ["Probe Reader"],
    "mgr": ["Probe Manager"],
    "sm": ["Probe Manager", "System Manager"],
    "appr": ["Probe Approver", "Probe User"],
    "web": [],
}
REGIONS = ("North", "South", "East")
#: Category, its parent, whether it is a group.
CATEGORIES = (
    ("All Cats", None, 1),
    ("Hardware", "All Cats", 1),
    ("Laptop", "Hardware", 0),
    ("Mouse", "Hardware", 0),
    ("Software", "All Cats", 0),
)


def address(short_name: str) -> str:
    """The user's sign-in name."""
    return f"{short_name}@probe.test"


def insert(doctype: str, **values: Any) -> Any:
    """Insert a document as the user of the open context."""
    return get_doc({"doctype": doctype, **values}).insert()


def seed(site: Site) -> Keys:
    """Make the records of CONTRACT's "seed of the recordings"; answer every user's API key."""
    with site.open() as context:
        get_doc("System Settings").update(SETTINGS).save()
        for region in REGIONS:
            insert("Probe Region", region_name=region)
        for category, parent, is_group in CATEGORIES:
            values = {"category_name": category, "is_group": is_group}
            insert("Probe Category", **values, parent_probe_category=parent)
        insert("Probe Settings", mode="A", limit_n=7)
        keys = {name: _user(name, roles) for name, roles in USERS.items()}
        values = {"user": address("ru"), "allow": "Probe Region", "for_value": "North"}
        insert("User Permission", **values, apply_to_all_doctypes=1)
        context.db.commit()
    return keys


def _user(name: str, roles: list[str]) -> tuple[str, str]:
    user = address(name)
    insert(
        "User",
        email=user,
        first_name=name.upper(),
        send_welcome_email=0,
        language="vi" if name == "u2" else None,
        roles=[{"role": role} for role in roles],
    )
    update_password(user, PASSWORD)
    keys = generate_keys(user)
    return keys["api_key"], keys["api_secret"]
