"""What waits for whom: the next step of a record and the unit that has to take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Waiting:
    """`unit`: the record of the unit whose turn it is, null where nobody's; `task`: its work."""

    unit: str | None
    task: str


NOBODY = Waiting(None, "")


def dossier_waits(row: Mapping[str, Any], bodies: Mapping[str, Any]) -> tuple[Waiting, ...]:
    """`bodies`: the campaign's `standing_unit` and `lead_unit`."""
    state = row["workflow_state"] or "Draft"
    steps = [waiting for waiting in (next_step(row, bodies, state),) if waiting.task]
    if row["open_warnings"] and state in ("Submitted", "Received", "Collected"):
        task = f"xác nhận {row['open_warnings']} cảnh báo"
        steps.append(Waiting(bodies["standing_unit"], task))
    return tuple(steps)


def next_step(row: Mapping[str, Any], bodies: Mapping[str, Any], state: str) -> Waiting:
    if state in OWN_TURN:
        return Waiting(row["unit"], OWN_TURN[state])
    if state == "Submitted":
        late = row["is_late"] and not row["late_ruling"]
        return Waiting(row["receiving_unit"], "xem xét hồ sơ trễ hạn" if late else "tiếp nhận")
    if state == "Received" and row["stage"] == "unit" and bodies["lead_unit"]:
        return Waiting(bodies["lead_unit"], "tổng hợp, trình")
    if state == "Received":
        return Waiting(bodies["standing_unit"], "thẩm định")
    if state == "Appraised":
        return Waiting(bodies["standing_unit"], "trình quyết định")
    return NOBODY


OWN_TURN = {"Draft": "hoàn thiện, gửi", "Returned": "bổ sung, gửi lại"}


def decision_waits(row: Mapping[str, Any], bodies: Mapping[str, Any]) -> tuple[Waiting, ...]:
    state = row["workflow_state"] or "Drafted"
    if state == "Drafted":
        return (Waiting(bodies["standing_unit"], "trình ký"),)
    task = {"Awaiting Signature": "ký", "Signed": "cho số, ban hành"}.get(state)
    return (Waiting(row["issuing_unit"], task),) if task else ()


def report_waits(row: Mapping[str, Any]) -> tuple[Waiting, ...]:
    state = row["workflow_state"] or "Draft"
    if state == "Draft":
        return (Waiting(row["unit"], "hoàn thiện, gửi"),)
    if state == "Filed" and row["receiving_unit"]:
        return (Waiting(row["receiving_unit"], "xác nhận đã nhận"),)
    return ()
