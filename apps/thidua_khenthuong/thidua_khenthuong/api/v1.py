"""The door for other agencies' systems: stable names, every problem reported at once."""

from typing import Any

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import cint

from thidua_khenthuong.presentation.proposal_answer import answer_as_data
from thidua_khenthuong.services.proposal_check import answer_request

CHECKS_A_MINUTE = 6000


def checks_a_minute() -> int:
    """How often one address may ask in a minute: the site's `proposal_checks_a_minute`, if set."""
    return cint(frappe.conf.get("proposal_checks_a_minute")) or CHECKS_A_MINUTE


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=checks_a_minute, seconds=60)
def check_proposal(
    campaign: Any = None,
    award_form: Any = None,
    nominating_unit: Any = None,
    nominations: Any = None,
    facts: Any = None,
    baseline: Any = None,
    **unknown: Any,
) -> dict[str, object]:
    """Whether a unit may propose these subjects for this award, and with this dossier. Saves
    nothing.

    The arguments are not typed on purpose: the domain's own reader reports every problem with its
    path, unknown keys included, where the framework would report the first one in English. HTTP 403
    where the unit is neither in the caller's scope nor the campaign handled by a unit of his.
    """
    arguments = {
        "campaign": campaign,
        "award_form": award_form,
        "nominating_unit": nominating_unit,
        "nominations": nominations,
        "facts": facts,
        "baseline": baseline,
    }
    asked = {key: value for key, value in {**arguments, **unknown}.items() if key not in ENVELOPE}
    return answer_as_data(answer_request(asked))


ENVELOPE = frozenset({"cmd", "csrf_token", "_lang"})
"""Keys that belong to the call and not to the question."""
