"""The standing body appraises a dossier: each nominee stands or is declined with a reason."""

from collections.abc import Mapping
from typing import Any

from thidua_khenthuong.domain.vocabulary import Stage
from thidua_khenthuong.queries.nominations import nominations_of
from thidua_khenthuong.queries.proposals import collected_subjects
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.state_guard import take_step
from thidua_khenthuong.services.trace import write_trace


def appraise(dossier: Any, note: str, declined: Mapping[str, str]) -> None:
    """Appraises the dossier; `declined`: nomination → why it does not stand."""
    lead = dossier.stage == Stage.LEAD_AGENCY.value
    subjects = collected_subjects(dossier.name) if lead else nominations_of(dossier.name)
    for name in declined:
        if name not in {subject.name for subject in subjects}:
            refuse_step("NOT_IN_DOSSIER", nomination=name, dossier=dossier.name)
    dossier.appraisal_note = note
    with server_writes():
        take_step(dossier, "Appraise")
        for subject in subjects:
            if subject.name in declined:
                decline(subject, declined[subject.name])


def decline(nomination: Any, reason: str) -> None:
    """The nomination does not stand; the place that it held is free."""
    if not reason.strip():
        refuse_step("REASON_MISSING")
    before = nomination.status
    nomination.reload()
    nomination.status = "Declined"
    nomination.ruling_note = reason
    nomination.save(
        ignore_permissions=True
    )  # the appraiser has no right to write a unit's nomination
    write_trace(nomination, "Decline", before, "Declined", reason)
