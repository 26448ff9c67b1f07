"""What may stand in an award decision's annex, and who may decide on which award form."""

from collections.abc import Iterable
from typing import Any

import frappe

from thidua_khenthuong.domain.awards import form_rule
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.vocabulary import CountKind, RouteStepKind
from thidua_khenthuong.queries.nominations import NOMINATION
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.refusal import refuse_step


def refuse_foreign_rows(doc: Any) -> None:
    """Whoever names a nomination or a dossier may read it: a line says what its nomination says.

    Raises `frappe.PermissionError`. Lines that are stored already were asked about then.
    """
    before = doc.get_doc_before_save()
    for table, fieldname, doctype in (
        ("rows", "nomination", NOMINATION),
        ("dossiers", "dossier", "Award Dossier"),
    ):
        known = named_in(before.get(table), fieldname) if before else set()
        named = named_in(doc.get(table), fieldname) - known
        if named and named - readable(doctype, named):
            frappe.throw(
                frappe._("The decision names records that you may not read."),
                frappe.PermissionError,
            )


def named_in(rows: Iterable[Any], fieldname: str) -> set[str]:
    return {row.get(fieldname) for row in rows if row.get(fieldname)}


def readable(doctype: str, names: set[str]) -> set[str]:
    """Those of `names` that the session's user may read."""
    if not frappe.has_permission(doctype, "read"):
        return set()
    filters = {"name": ["in", sorted(names)]}
    return set(frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0))


def require_own_form(doc: Any) -> None:
    """A unit that does not issue the campaign decides on the forms that the plan leaves to units:
    listed ones that nobody proposes to anybody. State awards are never a unit's own.
    """
    if doc.issuing_unit == campaign_bodies(doc.campaign).unit:
        return
    is_state_award = frappe.db.get_value("Award Form", doc.award_form, "is_state_award")
    if is_state_award or not is_left_to_units(plan_of(doc.campaign), doc.award_form):
        refuse_step("FORM_NOT_ITS_OWN", form=doc.award_form)


def is_left_to_units(plan: CampaignPlan, form: str) -> bool:
    rule = form_rule(plan, form)
    return rule is not None and not any(
        step.kind is RouteStepKind.PROPOSE and {form, rule.form} & set(step.award_forms)
        for step in plan.route_steps
    )


def require_appraised_rows(doc: Any) -> None:
    """A nomination is decided on once, for its own campaign and form, after it was appraised in one
    of the decision's dossiers. Where the plan allots places for the form there are no other lines.
    """
    allotted = has_places(plan_of(doc.campaign), doc.award_form)
    dossiers = {row.dossier for row in doc.dossiers}
    seen: set[str] = set()
    for row in doc.rows:
        if not row.nomination:
            if allotted:
                refuse_step("NOT_APPRAISED", subject=row.display_name)
            continue
        if row.nomination in seen:
            refuse_step("ROW_REPEATED", subject=row.display_name)
        seen.add(row.nomination)
        if not is_appraised_for(doc, row.nomination, dossiers):
            refuse_step("NOT_APPRAISED", subject=row.display_name)


def has_places(plan: CampaignPlan, form: str) -> bool:
    return any(
        quota.award_form == form and quota.count.kind is not CountKind.FREE for quota in plan.quotas
    )


def is_appraised_for(doc: Any, nomination: str, dossiers: set[str]) -> bool:
    found = frappe.db.get_value(
        NOMINATION,
        nomination,
        ["status", "dossier", "lead_dossier", "campaign", "award_form"],
        as_dict=True,
    )
    return bool(
        found
        and found["status"] == "Appraised"
        and dossiers & {found["dossier"], found["lead_dossier"]}
        and (found["campaign"], found["award_form"]) == (doc.campaign, doc.award_form)
    )
