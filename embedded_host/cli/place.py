"""Which bench and which site a command works on, and how it speaks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import click

from embedded_host import errors
from embedded_host.site import Bench, Site

Command = TypeVar("Command", bound=Callable[..., Any])

# What a person can put right: said in one sentence, without a traceback.
_PLAIN = (
    errors.ValidationError,
    errors.AuthenticationError,
    errors.PermissionError,
    errors.NameError,
    errors.NotSupportedByHost,
    errors.QueryTimeoutError,
)


def bench_of(ctx: click.Context) -> Bench:
    given: Path | None = ctx.obj["bench_path"]
    start = given or Path.cwd()
    for folder in (start,) if given else (start, *start.parents):
        if (folder / "sites").is_dir() and (folder / "apps").is_dir():
            return Bench(folder)
    raise click.ClickException(f"{start} is no bench: it has no sites/ and apps/")


def site_of(ctx: click.Context) -> Site:
    bench = bench_of(ctx)
    name = ctx.obj["site"] or bench.default_site()
    if not name:
        raise click.ClickException("Which site? Say --site <name>, or set default_site")
    return bench.site(name)


def in_words(command: Command) -> Command:
    """Tell a refusal as a sentence on standard error, with exit code 1."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except _PLAIN as problem:
            text = str(problem) or type(problem).__name__
            raise click.ClickException(text) from problem

    return told  # type: ignore[return-value]


class Progress:
    """Prints each step with the seconds since the beginning."""

    def __init__(self) -> None:
        self._begin = monotonic()

    def __call__(self, line: str) -> None:
        click.echo(f"{monotonic() - self._begin:7.1f} s  {line}")
