"""Serving a bench with waitress: one process, a few threads, this machine only by default."""

from __future__ import annotations

import json
from typing import Any

from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from embedded_host.http import make_app
from embedded_host.site import Bench, Site

THREADS = 4
# Bodies beyond a site's own limit are refused by the application; this only guards the disk.
MOST_BYTES = 256 * 1024 * 1024


class JsonErrorTask(ErrorTask):  # type: ignore[misc]
    """What waitress itself refuses (a body too large, a broken request) is told as JSON."""

    def execute(self) -> None:
        problem = self.request.error
        sentence = f"{problem.reason}: {problem.body}"
        entry = {"message": sentence, "title": "Message", "indicator": "red", "raise_exception": 1}
        payload = {
            "exc_type": type(problem).__name__,
            "_server_messages": json.dumps([json.dumps(entry)]),
        }
        body = json.dumps(payload).encode()
        self.status = f"{problem.code} {problem.reason}"
        self.response_headers = [("Content-Type", "application/json"), ("Connection", "close")]
        self.content_length = len(body)
        self.set_close_on_finish()
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    error_task_class = JsonErrorTask


def make_server(
    bench_or_site: Bench | Site,
    host: str = "127.0.0.1",
    port: int = 8000,
    threads: int = THREADS,
) -> Any:
    """A waitress server that listens (OSError where it cannot); `run()` answers until `close()`.

    Port 0 takes a free one: `effective_port` says which.
    """
    server = create_server(
        make_app(bench_or_site),
        host=host,
        port=port,
        threads=threads,
        ident="",
        max_request_body_size=MOST_BYTES,
        # The application itself judges X-Forwarded-For, by the site's `trusted_proxies`.
        clear_untrusted_proxy_headers=False,
    )
    server.channel_class = Channel
    return server
