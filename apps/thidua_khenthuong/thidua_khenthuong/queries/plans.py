"""A campaign's plan, put together from its records: what the rules read is what users edit."""

from typing import Any

import frappe

from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Criterion, QuotaRow, ReportObligation
from thidua_khenthuong.domain.plan_text import OutlineHeading
from thidua_khenthuong.domain.reading import DataInvalid, Problem, read_record, type_hints
from thidua_khenthuong.queries.record_shapes import from_column, item_type, part_of
from thidua_khenthuong.queries.stamps import records_stamp

CAMPAIGN = "Emulation Campaign"
OUTLINE = "Report Outline"

PARTS_IN_RECORDS: dict[str, tuple[str, type]] = {
    "criteria": ("Campaign Criterion", Criterion),
    "quotas": ("Award Quota", QuotaRow),
    "obligations": ("Report Obligation", ReportObligation),
}
"""Parts of a plan that are DocTypes of their own, linked to the campaign."""

PARTS_IN_RULES = (
    "report_rules",
    "priority_notes",
    "discipline_rules",
    "state_award_exclusions",
    "contribution_rules",
    "bonus_rules",
)
"""Parts that share the campaign's table of other rules, told apart by its column `rule_kind`."""

OUTLINES = "outlines"
LINKED_DOCTYPES = (*(doctype for doctype, _ in PARTS_IN_RECORDS.values()), OUTLINE)

_plans: dict[tuple[str, str], tuple[str, CampaignPlan]] = {}
"""Plans as read last, by site and campaign, each with the stamp of the records it was read from."""


def plan_of(campaign: str) -> CampaignPlan:
    """The plan of a campaign as its records say now.

    Raises `DataInvalid` where an edit left it unreadable, `frappe.DoesNotExistError` for no such
    campaign.
    """
    stamp = plan_stamp(campaign)
    key = (frappe.local.site, campaign)
    if key in _plans and _plans[key][0] == stamp:
        return _plans[key][1]
    plan = read_plan_records(campaign)
    _plans[key] = (stamp, plan)
    return plan


def read_plan_records(campaign: str) -> CampaignPlan:
    """The plan, read afresh from the campaign and the records linked to it."""
    doc = frappe.get_doc(CAMPAIGN, campaign)
    raw = part_of(CampaignPlan, doc, skip=(*PARTS_IN_RECORDS, *PARTS_IN_RULES, OUTLINES))
    hints = type_hints(CampaignPlan)
    for part in PARTS_IN_RULES:
        record = item_type(hints[part])
        raw[part] = [part_of(record, row) for row in doc.rules if row.rule_kind == part]
    for part, (doctype, record) in PARTS_IN_RECORDS.items():
        raw[part] = [part_of(record, row) for row in linked_records(doctype, campaign)]
    raw[OUTLINES] = outlines_of(campaign)
    problems: list[Problem] = []
    plan = read_record(CampaignPlan, raw, "", problems)
    if problems:
        raise DataInvalid(problems)
    return plan  # type: ignore[no-any-return]


def linked_records(doctype: str, campaign: str) -> list[Any]:
    """The records of one kind that belong to a campaign, in the plan's order."""
    names = frappe.get_all(
        doctype, filters={"campaign": campaign}, pluck="name", order_by="ordinal asc, name asc"
    )
    return [frappe.get_doc(doctype, name) for name in names]


def outlines_of(campaign: str) -> list[dict[str, Any]]:
    """The report outlines with their headings as a tree."""
    rows = linked_records(OUTLINE, campaign)
    below: dict[str, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent_heading or "", []).append(row)
    return [
        {
            "code": row.outline_code,
            "source": row.source or "",
            "text": row.text or "",
            "header": lines(row.header),
            "signer": lines(row.signer),
            "recipients": lines(row.recipients),
            "headings": headings_below(row.name, below),
        }
        for row in below.get("", [])
    ]


def headings_below(parent: str, below: dict[str, list[Any]]) -> list[dict[str, Any]]:
    hints = type_hints(OutlineHeading)
    plain_fields = [field for field in hints if field != "children"]
    return [
        {
            **{field: from_column(row.get(field), hints[field]) for field in plain_fields},
            "children": headings_below(row.name, below),
        }
        for row in below.get(parent, [])
    ]


def lines(text: str | None) -> list[str]:
    return [line for line in (text or "").split("\n") if line]


def plan_stamp(campaign: str) -> str:
    """Changes whenever one of the records that make up the plan is written, added or removed."""
    own = records_stamp(CAMPAIGN, {"name": campaign})
    linked = [records_stamp(doctype, {"campaign": campaign}) for doctype in LINKED_DOCTYPES]
    return "|".join([own, *linked])
