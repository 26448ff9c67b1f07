"""The register of awards: every number in reports, annexes and boards comes from `award_counts`."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum

from thidua_khenthuong.queries.units import interval

RECORD = "Award Record"


@dataclass(frozen=True)
class AwardCount:
    """How many awards of one form went to subjects of one kind, and how many to direct workers."""

    award_form: str
    subject_family: str
    subject_kind: str
    awards: int
    direct_workers: int


def award_counts(
    campaign: str, unit: str | None = None, until: date | None = None
) -> tuple[AwardCount, ...]:
    """Valid awards of a campaign, of everybody or of what `unit` and the units below it proposed.

    `until`: decided on or before that day.
    """
    record = frappe.qb.DocType(RECORD)
    workers = Case().when(record.direct_worker == "Yes", 1).else_(0)
    query = (
        frappe.qb.from_(record)
        .select(
            record.award_form,
            record.subject_family,
            record.subject_kind,
            Count("*").as_("awards"),
            Sum(workers).as_("direct_workers"),
        )
        .where((record.campaign == campaign) & (record.status == "Valid"))
        .groupby(record.award_form, record.subject_family, record.subject_kind)
        .orderby(record.award_form)
        .orderby(record.subject_family)
        .orderby(record.subject_kind)
    )
    if unit is not None:
        low, high = interval(unit) or (0, 0)
        place = frappe.qb.DocType("Administrative Unit")
        inside = frappe.qb.from_(place).select(place.name)
        inside = inside.where((place.lft >= low) & (place.rgt <= high))
        query = query.where(record.unit.isin(inside))
    if until is not None:
        query = query.where(record.decision_date <= until)
    return tuple(
        AwardCount(
            row["award_form"],
            row["subject_family"],
            row["subject_kind"],
            int(row["awards"]),
            int(row["direct_workers"] or 0),
        )
        for row in query.run(as_dict=True)
    )
