"""The host over HTTP: `make_app(bench)` is a WSGI application."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embedded_host.http.application import Application
    from embedded_host.site import Bench, Site

# Named, not imported: whoever only needs `frappe.whitelist` does not load a web server for it.
APPLICATION = "embedded_host.http.application:Application"


def make_app(bench_or_site: Bench | Site) -> Application:
    """The WSGI application of a bench's sites, or of one site alone."""
    application: Application = resolve_name(APPLICATION)(bench_or_site)
    return application
