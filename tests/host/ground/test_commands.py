"""`bench-lite` from outside, as a process."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from embedded_host.cli import COMMANDS, main
from embedded_host.testing.on_host import find_app, make_bench

pytestmark = [pytest.mark.host, pytest.mark.slow]

SITE = "one.test"
BENCH_LITE = str(Path(sys.executable).with_name("bench-lite"))
Bench = Path


def run(
    bench: Bench, *words: str, given: str | None = None, python_path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BENCH_LITE, *words],
        cwd=bench / "sites",
        capture_output=True,
        text=True,
        input=given,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(python_path or "")},
    )


def on_site(bench: Bench, *words: str, given: str | None = None) -> str:
    """The output of a command that is to succeed."""
    result = run(bench, "--site", SITE, *words, given=given)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def refusal(bench: Bench, *words: str) -> str:
    """What a command says that is to fail in one sentence."""
    result = run(bench, *words)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr.strip()


def answer(bench: Bench, method: str, *args: object) -> object:
    output = on_site(bench, "execute", method, "--args", json.dumps(args))
    return json.loads(output) if output.strip() else None


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Bench:
    """A bench with the probe app and one site that has it."""
    root = tmp_path_factory.mktemp("commands") / "bench"
    make_bench(root, {"probe_app": find_app(pytestconfig.rootpath, "probe_app")})
    made = run(root, "new-site", SITE, "--admin-password", "secret words")
    assert made.returncode == 0, made.stderr
    on_site(root, "install-app", "probe_app")
    return root


@pytest.fixture
def served(bench: Bench) -> Iterator[str]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [BENCH_LITE, "--site", SITE, "start", "--port", str(port)],
        cwd=bench,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        assert f"http://127.0.0.1:{port}" in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=10)
        assert server.returncode == 0


def test_a_new_site_has_its_folders_and_a_configuration_for_its_owner_only(bench: Bench) -> None:
    folder = bench / "sites" / SITE
    for part in ("private/files", "public/files", "private/backups", "logs"):
        assert (folder / part).is_dir()
    config = json.loads((folder / "site_config.json").read_text(encoding="utf-8"))
    assert config["db_type"] == "sqlite"
    assert len(config["encryption_key"]) == 44
    assert (folder / "site_config.json").stat().st_mode & 0o077 == 0


def test_a_site_is_not_made_twice_without_force(bench: Bench) -> None:
    words = ("new-site", SITE, "--admin-password", "x")
    assert refusal(bench, *words) == f"Error: Site {SITE} exists already"


def test_a_name_that_is_no_site_name_is_refused(bench: Bench) -> None:
    words = ("new-site", "../evil", "--admin-password", "x")
    assert "is no name for a site" in refusal(bench, *words)


def test_force_makes_a_site_anew(bench: Bench) -> None:
    words = ("new-site", "again.test", "--admin-password", "x")
    assert run(bench, *words).returncode == 0
    assert run(bench, "--site", "again.test", "add-user", "u@x.test").returncode == 0
    again = run(bench, *words, "--force", "--install-app", "probe_app")
    assert again.returncode == 0, again.stderr
    listed = run(bench, "--site", "again.test", "execute", "frappe.get_all", "--args", '["User"]')
    assert "u@x.test" not in listed.stdout


def test_the_installed_apps_are_listed(bench: Bench) -> None:
    assert on_site(bench, "list-apps").split() == ["frappe", "probe_app"]
    assert json.loads(on_site(bench, "list-apps", "-f", "json")) == {SITE: ["frappe", "probe_app"]}


def test_an_app_is_installed_once(bench: Bench) -> None:
    assert "probe_app is installed already" in on_site(bench, "install-app", "probe_app")


def test_an_app_that_is_not_there_is_named(bench: Bench) -> None:
    assert "App nowhere is not in" in refusal(bench, "--site", SITE, "install-app", "nowhere")


def test_a_site_that_is_not_there_is_named(bench: Bench) -> None:
    assert refusal(bench, "--site", "no.test", "migrate") == "Error: Site no.test does not exist"


def test_a_folder_that_is_no_bench_is_told(tmp_path: Path) -> None:
    result = subprocess.run(
        [BENCH_LITE, "migrate"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "is no bench" in result.stderr


def test_execute_prints_the_answer_as_json(bench: Bench) -> None:
    assert answer(bench, "frappe.ping") == "pong"
    assert answer(bench, "frappe.db.get_value", "User", "Administrator", "name") == "Administrator"
    output = on_site(bench, "execute", "probe_app.api.user_echo", "--kwargs", "{'a': 1, 'b': 'é'}")
    assert json.loads(output) == {"user": "Administrator", "a": 1, "a_type": "int", "b": "é"}


def test_execute_commits_what_the_function_did(bench: Bench) -> None:
    note = {"doctype": "Probe Region", "region_name": "Executed"}
    answer(bench, "frappe.client.insert", note)
    assert answer(bench, "frappe.db.exists", "Probe Region", "Executed") == "Executed"


def test_execute_names_a_function_that_is_not_there(bench: Bench) -> None:
    assert "frappe.sendmail" in refusal(bench, "--site", SITE, "execute", "frappe.sendmail")
    assert "no_such" in refusal(bench, "--site", SITE, "execute", "probe_app.api.no_such")


def test_execute_of_a_small_function_takes_less_than_half_a_second_of_cpu(bench: Bench) -> None:
    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    before = used()
    on_site(bench, "execute", "frappe.ping")
    assert used() - before < 0.5


def test_the_console_has_frappe_and_the_site(bench: Bench) -> None:
    output = on_site(bench, "console", given="print(frappe.session.user, site.name)\n")
    assert f"Administrator {SITE}" in output


def test_configuration_is_written_and_removed(bench: Bench) -> None:
    path = bench / "sites" / SITE / "site_config.json"
    on_site(bench, "set-config", "business_date", "2023-07-03")
    on_site(bench, "set-config", "demo", "1")
    on_site(bench, "set-config", "--parse", "limits", '{"users": 5}')
    config = json.loads(path.read_text(encoding="utf-8"))
    assert (config["business_date"], config["demo"]) == ("2023-07-03", 1)
    assert config["limits"] == {"users": 5}
    on_site(bench, "set-config", "--parse", "limits", "null")
    assert "limits" not in json.loads(path.read_text(encoding="utf-8"))
    assert path.stat().st_mode & 0o077 == 0


def test_a_user_is_added_with_roles_and_a_password(bench: Bench) -> None:
    words = ("--first-name", "An", "--last-name", "Trần", "--password", "chuỗi bí mật")
    output = on_site(bench, "add-user", "an@probe.test", *words, "--add-role", "Probe User")
    assert output.strip() == "an@probe.test (System User): Probe User"
    assert answer(bench, "frappe.db.get_value", "User", "an@probe.test", "full_name") == "An Trần"
    args = ("an@probe.test", "chuỗi bí mật")
    assert answer(bench, "frappe.utils.password.check_password", *args) == "an@probe.test"


def test_a_user_with_an_unknown_role_is_refused(bench: Bench) -> None:
    words = ("add-user", "bo@probe.test", "--add-role", "No Such Role")
    assert "No Such Role" in refusal(bench, "--site", SITE, *words)
    assert answer(bench, "frappe.db.exists", "User", "bo@probe.test") is None


def test_a_password_is_set(bench: Bench) -> None:
    on_site(bench, "set-password", "Administrator", "another secret")
    args = ("Administrator", "another secret")
    assert answer(bench, "frappe.utils.password.check_password", *args) == "Administrator"
    assert "nobody" in refusal(bench, "--site", SITE, "set-password", "nobody@x.test", "x")


def test_migrate_a_second_time_writes_nothing(bench: Bench) -> None:
    on_site(bench, "migrate")
    output = on_site(bench, "migrate")
    assert "DocType" not in output
    assert re.findall(r"(\d+) of \d+ written", output) == ["0"] * 6


def test_tests_of_an_app_need_leave_and_then_run(bench: Bench) -> None:
    words = ("--site", SITE, "run-tests", "--app", "probe_app")
    assert "set-config allow_tests 1" in _without_leave(bench, words)
    result = run(bench, *words)
    assert result.returncode == 0, result.stderr
    assert "Ran 2 tests" in result.stderr
    one = run(
        bench, "--site", SITE, "run-tests", "--doctype", "Probe Request", "--test", "test_bad"
    )
    assert "Ran 1 test " in one.stderr
    assert answer(bench, "frappe.db.count", "Probe Request") == 0


def _without_leave(bench: Bench, words: tuple[str, ...]) -> str:
    common = bench / "sites" / "common_site_config.json"
    kept = common.read_text(encoding="utf-8")
    common.write_text("{}", encoding="utf-8")
    try:
        return refusal(bench, *words)
    finally:
        common.write_text(kept, encoding="utf-8")


def test_a_failing_test_fails_the_command(bench: Bench) -> None:
    failing = bench / "apps" / "failing_tests.py"
    failing.write_text(
        "import unittest\nclass T(unittest.TestCase):\n    def test_no(self): self.fail('no')\n",
        encoding="utf-8",
    )
    words = ("--site", SITE, "run-tests", "--module", "failing_tests")
    result = run(bench, *words, python_path=failing.parent)
    assert result.returncode == 1
    assert "failures=1" in result.stderr


def test_a_module_of_tests_that_is_not_there_is_named(bench: Bench) -> None:
    words = ("--site", SITE, "run-tests", "--module", "probe_app.no_such")
    assert "probe_app.no_such" in refusal(bench, *words)


def test_doctor_finds_nothing_wrong_and_tells_what_does_nothing_here(bench: Bench) -> None:
    output = on_site(bench, "doctor")
    assert "nothing is wrong" in output
    assert "probe_app/hooks.py: scheduler_events does nothing here" in output


def test_doctor_finds_a_column_that_is_missing(bench: Bench) -> None:
    with closing(sqlite3.connect(bench / "sites" / SITE / "site.db")) as database:
        database.execute("ALTER TABLE `tabProbe Note` RENAME COLUMN `title` TO `lost`")
    try:
        result = run(bench, "--site", SITE, "doctor")
        assert result.returncode == 1
        assert "wrong: DocType Probe Note: the table has no title" in result.stdout
    finally:
        with closing(sqlite3.connect(bench / "sites" / SITE / "site.db")) as database:
            database.execute("ALTER TABLE `tabProbe Note` RENAME COLUMN `lost` TO `title`")


def test_a_backup_brings_back_rows_files_and_secrets(bench: Bench, tmp_path: Path) -> None:
    folder = bench / "sites" / SITE
    (folder / "private" / "files" / "kept.txt").write_text("kept", encoding="utf-8")
    answer(bench, "frappe.client.insert", {"doctype": "Probe Region", "region_name": "Backed Up"})
    on_site(bench, "backup", "--backup-path", str(tmp_path))
    (archive,) = tmp_path.iterdir()
    assert archive.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as content:
        assert {"manifest.json", "site.db", "private/files/kept.txt"} <= set(content.getnames())

    restored = run(bench, "--site", "two.test", "restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    there = bench / "sites" / "two.test"
    assert (there / "private" / "files" / "kept.txt").read_text(encoding="utf-8") == "kept"
    words = ("execute", "frappe.db.exists", "--args", '["Probe Region", "Backed Up"]')
    assert run(bench, "--site", "two.test", *words).stdout.strip() == '"Backed Up"'
    keys = [
        json.loads((place / "site_config.json").read_text(encoding="utf-8"))["encryption_key"]
        for place in (folder, there)
    ]
    assert keys[0] == keys[1]


def test_restore_replaces_a_site_only_with_force(bench: Bench, tmp_path: Path) -> None:
    on_site(bench, "backup", "--backup-path", str(tmp_path))
    (archive,) = tmp_path.iterdir()
    assert "--force replaces" in refusal(bench, "--site", SITE, "restore", str(archive))
    answer(bench, "frappe.client.insert", {"doctype": "Probe Region", "region_name": "Later"})
    on_site(bench, "restore", str(archive), "--force")
    assert answer(bench, "frappe.db.exists", "Probe Region", "Later") is None


def test_a_broken_archive_leaves_the_site_as_it_is(bench: Bench, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"not an archive")
    assert "is no backup" in refusal(bench, "--site", SITE, "restore", str(broken), "--force")
    with tarfile.open(tmp_path / "empty.tar.gz", "w:gz"):
        pass
    words = ("--site", SITE, "restore", str(tmp_path / "empty.tar.gz"), "--force")
    assert "is no backup" in refusal(bench, *words)
    assert answer(bench, "frappe.ping") == "pong"
    assert not list((bench / "sites").glob(".restore-*"))


def test_a_backup_without_files_leaves_the_files_alone(bench: Bench, tmp_path: Path) -> None:
    kept = bench / "sites" / SITE / "public" / "files" / "stays.txt"
    on_site(bench, "backup", "--without-files", "--backup-path", str(tmp_path))
    kept.write_text("stays", encoding="utf-8")
    (archive,) = tmp_path.iterdir()
    on_site(bench, "restore", str(archive), "--force")
    assert kept.read_text(encoding="utf-8") == "stays"


def test_the_server_answers_and_stops_on_ctrl_c(served: str) -> None:
    with urllib.request.urlopen(f"{served}/api/method/ping") as reply:
        assert json.load(reply) == {"message": "pong"}


def test_a_port_that_is_taken_is_told(bench: Bench) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in refusal(bench, "--site", SITE, "start", "--port", port)


def test_fixtures_are_written_as_the_app_names_them(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    app = tmp_path / "probe_app"
    shutil.copytree(find_app(pytestconfig.rootpath, "probe_app"), app)
    make_bench(tmp_path / "bench", {"probe_app": app})
    assert run(tmp_path / "bench", "new-site", SITE, "--admin-password", "words").returncode == 0
    on_site(tmp_path / "bench", "install-app", "probe_app")
    roles = app / "probe_app" / "fixtures" / "role.json"
    roles.write_text("[]", encoding="utf-8")

    on_site(tmp_path / "bench", "export-fixtures", "--app", "probe_app")

    written = json.loads(roles.read_text(encoding="utf-8"))
    names = ["Probe Approver", "Probe Manager", "Probe Reader", "Probe User"]
    assert sorted(role["name"] for role in written) == names


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {command}")


def test_the_working_folder_may_be_anywhere_in_the_bench(bench: Bench) -> None:
    result = subprocess.run(
        [BENCH_LITE, "--site", SITE, "list-apps"],
        cwd=bench / "sites" / SITE / "logs",
        capture_output=True,
        text=True,
    )
    assert result.stdout.split() == ["frappe", "probe_app"]
