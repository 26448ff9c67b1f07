"""Every recorded exchange in scope, replayed: one test per step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import REPLAYED, Replays
from .recordings import Step, file_names, steps
from .scope import scope

pytestmark = pytest.mark.conformance


def _steps(in_scope: bool) -> list[Step]:
    return [
        step
        for file in file_names()
        for step in steps(file)
        if step.request and scope()[file].steps[step.number].in_scope is in_scope
    ]


@pytest.mark.parametrize("step", _steps(True), ids=lambda step: step.id)
def test_recorded_exchange_is_answered_as_recorded(
    step: Step, replays: Replays, record_property: Callable[[str, object], None]
) -> None:
    record_property(REPLAYED, (step.file, replays.database))
    outcome = replays.of(step.file).outcome(step.number)
    assert not outcome.differences, outcome.report()


def _steps_to_refuse() -> list[Step]:
    """Calls out of scope that name a part of Frappe; the rest reads DocTypes or pages."""
    named = ("/api/v2/", "/api/method/frappe.")
    return [step for step in _steps(False) if step.request["path"].startswith(named)]


@pytest.mark.parametrize("step", _steps_to_refuse(), ids=lambda step: step.id)
def test_call_out_of_scope_is_refused_by_name(step: Step, replays: Replays) -> None:
    reply = replays.of_nothing().ask(step)
    name = step.request["path"].removeprefix("/api/method/")
    assert (reply.status, reply.media_type) == (501, "application/json")
    assert reply.json()["exc_type"] == "NotSupportedByHost"
    assert name in reply.body.decode()
