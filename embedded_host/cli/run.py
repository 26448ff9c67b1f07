"""execute and console: Python on an open site."""

from __future__ import annotations

import ast
import code
import json
from importlib import import_module
from pkgutil import resolve_name
from typing import Any

import click

from embedded_host.cli.place import in_words, site_of
from embedded_host.values import json_default


def _literal(text: str | None, empty: Any) -> Any:
    """JSON or a Python literal, as `bench execute` takes both."""
    if not text:
        return empty
    try:
        return json.loads(text)
    except ValueError:
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError) as problem:
            raise click.BadParameter(f"{text} is neither JSON nor a Python value") from problem


@click.command("execute")
@click.argument("method")
@click.option("--args", help="Positional arguments as a list, such as '[\"a\", 1]'.")
@click.option("--kwargs", help="Named arguments as a dictionary, such as '{\"a\": 1}'.")
@click.pass_context
@in_words
def execute(ctx: click.Context, method: str, args: str | None, kwargs: str | None) -> None:
    """Call a function as Administrator, commit, and print what it answers as JSON."""
    given = _literal(args, [])
    with site_of(ctx).open() as here:
        try:
            function = resolve_name(method)
        except (ImportError, AttributeError, ValueError) as problem:
            raise click.ClickException(f"{method}: {problem}") from problem
        answer = function(
            *(given if isinstance(given, list | tuple) else [given]), **_literal(kwargs, {})
        )
        here.db.commit()
        if answer is not None:
            click.echo(json.dumps(answer, default=json_default, ensure_ascii=False))


@click.command("console")
@click.pass_context
@in_words
def console(ctx: click.Context) -> None:
    """A Python prompt on the site; nothing is kept that you do not commit."""
    site = site_of(ctx)
    with site.open():
        names = {"frappe": import_module("frappe"), "site": site}
        code.interact(
            banner=f"Site {site.name}: frappe is imported; frappe.db.commit() keeps changes.",
            local=names,
            exitmsg="",
        )
