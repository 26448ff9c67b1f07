"""start: serve the bench's sites over HTTP."""

from __future__ import annotations

import logging

import click

from embedded_host.cli.place import bench_of, in_words, site_of
from embedded_host.http.server import make_server


@click.command("start")
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--threads", type=int, default=4, show_default=True)
@click.pass_context
@in_words
def start(ctx: click.Context, port: int, host: str, threads: int) -> None:
    """Serve until Ctrl+C: the site given with --site, or each site under its own host name."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    # With one site there is no question which one a request means, whatever name it came by.
    served = site_of(ctx) if ctx.obj["site"] else bench_of(ctx)
    try:
        server = make_server(served, host, port, threads)
    except OSError as problem:
        raise click.ClickException(f"{host}:{port}: {problem.strerror}") from problem
    click.echo(f"Serving on http://{host}:{server.effective_port} (Ctrl+C stops)")
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
