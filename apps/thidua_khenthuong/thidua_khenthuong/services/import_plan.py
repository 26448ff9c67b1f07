"""A plan's YAML becomes a campaign with its criteria, quotas, obligations and report outlines.

The text is read completely before a record is touched: every problem is reported at once, with its
path. The same plan twice changes nothing; what a user has edited is left as it is.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import frappe
import yaml

from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_reading import read_plan
from thidua_khenthuong.domain.plan_text import Outline, OutlineHeading
from thidua_khenthuong.domain.reading import DataInvalid, Problem
from thidua_khenthuong.queries.directory import unit_named
from thidua_khenthuong.queries.plans import (
    CAMPAIGN,
    OUTLINE,
    OUTLINES,
    PARTS_IN_RECORDS,
    PARTS_IN_RULES,
)
from thidua_khenthuong.queries.record_shapes import plain, row_of
from thidua_khenthuong.refusal import refuse_problems
from thidua_khenthuong.services.seeded_records import SeedOutcome, write_seeded

RULE = "Campaign Rule"


def import_plan(text: str) -> dict[str, int]:
    """Create or update the campaign that a plan describes; counts of records by what happened to
    them.

    Raises a refusal with every problem: not YAML, unknown and missing keys, wrong types, clauses
    that are not printed, an issuing unit or award form that is not on file.
    """
    plan = readable_plan(text)
    links = linked_units(plan)
    outcomes = Counter[str]()
    outcomes[write_campaign(plan, links)] += 1
    for part, (doctype, record) in PARTS_IN_RECORDS.items():
        for ordinal, item in enumerate(getattr(plan, part), start=1):
            row = {**row_of(record, plain(item), doctype), "campaign": plan.code}
            key = f"{plan.code}/{part}/{item.code}"
            outcomes[write_seeded(doctype, key, {**row, "ordinal": ordinal})[0]] += 1
    for place, outline in enumerate(plan.outlines):
        write_outline(plan.code, place, outline, outcomes)
    return {outcome.value: outcomes[outcome] for outcome in SeedOutcome}


def readable_plan(text: str) -> CampaignPlan:
    """The plan, or a refusal that names every problem."""
    try:
        plan = read_plan(yaml.safe_load(text))
    except yaml.YAMLError as error:
        refuse_problems([Problem("", "not_yaml", {"reason": str(error)})])
    except DataInvalid as error:
        refuse_problems(error.problems)
    refuse_problems(unknown_references(plan))
    return plan


def unknown_references(plan: CampaignPlan) -> list[Problem]:
    """The issuing unit and the award forms that the plan speaks of and that are not on file."""
    problems = []
    if unit_named(plan.issuing_unit) is None:
        problems.append(Problem("issuing_unit", "unknown_unit", {"value": plan.issuing_unit}))
    known = set(frappe.get_all("Award Form", pluck="name"))
    for index, rule in enumerate(plan.award_forms):
        if rule.form not in known:
            problems.append(
                Problem(f"award_forms[{index}].form", "unknown_award_form", {"value": rule.form})
            )
    for index, quota in enumerate(plan.quotas):
        if quota.award_form not in known:
            problems.append(
                Problem(
                    f"quotas[{index}].award_form", "unknown_award_form", {"value": quota.award_form}
                )
            )
    return problems


def linked_units(plan: CampaignPlan) -> dict[str, str | None]:
    """The records of the bodies that handle the campaign, sought among the issuing unit's own."""
    issuing = unit_named(plan.issuing_unit)
    return {
        "unit": issuing,
        "standing_unit": unit_named(plan.standing_body, below=issuing),
        "lead_unit": unit_named(plan.lead_agency, below=issuing),
    }


def write_campaign(plan: CampaignPlan, links: Mapping[str, str | None]) -> SeedOutcome:
    parts = plain(plan)
    elsewhere = (*PARTS_IN_RECORDS, *PARTS_IN_RULES, OUTLINES)
    own = {part: value for part, value in parts.items() if part not in elsewhere}
    row = row_of(CampaignPlan, own, CAMPAIGN)
    row["rules"] = [
        {**row_of(type(rule), plain(rule), RULE), "rule_kind": part}
        for part in PARTS_IN_RULES
        for rule in getattr(plan, part)
    ]
    row.update(links)
    parent = plan.parent.code if plan.parent else None
    row["parent_campaign"] = parent if parent and frappe.db.exists(CAMPAIGN, parent) else None
    return write_seeded(CAMPAIGN, plan.code, row)[0]


def write_outline(campaign: str, place: int, outline: Outline, outcomes: Counter[str]) -> None:
    """The outline as a record, and below it each heading as a record of its own."""
    root = {
        "campaign": campaign,
        "ordinal": place,
        "outline_code": outline.code,
        "is_root": 1,
        "source": outline.source,
        "text": outline.text,
        "header": "\n".join(outline.header),
        "signer": "\n".join(outline.signer),
        "recipients": "\n".join(outline.recipients),
    }
    key = f"{campaign}/outlines/{outline.code}"
    outcome, name = write_seeded(OUTLINE, key, root)
    outcomes[outcome] += 1
    for ordinal, heading in enumerate(outline.headings, start=1):
        write_heading(root, key, name, ordinal, heading, outcomes)


def write_heading(
    root: Mapping[str, Any],
    key: str,
    parent: str,
    ordinal: int,
    heading: OutlineHeading,
    outcomes: Counter[str],
) -> None:
    own_key = f"{key}/{ordinal}"
    row = {
        "campaign": root["campaign"],
        "outline_code": root["outline_code"],
        "parent_heading": parent,
        "ordinal": ordinal,
        "is_root": 0,
        "number": heading.number,
        "text": heading.text,
        "source": heading.source,
        "figures": heading.figures.value if heading.figures else None,
        "record_fields": "\n".join(heading.record_fields),
    }
    outcome, name = write_seeded(OUTLINE, own_key, row)
    outcomes[outcome] += 1
    for place, child in enumerate(heading.children, start=1):
        write_heading(root, own_key, name, place, child, outcomes)
