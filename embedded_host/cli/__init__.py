"""`bench-lite`: the commands of `bench` that this host has, with the same words and options.

A command's module is loaded when the command is called, so that a small one starts quickly.
"""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name

import click

COMMANDS = {
    "add-user": "users:add_user",
    "backup": "backups:backup",
    "console": "run:console",
    "doctor": "doctor:doctor",
    "execute": "run:execute",
    "export-fixtures": "exports:export_fixtures",
    "facade": "exports:facade",
    "install-app": "sites:install_app",
    "list-apps": "sites:list_apps",
    "migrate": "sites:migrate",
    "new-site": "sites:new_site",
    "restore": "backups:restore",
    "run-tests": "tests:run_tests",
    "set-config": "sites:set_config",
    "set-password": "users:set_password",
    "start": "serve:start",
}


class LazyCommands(click.Group):
    """A group whose commands stand in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        command: click.Command = resolve_name(f"embedded_host.cli.{target}")
        return command


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--site", help="The site to work on; else the default site of the bench.")
@click.option(
    "--bench-path",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with apps/ and sites/; else the working folder or one above it.",
)
@click.pass_context
def main(ctx: click.Context, site: str | None, bench_path: Path | None) -> None:
    """Make, run and keep sites on the embedded host."""
    ctx.obj = {"site": site, "bench_path": bench_path}
