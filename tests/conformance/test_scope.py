"""The scope lists every recorded step once, and the recorded app is the recorded one."""

from __future__ import annotations

import hashlib

import pytest

from .recordings import PROBE_APP, file_names, steps
from .scope import CALLERS, numbers, scope

pytestmark = pytest.mark.conformance

#: Of the app that the recordings were made with; a change of any file changes it.
PROBE_APP_DIGEST = "2faf3a123696e14b3d43a922403a3cdf0f1cd5ade1fa1287a72ed94dea2ebb18"


def test_scope_lists_every_recorded_step_exactly_once() -> None:
    listed = {file: sorted(scope()[file].steps) for file in file_names()}
    assert listed == {file: [step.number for step in steps(file)] for file in file_names()}


def test_scope_gives_a_caller_or_a_reason_for_every_step() -> None:
    lines = [line for entry in scope().values() for line in entry.steps.values()]
    assert [line for line in lines if line.in_scope and line.caller not in CALLERS] == []
    assert [line for line in lines if not line.in_scope and not line.reason] == []


def test_range_text_names_single_steps_and_spans() -> None:
    assert numbers("1-3, 7, 9-9") == [1, 2, 3, 7, 9]


def test_probe_app_is_the_one_that_was_recorded() -> None:
    digest = hashlib.sha256()
    sources = [path for path in PROBE_APP.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    for path in sorted(sources, key=lambda path: path.relative_to(PROBE_APP).as_posix()):
        digest.update(path.relative_to(PROBE_APP).as_posix().encode() + b"\0" + path.read_bytes())
    assert digest.hexdigest() == PROBE_APP_DIGEST
