"""What a nomination may say, and until when it may be changed."""

from typing import Any

import frappe

from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.dossier_steps import DOSSIER, EDITABLE_STATES
from thidua_khenthuong.services.ranges import refuse_reversed_range
from thidua_khenthuong.services.server_fields import are_open, keep_server_fields

FROM_DOSSIER = ("campaign", "award_form", "unit", "receiving_unit")
SERVER_FIELDS = ("lead_dossier", "status", "ruling_note")


def judge_nomination(doc: Any) -> None:
    """Campaign, form and unit are the dossier's; content changes only while the dossier is with its
    unit.
    """
    keep_server_fields(doc, SERVER_FIELDS)
    if not are_open():
        refuse_handed_in(doc)
    dossier = frappe.db.get_value(DOSSIER, doc.dossier, FROM_DOSSIER, as_dict=True)
    doc.update(dossier)
    refuse_reversed_range(doc.achievement_from, doc.achievement_to)


def refuse_removal(doc: Any) -> None:
    refuse_handed_in(doc)


def refuse_handed_in(doc: Any) -> None:
    state = frappe.db.get_value(DOSSIER, doc.dossier, "workflow_state")
    if state not in EDITABLE_STATES:
        refuse_step("CONTENT_FROZEN", document=doc.name or doc.dossier)
