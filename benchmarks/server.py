"""A site served by its own process, and what that process costs."""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
WARM_UP = 30


@dataclass(frozen=True)
class Cost:
    """Milliseconds a request: processor time of the server; median and p95 of the wall."""

    processor: float
    median: float
    p95: float


class Server:
    """`bench-lite start` in a process of its own."""

    def __init__(self, bench: Path, site: str) -> None:
        self.port = _free_port()
        self.site = site
        command = [str(Path(sys.executable).parent / "bench-lite"), "--site", site]
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "start", "--port", str(self.port)],
            cwd=bench,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.client = self.connect({})
        self._wait()
        self.start_seconds = time.perf_counter() - began

    def connect(self, headers: dict[str, str]) -> Client:
        return Client(self.port, {"X-Frappe-Site-Name": self.site, **headers})

    def _wait(self) -> None:
        for _ in range(3000):
            try:
                self.client.call("GET", "/api/method/ping")
                return
            except OSError:
                self.client.close()
                time.sleep(0.01)
        raise TimeoutError("the server did not answer within 30 s")

    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def memory_megabytes(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self) -> None:
        self.client.close()
        self.process.terminate()
        self.process.wait(20)


class Client:
    """One keep-alive connection; every answer must be a success."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = headers

    def call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        **query: Any,
    ) -> Any:
        sent = json.dumps(body).encode() if body is not None else None
        headers = dict(self.headers)
        if sent is not None:
            headers["Content-Type"] = "application/json"
        url = quote(path) + ("?" + urlencode(query) if query else "")
        self.connection.request(method, url, body=sent, headers=headers)
        reply = self.connection.getresponse()
        content = reply.read()
        if reply.status >= 300:
            raise RuntimeError(f"{method} {url}: {reply.status} {content[:400]!r}")
        return json.loads(content)

    def close(self) -> None:
        self.connection.close()


@contextmanager
def serving(bench: Path, site: str) -> Iterator[Server]:
    server = Server(bench, site)
    try:
        yield server
    finally:
        server.stop()


def cost(server: Server, call: Callable[[int], object], count: int) -> Cost:
    """Run `call(0)`, `call(1)`… `count` times after a warm-up of its own numbers."""
    for number in range(-WARM_UP, 0):
        call(number)
    walls = []
    before = server.processor_seconds()
    for number in range(count):
        began = time.perf_counter()
        call(number)
        walls.append((time.perf_counter() - began) * 1000)
    processor = (server.processor_seconds() - before) * 1000 / count
    return Cost(processor, statistics.median(walls), statistics.quantiles(walls, n=20)[-1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
