"""The order of events in a document's life, of an installation and of a migration."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import Replays
from .recordings import PROBE_APP, reference, steps

pytestmark = pytest.mark.conformance

TRACE = "migrate_trace.log"
SITE = "order.localhost"
#: Runs in a process of its own: the app's code changes between its parts.
COMMANDS = """
import sys
from embedded_host.setup import install_app, migrate, new_site
from embedded_host.site import Bench
bench = Bench(".")
if sys.argv[1] == "install":
    install_app(new_site(bench, sys.argv[2], admin_password="admin"), "probe_app")
else:
    migrate(bench.site(sys.argv[2]))
"""


def _recorded_operations() -> dict[str, Any]:
    step = next(step for step in steps("16_translation_misc") if step.note == "lifecycle order")
    operations: dict[str, Any] = step.response["json"]["message"]
    return operations


@pytest.fixture(scope="module")
def operations(replays: Replays) -> dict[str, Any]:
    """What the probe app traced on the host: operation → events in order."""
    reply = replays.of("16_translation_misc").outcome(9).reply
    answer = reply.json()
    assert "message" in answer, reply.body[:2000].decode()
    traced: dict[str, Any] = answer["message"]
    return traced


@pytest.mark.parametrize("operation", [key for key in _recorded_operations() if "name" not in key])
def test_events_come_in_the_recorded_order(operation: str, operations: dict[str, Any]) -> None:
    assert operations[operation] == _recorded_operations()[operation]


def test_amended_document_is_named_after_the_one_it_amends(operations: dict[str, Any]) -> None:
    old, new = operations["amended_name"]
    assert re.fullmatch(r"[a-z0-9]{10}", old)
    assert new == f"{old}-1"


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the app saw: at its installation, at a migration, and at one after an upgrade.

    The upgrade is the recorded one: a field more in a DocType, a patch before and one after it.
    """
    root = tmp_path_factory.mktemp("order")
    app = root / "apps" / "probe_app"
    shutil.copytree(PROBE_APP, app)
    (root / "sites").mkdir()
    (root / "sites" / "apps.txt").write_text("probe_app\n", encoding="utf-8")
    _downgrade(app)
    seen = {"install": _run(root, "install"), "first": _run(root, "migrate")}
    shutil.copytree(PROBE_APP, app, dirs_exist_ok=True)
    return {**seen, "second": _run(root, "migrate")}


def _downgrade(app: Path) -> None:
    patches = app / "probe_app" / "patches.txt"
    kept = [line for line in patches.read_text().splitlines() if "_two" not in line]
    patches.write_text("\n".join(kept) + "\n")
    region = app / "probe_app/probe/doctype/probe_region/probe_region.json"
    definition = json.loads(region.read_text())
    definition["fields"] = [row for row in definition["fields"] if row["fieldname"] != "extra"]
    definition["field_order"].remove("extra")
    region.write_text(json.dumps(definition))


def _run(root: Path, action: str) -> list[str]:
    (root / TRACE).unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, action, SITE], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return (root / TRACE).read_text().splitlines()


def _recorded(file: str, pattern: str) -> list[str]:
    lines = [line.strip() for line in reference(file)["order"]]
    return [match[1] for line in lines if (match := re.match(pattern, line))]


def test_install_calls_the_hooks_in_the_recorded_order(traces: dict[str, list[str]]) -> None:
    hooks = _recorded("19_install_order", r"(hook:\w+)")
    assert [line.split()[0] for line in traces["install"]] == hooks


def test_after_install_finds_tables_roles_and_forms_but_no_fixtures(
    traces: dict[str, list[str]],
) -> None:
    line = next(line for line in traces["install"] if line.startswith("hook:after_install"))
    found = "tables=True roles=Probe User webform=probe-ticket workflow=None"
    assert line == f"hook:after_install {found}"


def test_migration_without_news_calls_the_hooks_alone(traces: dict[str, list[str]]) -> None:
    assert traces["first"] == _recorded("19_migrate_first", r"APP (.*)")


def test_upgrade_runs_patches_before_and_after_the_tables_change(
    traces: dict[str, list[str]],
) -> None:
    assert traces["second"] == _recorded("19_migrate_second", r"APP (.*)")
