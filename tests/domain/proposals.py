"""Builders for proposal tests: delivered plans, requests in plain data, answers as callers see."""

import functools
from pathlib import Path
from typing import Any

import yaml

from thidua_khenthuong.domain.context import ProposalContext, ReferenceData, read_reference
from thidua_khenthuong.domain.names import KnownUnit
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_reading import read_plan
from thidua_khenthuong.domain.proposal import check_proposal
from thidua_khenthuong.domain.request import Nomination
from thidua_khenthuong.domain.request_reading import read_request
from thidua_khenthuong.domain.working_days import CalendarYear
from thidua_khenthuong.presentation.proposal_answer import answer_as_data

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "apps/thidua_khenthuong/thidua_khenthuong/fixtures"
PLAN_FILES = {
    "BG-2023": "bac_giang_2023.yaml",
    "NB-2022": "nguyen_binh_2022.yaml",
    "CB-2023": "cao_bang_2023.yaml",
    "KG-2017": "kien_giang_2017.yaml",
    "TY-2023": "tan_yen_2023.yaml",
}


@functools.cache
def plan(code: str) -> CampaignPlan:
    return read_plan(yaml.safe_load((FIXTURES / "plans" / PLAN_FILES[code]).read_text("utf-8")))


@functools.cache
def reference() -> ReferenceData:
    raw: dict[str, Any] = {}
    for name in ("award_forms.yaml", "regimes.yaml"):
        raw |= yaml.safe_load((FIXTURES / "reference" / name).read_text("utf-8"))
    return read_reference(raw)


@functools.cache
def delivered_calendars() -> tuple[CalendarYear, ...]:
    """The working calendars that the app is delivered with."""
    text = (FIXTURES / "reference/holidays.yaml").read_text("utf-8")
    return read_reference(yaml.safe_load(text)).calendars


@functools.cache
def units_on_file(province: str) -> tuple[KnownUnit, ...]:
    """The delivered units of a province, as a site with the seeds knows them."""
    rows = yaml.safe_load((FIXTURES / "reference/units.yaml").read_text("utf-8"))["units"]
    by_key = {row["key"]: row for row in rows}
    root = next(row["key"] for row in rows if row["unit_name"] == province)
    units = []
    for row in rows:
        above: list[str] = []
        while parent := by_key[above[-1] if above else row["key"]].get("parent"):
            above.append(parent)
        if root in (row["key"], *above):
            names = tuple(by_key[key]["unit_name"] for key in above)
            aliases = tuple(row.get("aliases", ()))
            units.append(KnownUnit(row["unit_name"], aliases, row.get("unit_class"), names))
    return tuple(units)


def judged(
    raw: dict[str, Any],
    known_units: tuple[KnownUnit, ...] = (),
    held: tuple[Nomination, ...] = (),
) -> dict[str, Any]:
    """The answer to a request in plain data, as its callers get it."""
    context = ProposalContext(known_units=known_units, held=held, reference=reference())
    campaign = plan(raw["campaign"])
    return answer_as_data(check_proposal(campaign, read_request(raw, campaign, context), context))


def request(
    campaign: str, unit: str | None = None, *nominations: Any, **facts: Any
) -> dict[str, Any]:
    """A request for a provincial certificate, judged as if nothing had been filed."""
    unit_class = "district" if unit and unit.startswith(("Huyện", "Thành phố")) else None
    return {
        "baseline": "empty",
        "campaign": campaign,
        "award_form": "PROVINCE_MERIT",
        "nominating_unit": unit and {"name": unit, "unit_class": unit_class},
        "nominations": list(nominations),
        "facts": facts,
    }


def nominated(
    kind: str, group: str | None = None, level: str | None = None, count: int = 1, **said: Any
) -> dict[str, Any]:
    """A nomination; what is said of it goes to its attributes."""
    return {
        "subject_kind": kind,
        "group": group,
        "level": level,
        "count": count,
        "attributes": said,
    }


def verdict_and_codes(raw: dict[str, Any], **context: Any) -> tuple[str, set[str]]:
    """The verdict, and the codes of all findings that are more than information."""
    answer = judged(raw, **context)
    codes = {item["code"] for item in answer["findings"] if item["level"] != "info"}
    return answer["verdict"], codes
