"""What each step of a summary report asks for: filed, it holds the register's figures of that
moment.
"""

from collections.abc import Callable
from typing import Any

import frappe

from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.findings import FindingCode
from thidua_khenthuong.domain.proposal import check_proposal
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.directory import known_units
from thidua_khenthuong.queries.extensions import extensions_for
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies, unit_classes
from thidua_khenthuong.queries.reference import reference_data
from thidua_khenthuong.queries.register import award_counts
from thidua_khenthuong.queries.reports import (
    deadline_of,
    is_reporter,
    obligation_of,
    report_request,
    reporting_unit,
)
from thidua_khenthuong.refusal import refuse_answer, refuse_step
from thidua_khenthuong.services.bodies import require_officer_of
from thidua_khenthuong.services.report_years import fitting_year
from thidua_khenthuong.services.server_fields import keep_server_fields
from thidua_khenthuong.services.state_guard import guard_state
from thidua_khenthuong.services.trace import write_trace

REPORT = "Summary Report"
SERVER_FIELDS = (
    "receiving_unit",
    "is_consolidated",
    "received_at",
    "deadline_code",
    "is_late",
)


def judge_report(doc: Any) -> None:
    keep_server_fields(doc, SERVER_FIELDS)
    if int(doc.docstatus or 0) == 0:
        doc.receiving_unit = campaign_bodies(doc.campaign).standing_unit
        keep_report_year(doc)
        refuse_foreign_reporter(doc)
    fill_figures(doc)
    doc.flags.step = step = guard_state(doc)
    if step is not None and step.action in REQUIREMENTS:
        REQUIREMENTS[step.action](doc)


def follow_report(doc: Any) -> None:
    step = doc.flags.step
    if step is None:
        return
    doc.flags.step = None
    write_trace(doc, step.action, step.state, step.next_state)


def keep_report_year(doc: Any) -> None:
    """A report that is owed every year says which year it is of."""
    plan = plan_of(doc.campaign)
    owed = obligation_of(doc, plan)
    year = fitting_year(deadline_of(plan, owed), doc.report_year or None, owed.title)
    # A column of numbers gives 0 back for none, and Frappe takes none for another value than 0.
    doc.report_year = year or 0


def refuse_foreign_reporter(doc: Any) -> None:
    """The plan asks this unit for this report, and it has no other one."""
    plan = plan_of(doc.campaign)
    if not is_reporter(
        plan, obligation_of(doc, plan), reporting_unit(plan, doc.campaign, doc.unit)
    ):
        refuse_step(
            "NOT_A_REPORTER", unit=frappe.db.get_value("Administrative Unit", doc.unit, "unit_name")
        )
    other = frappe.db.get_value(
        REPORT,
        {
            "obligation": doc.obligation,
            "unit": doc.unit,
            "docstatus": ["!=", 2],
            **({"report_year": doc.report_year} if doc.report_year else {}),
            "name": ["!=", doc.name or ""],
        },
    )
    if other:
        name = frappe.db.get_value("Administrative Unit", doc.unit, "unit_name")
        refuse_step("REPORT_EXISTS", unit=name, report=other)


def fill_figures(doc: Any) -> None:
    """The award figures as the register has them; a filed report keeps those of its filing."""
    if int(doc.docstatus or 0) == 2 or (
        doc.get_doc_before_save() and doc.get_doc_before_save().docstatus
    ):
        return
    counts = award_counts(doc.campaign, None if doc.is_consolidated else doc.unit)
    doc.set("figures", [])
    for count in counts:
        doc.append(
            "figures",
            {
                "award_form": count.award_form,
                "subject_family": count.subject_family,
                "subject_kind": count.subject_kind,
                "awards": count.awards,
                "direct_workers": count.direct_workers,
            },
        )


def require_filing(doc: Any) -> None:
    """The reporting unit's own officers file; the rules judge day and addressees."""
    require_officer_of(doc.unit, "NOT_REPORTING_UNIT")
    doc.received_at = now()
    plan = plan_of(doc.campaign)
    request = report_request(plan, doc, obligation_of(doc, plan))
    context = ProposalContext(
        known_units=known_units(campaign_bodies(doc.campaign).unit),
        reference=reference_data(),
        unit_classes=unit_classes(),
        extensions=extensions_for(doc.campaign, doc.unit),
    )
    answer = check_proposal(plan, request, context)
    refuse_answer(answer)
    doc.deadline_code = request.facts.deadline
    doc.is_late = int(any(finding.code is FindingCode.LATE for finding in answer.findings))
    doc.flags.findings = answer.findings


def require_acknowledgement(doc: Any) -> None:
    require_officer_of(doc.receiving_unit, "NOT_STANDING_BODY")


def require_recall(doc: Any) -> None:
    require_officer_of(doc.unit, "NOT_REPORTING_UNIT")


REQUIREMENTS: dict[str, Callable[[Any], None]] = {
    "File": require_filing,
    "Acknowledge": require_acknowledgement,
    "Recall": require_recall,
}
