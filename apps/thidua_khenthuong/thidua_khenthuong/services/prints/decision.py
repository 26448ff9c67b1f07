"""The facts of an award decision and its annex."""

from typing import Any

import frappe
from frappe.utils import getdate

from thidua_khenthuong.presentation.documents import (
    AwardDecisionFacts,
    Letterhead,
    PrintedDocument,
    build_award_decision,
    in_printed_order,
)
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.services.prints.heads import (
    achievement_words,
    bare_number,
    file_copies,
    head_of,
    letterhead,
    place_and_date,
    signature,
    unit_of,
    whole_words,
)
from thidua_khenthuong.services.prints.recipients import rewarded


def printed_decision(decision: Any) -> PrintedDocument:
    """The decision as it stands: without a number and a day these stay blank."""
    unit = unit_of(decision.issuing_unit)
    form = frappe.get_cached_doc("Award Form", decision.award_form)
    authority = authority_of(decision, unit)
    proposer = unit_of(decision.proposing_unit) if decision.proposing_unit else None
    return build_award_decision(
        AwardDecisionFacts(
            letterhead=decision_head(decision, unit, authority),
            place_and_date=place_and_date(unit, decision.decision_date),
            authority=authority,
            award=form.title,
            award_title=whole_words(form.printed_name),
            bases=bases_of(decision),
            achievement=achievement_words(decision.campaign, decision.achievement_text),
            recipients=tuple(in_printed_order(rewarded(decision.rows))),
            executors=(head_of(proposer),) if proposer else (head_of(unit),),
            signature=signature(
                decision.signer_title, decision.signer_name, decision.signer_prefix
            ),
            copies_to=file_copies(decision.campaign),
            proposer=head_of(proposer) if proposer else None,
            proposal_number=decision.proposal_number or None,
            proposal_date=getdate(decision.proposal_date) if decision.proposal_date else None,
        )
    )


def is_of_the_campaigns_issuer(decision: Any) -> bool:
    campaign_unit = frappe.db.get_value("Emulation Campaign", decision.campaign, "unit")
    return bool(campaign_unit == decision.issuing_unit)


def authority_of(decision: Any, unit: Any) -> str:
    """Whose decision it is: the plan's issuer for its own awards, else the head of the issuing
    unit.
    """
    if is_of_the_campaigns_issuer(decision):
        return whole_words(plan_of(decision.campaign).issuer)
    return head_of(unit)


def decision_head(decision: Any, unit: Any, authority: str) -> Letterhead:
    """The authority is the chair's, so he stands in the head (Nghị định 30/2020, Mẫu 1.2)."""
    own = letterhead(unit, "QĐ", decision.decision_number)
    if not is_of_the_campaigns_issuer(decision):
        return own
    issuer = authority.replace(" Ủy ban", "\nỦy ban", 1)
    return Letterhead(issuer, own.symbol, number=bare_number(decision.decision_number))


def bases_of(decision: Any) -> tuple[str, ...]:
    """The căn cứ of the regime in force on the day of the decision, or of the newest one."""
    day = str(decision.decision_date or "9999-12-31")
    regimes = frappe.get_all(
        "Legal Regime",
        filters={"valid_from": ["<=", day]},
        fields=["bases", "law", "decree"],
        order_by="valid_from desc",
        limit=1,
    )
    if not regimes:
        return ()
    lines = tuple(line for line in (regimes[0]["bases"] or "").split("\n") if line)
    return lines or (f"Căn cứ {regimes[0]['law']}", f"Căn cứ {regimes[0]['decree']}")
