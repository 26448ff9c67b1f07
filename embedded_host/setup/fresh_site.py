"""new-site: the folder, the configuration, the database, and what every site has in it."""

from __future__ import annotations

import base64
import os
import re
import shutil
from typing import Any

from embedded_host.context import Context
from embedded_host.db import schema
from embedded_host.db.connection import quoted
from embedded_host.document import get_doc
from embedded_host.errors import ValidationError
from embedded_host.features.users import update_password
from embedded_host.setup import Report
from embedded_host.setup.standard_files import refresh, sync_app
from embedded_host.site import HOST_APP, SITE_FOLDERS, Bench, Site, write_json

_SITE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ROLES = ("Administrator", "System Manager", "Guest", "All", "Desk User")
# Folders of files: name, folder above, the field that marks it.
_FOLDERS = (
    ("Home", None, "is_home_folder"),
    ("Home/Attachments", "Home", "is_attachments_folder"),
)
_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class SiteExists(ValidationError):
    pass


def new_site(
    bench: Bench,
    name: str,
    admin_password: str,
    db_type: str,
    force: bool,
    config: dict[str, Any],
    report: Report,
) -> Site:
    """A failure leaves no half-made folder behind."""
    if not _SITE_NAME.fullmatch(name):
        raise ValidationError(f"{name!r} is no name for a site: letters, digits, dots, dashes")
    folder = bench.sites_path / name
    if folder.exists() and not force:
        raise SiteExists(f"Site {name} exists already")
    bench.forget(name)
    shutil.rmtree(folder, ignore_errors=True)
    for part in SITE_FOLDERS:
        (folder / part).mkdir(parents=True)
    secret = base64.urlsafe_b64encode(os.urandom(32)).decode()
    content = {"db_type": db_type, "encryption_key": secret, **config}
    (folder / "site_config.json").touch(mode=0o600)
    write_json(folder / "site_config.json", content)
    site = bench.site(name)
    try:
        _fill(site, admin_password, force, report)
    except BaseException:
        site.close()
        bench.forget(name)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return site


def _fill(site: Site, admin_password: str, force: bool, report: Report) -> None:
    with site.open("Administrator") as here:
        here.flags.in_install = HOST_APP
        report(f"database ({site.db_type})")
        _empty_database(here, force)
        schema.create_system_tables(here.db)
        here.db.commit()
        sync_app(site, HOST_APP, lambda _line: None)
        report("DocTypes of the host")
        _first_records(here)
        update_password("Administrator", admin_password)
        refresh(site)
        report("Administrator, Guest, roles, languages")


def _empty_database(here: Context, force: bool) -> None:
    """A database on a server may have tables already; they are dropped only on demand."""
    tables = here.db.engine.tables(here.db.connection)
    if tables and not force:
        raise ValidationError(f"The database has {len(tables)} tables: --force drops them")
    for table in tables:
        schema.change(here.db, f"DROP TABLE {quoted(table)}")


def _first_records(here: Context) -> None:
    here.flags.in_import = True
    for role in _ROLES:
        if not here.db.exists("Role", role):
            desk = int(role not in ("Guest", "All"))
            _insert({"doctype": "Role", "name": role, "role_name": role, "desk_access": desk})
    for code, name in _LANGUAGES.items():
        _insert({"doctype": "Language", "name": code, "language_code": code, "language_name": name})
    roles = [{"role": "System Manager"}, {"role": "Administrator"}]
    _insert(_user("Administrator", "admin@example.com", "System User", roles))
    _insert(_user("Guest", "guest@example.com", "Website User", [{"role": "Guest"}]))
    for folder, parent, mark in _FOLDERS:
        _insert(
            {
                "doctype": "File",
                "name": folder,
                "file_name": folder.rpartition("/")[2],
                "folder": parent,
                "is_folder": 1,
                mark: 1,
            }
        )
    here.flags.in_import = False


def _user(name: str, email: str, user_type: str, roles: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "doctype": "User",
        "name": name,
        "email": email,
        "first_name": name,
        "full_name": name,
        "user_type": user_type,
        "enabled": 1,
        "send_welcome_email": 0,
        "roles": roles,
    }


def _insert(values: dict[str, Any]) -> None:
    get_doc(values).insert(ignore_permissions=True, ignore_links=True, set_name=values["name"])
