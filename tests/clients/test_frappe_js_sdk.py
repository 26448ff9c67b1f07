"""A client that is not ours: frappe-js-sdk from npm, against a server in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, serving
from tests.conformance.seed import PASSWORD, address
from tests.conformance.sites import SqliteSites, make_bench

HERE = Path(__file__).parent
SITE = "sdk.localhost"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    sites = SqliteSites(make_bench(tmp_path / "bench"))
    sites.seeded(SITE)[0].close()
    with serving(sites.bench.root, SITE) as running:
        yield running


def walk(server: Server) -> dict[str, Any]:
    url = f"http://127.0.0.1:{server.port}"
    command = ["node", "sdk.mjs", url, address("mgr"), PASSWORD]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return dict(json.loads(done.stdout))


def test_a_third_party_client_signs_in_reads_writes_uploads_and_searches(server: Server) -> None:
    assert walk(server) == {
        "login": "Logged In",
        "logged_in_user": address("mgr"),
        "created": {"title": "Từ bên thứ ba", "total": 10, "rows": 1},
        "updated": "Open",
        "read": {"title": "Từ bên thứ ba", "status": "Open", "item": "một"},
        "listed": [{"title": "Từ bên thứ ba", "status": "Open"}],
        "counted": 1,
        "value": {"title": "Từ bên thứ ba", "status": "Open"},
        "set_value": "Closed",
        "searched": ["North"],
        "uploaded": {"file_name": "chao.txt", "is_private": 1, "attached_to_name": True},
        "file_content": "xin chào",
        "missing": {"status": 404, "type": "DoesNotExistError"},
        "deleted": True,
        "after_logout": {"status": 403},
    }
