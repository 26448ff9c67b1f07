"""Making a site and keeping it in step with its apps: new-site, install-app, migrate.

The functions are found when they are first called: whoever only reads hooks loads none of this.
"""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embedded_host.site import Bench, Site

Report = Callable[[str], None]


def quiet(_line: str) -> None:
    """The report of whoever wants none."""


def new_site(
    bench: Bench,
    name: str,
    admin_password: str,
    *,
    db_type: str = "sqlite",
    force: bool = False,
    config: dict[str, Any] | None = None,
    report: Report = quiet,
) -> Site:
    """Make a site with its database, the host's own DocTypes, Administrator and Guest.

    `config` are further keys of `site_config.json`. Raises SiteExists unless `force`, which drops
    the old one.
    """
    made: Site = resolve_name("embedded_host.setup.fresh_site:new_site")(
        bench, name, admin_password, db_type, force, config or {}, report
    )
    return made


def install_app(site: Site, app: str, *, force: bool = False, report: Report = quiet) -> None:
    """Install an app of the bench on a site, in Frappe's order; nothing where it is installed."""
    resolve_name("embedded_host.setup.apps:install_app")(site, app, force, report)


def migrate(site: Site, *, report: Report = quiet) -> None:
    """Bring a site to the present state of its apps' files, in Frappe's order."""
    resolve_name("embedded_host.setup.apps:migrate")(site, report)
