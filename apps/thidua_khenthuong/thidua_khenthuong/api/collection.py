"""The door through which a lead agency collects units' dossiers."""

import frappe

from thidua_khenthuong.services.collection import collect
from thidua_khenthuong.services.permitted import all_permitted, permitted


@frappe.whitelist(methods=["POST"])
def collect_dossiers(campaign: str, award_form: str, dossiers: list[str]) -> dict[str, object]:
    """Collects received dossiers into the lead agency's own, which stays a draft until it is handed
    in.
    """
    permitted("Emulation Campaign", campaign, "read")
    documents = all_permitted("Award Dossier", dossiers)
    lead = collect(campaign, award_form, documents)
    return {"dossier": lead.name, "collected": [document.name for document in documents]}
