"""What a plan asks to be told and was not: a remark for whoever hands in, never a refusal."""

from typing import Any

import frappe

from thidua_khenthuong.domain.findings import FindingLevel
from thidua_khenthuong.domain.plan_text import PlanItemKind
from thidua_khenthuong.presentation.remark_messages import remark_text
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.refusal import SpokenFinding

CONTRIBUTION = "Nomination Contribution"


def missing_conference_form(report: Any) -> list[SpokenFinding]:
    """Where the plan asks how units hold their review and a unit's report does not say."""
    asked = plan_of(report.campaign).items_of(PlanItemKind.REVIEW_FORM)
    if not asked or report.conference_form or report.is_consolidated:
        return []
    return [remark("CONFERENCE_FORM_MISSING", asked[0].source, "conference_form")]


def missing_evidence(dossier: Any) -> list[SpokenFinding]:
    """For each subject, the criteria of its group whose evidence is neither named nor entered as a
    contribution.
    """
    asking = [
        criterion
        for criterion in plan_of(dossier.campaign).criteria
        if criterion.evidence
        and (not criterion.award_forms or dossier.award_form in criterion.award_forms)
    ]
    silent = frappe.get_all(
        "Award Nomination",
        filters={"dossier": dossier.name, "named_evidence": ["is", "not set"]},
        fields=["name", "display_name", "subject_group"],
        order_by="creation asc, name asc",
    )
    given = set(
        frappe.get_all(
            CONTRIBUTION,
            filters={"parent": ["in", [row["name"] for row in silent] or [""]]},
            pluck="parent",
        )
    )
    return [
        remark(
            "EVIDENCE_MISSING",
            criterion.source,
            "named_evidence",
            subject=row["display_name"],
            evidence=", ".join(criterion.evidence),
        )
        for row in silent
        if row["name"] not in given
        for criterion in asking
        if criterion.group == row["subject_group"]
    ]


def remark(code: str, source: str, path: str, /, **parameters: object) -> SpokenFinding:
    return {
        "code": code,
        "level": FindingLevel.INFO.value,
        "message": remark_text(code, parameters),
        "source": source,
        "path": path,
    }
