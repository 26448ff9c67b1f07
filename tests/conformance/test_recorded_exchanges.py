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
    record_property(REPLAYED, step.file)
    outcome = replays.of(step.file).outcome(step.number)
    assert not outcome.differences, outcome.report()
