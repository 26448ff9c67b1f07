"""backup and restore."""

from __future__ import annotations

from pathlib import Path

import click

from embedded_host.cli.place import Progress, bench_of, in_words, site_of
from embedded_host.setup import backup as archive


@click.command("backup")
@click.option("--with-files/--without-files", default=True, show_default=True)
@click.option(
    "--backup-path",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the archive; else private/backups of the site.",
)
@click.pass_context
@in_words
def backup(ctx: click.Context, with_files: bool, backup_path: Path | None) -> None:
    """Copy the site as of one moment into one archive; the site may be in use."""
    archive.backup(site_of(ctx), backup_path, with_files, Progress())


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the site that is there.")
@click.pass_context
@in_words
def restore(ctx: click.Context, source: Path, force: bool) -> None:
    """Make the site what an archive holds. Stop the server of the site first."""
    bench = bench_of(ctx)
    name = ctx.obj["site"] or bench.default_site()
    if not name:
        raise click.ClickException("Into which site? Say --site <name>")
    archive.restore(bench, name, source, force, Progress())
