"""doctor: what of the site and its apps is not as it should be, or does nothing on this host."""

from __future__ import annotations

from collections.abc import Iterator

import click

from embedded_host.cli.place import in_words, site_of
from embedded_host.context import current
from embedded_host.meta import all_doctypes, get_meta
from embedded_host.setup.patches import patches_of
from embedded_host.setup.standard_files import left_alone
from embedded_host.site import HOST_APP, Site


@click.command("doctor")
@click.pass_context
@in_words
def doctor(ctx: click.Context) -> None:
    """Check the site; exit code 1 where something is wrong."""
    site = site_of(ctx)
    with site.open():
        click.echo(f"site {site.name} ({site.db_type}), apps: {', '.join(site.installed_apps())}")
        wrong = list(_wrong(site))
        for line in wrong:
            click.echo(f"wrong: {line}")
        for line in _notes(site):
            click.echo(f"note:  {line}")
    click.echo("nothing is wrong" if not wrong else f"{len(wrong)} wrong: migrate, then look again")
    ctx.exit(1 if wrong else 0)


def _wrong(site: Site) -> Iterator[str]:
    db = current().db
    for doctype in all_doctypes():
        meta = get_meta(doctype)
        if not meta.issingle and not meta.is_virtual:
            present = db.engine.columns(db.connection, f"tab{doctype}")
            for column in meta.stored_kinds:
                if column not in present:
                    yield f"DocType {doctype}: the table has no {column}"
    done = set(db.get_all("Patch Log", pluck="patch"))
    for app in site.installed_apps():
        for lines in patches_of(site, app).values():
            for line in lines:
                if line not in done:
                    yield f"patch not run: {line}"


def _notes(site: Site) -> Iterator[str]:
    for app in site.installed_apps():
        if app == HOST_APP:
            continue
        for key, reason in site.hooks.unsupported(app).items():
            yield f"{app}/hooks.py: {key} does nothing here, {reason}"
        for name in left_alone(site, app):
            yield f"{app}: {name} is not imported, only a bench uses it"
