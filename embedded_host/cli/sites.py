"""new-site, install-app, migrate, list-apps, set-config."""

from __future__ import annotations

import json
from typing import Any

import click

from embedded_host import setup
from embedded_host.cli.place import Progress, bench_of, in_words, site_of
from embedded_host.site import read_json, write_json

# Options of new-site that become keys of the site's configuration.
_DATABASE_OPTIONS = (
    "db_name",
    "db_user",
    "db_password",
    "db_host",
    "db_port",
    "db_socket",
)


@click.command("new-site")
@click.argument("site_name")
@click.option("--admin-password", prompt=True, hide_input=True, confirmation_prompt=True)
@click.option("--db-type", type=click.Choice(["sqlite", "mariadb"]), default="sqlite")
@click.option("--db-name", help="MariaDB: the database; it and its user must exist.")
@click.option("--db-user", help="MariaDB: the user; else named like the database.")
@click.option("--db-password")
@click.option("--db-host")
@click.option("--db-port", type=int)
@click.option("--db-socket", help="MariaDB: the unix socket, instead of host and port.")
@click.option("--install-app", "apps", multiple=True, help="Install this app too; repeatable.")
@click.option("--set-default", is_flag=True, help="Make it the default site of the bench.")
@click.option("--force", is_flag=True, help="Drop a site of that name first.")
@click.pass_context
@in_words
def new_site(
    ctx: click.Context,
    /,
    site_name: str,
    admin_password: str,
    db_type: str,
    apps: tuple[str, ...],
    set_default: bool,
    force: bool,
    **database: Any,
) -> None:
    """Make a site."""
    bench, progress = bench_of(ctx), Progress()
    config = {key: database[key] for key in _DATABASE_OPTIONS if database[key] is not None}
    site = setup.new_site(
        bench, site_name, admin_password, db_type=db_type, force=force, config=config,
        report=progress,
    )  # fmt: skip
    for app in apps:
        setup.install_app(site, app, report=progress)
    if set_default:
        common = bench.sites_path / "common_site_config.json"
        write_json(common, {**read_json(common), "default_site": site_name})
    progress(f"site {site_name} is ready")


@click.command("install-app")
@click.argument("apps", nargs=-1, required=True)
@click.option("--force", is_flag=True, help="Go through the installation again.")
@click.pass_context
@in_words
def install_app(ctx: click.Context, apps: tuple[str, ...], force: bool) -> None:
    """Install apps of the bench on the site."""
    site, progress = site_of(ctx), Progress()
    for app in apps:
        setup.install_app(site, app, force=force, report=progress)


@click.command("migrate")
@click.pass_context
@in_words
def migrate(ctx: click.Context) -> None:
    """Bring the site to the present state of its apps."""
    setup.migrate(site_of(ctx), report=Progress())


@click.command("list-apps")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
@in_words
def list_apps(ctx: click.Context, form: str) -> None:
    """The apps installed on the site, in the order of installation."""
    site = site_of(ctx)
    with site.open():
        apps = site.installed_apps()
    click.echo(json.dumps({site.name: apps}) if form == "json" else "\n".join(apps))


@click.command("set-config")
@click.argument("key")
@click.argument("value")
@click.option("--parse", "-p", is_flag=True, help="Read the value as JSON.")
@click.option("--global", "-g", "common", is_flag=True, help="For all sites of the bench.")
@click.pass_context
@in_words
def set_config(ctx: click.Context, key: str, value: str, parse: bool, common: bool) -> None:
    """Write one key of the site's configuration; JSON null removes it."""
    # As with bench, a number is stored as a number also without --parse.
    content: Any = json.loads(value) if parse or value.lstrip("-").isdigit() else value
    if not common:
        site_of(ctx).set_config(key, content)
        return
    path = bench_of(ctx).sites_path / "common_site_config.json"
    config = {**read_json(path), key: content}
    write_json(path, {name: kept for name, kept in config.items() if kept is not None})
