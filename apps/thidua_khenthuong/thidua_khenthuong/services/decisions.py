"""Actions on an award decision: draft it from appraised dossiers, send, sign, number and issue,
revoke.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import frappe

from thidua_khenthuong.queries.nominations import nominations_of
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies, collected_subjects
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.decision_steps import COPIED
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.state_guard import take_step

DECISION = "Award Decision"


def draft(campaign: str, award_form: str, dossiers: Sequence[Any]) -> Any:
    """A draft decision on all appraised nominations of the dossiers, in the order of the annex."""
    bodies = campaign_bodies(campaign)
    require_officer_of(bodies.standing_unit, "NOT_STANDING_BODY")
    subjects = by_name(subject for dossier in dossiers for subject in decidable(dossier))
    for dossier in dossiers:
        require_ready(dossier, campaign, award_form)
    if not subjects:
        refuse_step("NOTHING_TO_DECIDE")
    signature = plan_of(campaign).signature
    decision = frappe.new_doc(DECISION)
    decision.update(
        {
            "campaign": campaign,
            "award_form": award_form,
            "issuing_unit": bodies.unit,
            "proposing_unit": bodies.standing_unit,
            "signer_prefix": signature.authority_prefix if signature else None,
            "signer_title": "\n".join(signature.titles) if signature else None,
            "signer_name": signature.name if signature else None,
            "dossiers": [{"dossier": dossier.name} for dossier in dossiers],
            "rows": [
                {"nomination": subject.name, **{field: subject.get(field) for field in COPIED}}
                for subject in subjects
            ],
        }
    )
    decision.insert()
    return decision


def require_ready(dossier: Any, campaign: str, award_form: str) -> None:
    if (dossier.campaign, dossier.award_form) != (campaign, award_form):
        refuse_step("OTHER_CAMPAIGN", dossier=dossier.name)
    if dossier.workflow_state != "Appraised":
        refuse_step(
            "DOSSIER_NOT_READY",
            dossier=dossier.name,
            state=dossier.workflow_state,
            wanted="Appraised",
        )


def decidable(dossier: Any) -> list[Any]:
    """The dossier's nominations that were appraised and stand."""
    lead = collected_subjects(dossier.name)
    return [row for row in lead or nominations_of(dossier.name) if row.status == "Appraised"]


def by_name(subjects: Iterable[Any]) -> list[Any]:
    """Nominations in the order of Vietnamese names, whichever dossier they came in."""
    return sorted(subjects, key=lambda row: (row.sort_key or "", row.name))


def send_to_signer(decision: Any) -> None:
    take_step(decision, "Send To Signer")


def send_back(decision: Any) -> None:
    take_step(decision, "Send Back")


def sign(decision: Any) -> None:
    take_step(decision, "Sign")


def issue(decision: Any, number: str, day: date) -> None:
    """The records clerk gives number and day; the decision is final and enters the register."""
    decision.decision_number = number
    decision.decision_date = day
    with server_writes():
        take_step(decision, "Issue")


def revoke(decision: Any, reason: str) -> None:
    decision.revocation_reason = reason
    with server_writes():
        take_step(decision, "Revoke")
