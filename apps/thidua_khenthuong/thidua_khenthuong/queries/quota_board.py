"""The quota board: what each unit may still propose."""

import dataclasses
from typing import Any

import frappe

from thidua_khenthuong.domain.allocation import quota_board as unit_lines
from thidua_khenthuong.queries.directory import known_units, unit_rows
from thidua_khenthuong.queries.nominations import HOLDING, NOMINATION, OWN_FIELDS, subject_of
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import campaign_bodies
from thidua_khenthuong.queries.scope_rules import handles
from thidua_khenthuong.queries.units import scope_of


def quota_board(campaign: str, user: str) -> list[dict[str, object]]:
    """`[{unit, unit_name, award_form, row, pool, source, allowed, used, left}]` for the units
    `user` may see.

    All nominations of the campaign are asked for once and shared out to their units.
    """
    plan = plan_of(campaign)
    issuing_unit = campaign_bodies(campaign).unit
    held = held_by_unit(campaign)
    scope = scope_of(user)
    sees_all = scope.everything or handles(scope, campaign)
    board: list[dict[str, object]] = []
    for row, unit in zip(unit_rows(issuing_unit), known_units(issuing_unit), strict=True):
        if not sees_all and not scope.covers(row["lft"], row["rgt"]):
            continue
        for form in sorted({quota.award_form for quota in plan.quotas}):
            own = {unit.name: held.get((row["name"], form), [])}
            board.extend(
                {
                    **dataclasses.asdict(line),
                    "unit": row["name"],
                    "unit_name": unit.name,
                    "award_form": form,
                }
                for line in unit_lines(plan, form, (unit,), own)
            )
    return board


def held_by_unit(campaign: str) -> dict[tuple[str, str], list[Any]]:
    """The nominations that hold places, by unit and award form."""
    held: dict[tuple[str, str], list[Any]] = {}
    for row in frappe.get_all(
        NOMINATION,
        filters={"campaign": campaign, "status": ["in", list(HOLDING)]},
        fields=[*OWN_FIELDS, "award_form"],
    ):
        held.setdefault((row["unit"], row["award_form"]), []).append(subject_of(row))
    return held
