"""Who proposes, who appraises and who decides are different people, whatever their roles and units.

Counted are the people themselves: who took the steps, by the trace, and who prepared the papers.
Neither a change of unit nor a return forgets them.
"""

from typing import Any

import frappe

from thidua_khenthuong.queries.nominations import NOMINATION
from thidua_khenthuong.queries.proposals import collected_dossiers
from thidua_khenthuong.queries.workflow import actors_of
from thidua_khenthuong.refusal import refuse_step

DOSSIER = "Award Dossier"


def require_other_person(dossier: Any, *actions: str) -> None:
    """Refuses whoever took one of `actions` on the dossier, or on one that it collected or that
    collected it; whoever prepared one counts as having handed it in.
    """
    user = frappe.session.user
    related = [
        dossier.name,
        *collected_dossiers(dossier.name),
        *([dossier.lead_dossier] if dossier.lead_dossier else ()),
    ]
    for action in actions:
        if user in actors_of(DOSSIER, related, [action]):
            refuse_step("SAME_PERSON", user=user, action=action)
    if "Submit Dossier" in actions and user in preparers_of(related):
        refuse_step("SAME_PERSON", user=user, action="Submit Dossier")


def preparers_of(dossiers: list[str]) -> set[str]:
    """Who entered the dossiers and their nominations."""
    return {
        *frappe.get_all(DOSSIER, filters={"name": ["in", dossiers]}, pluck="owner"),
        *frappe.get_all(NOMINATION, filters={"dossier": ["in", dossiers]}, pluck="owner"),
    }
