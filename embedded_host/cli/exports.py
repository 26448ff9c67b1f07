"""export-fixtures, and the page that lists what the host offers of Frappe."""

from __future__ import annotations

import click

from embedded_host.cli.place import in_words, site_of
from embedded_host.errors import ValidationError
from embedded_host.facade.document_page import facade_page
from embedded_host.setup.records import export_fixtures as export
from embedded_host.site import HOST_APP


@click.command("export-fixtures")
@click.option("--app", help="Only this app; else every installed one that names fixtures.")
@click.pass_context
@in_words
def export_fixtures(ctx: click.Context, app: str | None) -> None:
    """Write the records that the hook `fixtures` names into the apps' fixtures/ folders."""
    site = site_of(ctx)
    with site.open():
        if app and app not in site.installed_apps():
            raise ValidationError(f"{app} is not installed on {site.name}")
        for name in [app] if app else site.installed_apps():
            if name != HOST_APP:
                for path in export(site, name):
                    click.echo(str(path))


@click.command("facade")
def facade() -> None:
    """Print docs/host-facade.md: every name of Frappe that this host offers."""
    click.echo(facade_page(), nl=False)
