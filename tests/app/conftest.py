"""A site with the seeded plans, the day set to 2023, and people of Bắc Giang at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from builders import (
    BAC_GIANG,
    HIEP_HOA,
    HOME_AFFAIRS,
    LABOUR,
    SON_DONG,
    a_receiving_campaign,
    an_officer,
    unit,
)
from frappe_ready import frappe

Day = Callable[[str], None]


@pytest.fixture
def day(site: Any, business_date: Day) -> Iterator[Day]:
    """`day("2023-11-29")` sets the day on which the site works."""
    frappe.conf["allow_business_date"] = 1
    yield business_date
    frappe.conf["allow_business_date"] = 0


@dataclass(frozen=True)
class People:
    """Who acts in Bắc Giang's campaign."""

    proposer: str = "proposer@sondong.test"
    other_proposer: str = "proposer@hiephoa.test"
    lead: str = "lead@labour.test"
    appraiser: str = "appraiser@home.test"
    chair: str = "chair@province.test"
    clerk: str = "clerk@province.test"
    auditor: str = "auditor@province.test"


@pytest.fixture
def people(day: Day) -> People:
    """Officers of two districts, the lead agency, the standing body and the province; it is
    20/11/2023.
    """
    day("2023-11-20")
    crew = People()
    an_officer(crew.proposer, ["Emulation Officer"], unit(SON_DONG))
    an_officer(crew.other_proposer, ["Emulation Officer"], unit(HIEP_HOA))
    an_officer(crew.lead, ["Emulation Officer", "Lead Agency Officer"], unit(LABOUR))
    an_officer(crew.appraiser, ["Appraisal Officer"], unit(HOME_AFFAIRS))
    an_officer(crew.chair, ["Decision Maker"], unit(BAC_GIANG))
    an_officer(crew.clerk, ["Records Clerk"], unit(BAC_GIANG))
    an_officer(crew.auditor, ["Emulation Auditor"], unit(BAC_GIANG))
    a_receiving_campaign("BG-2023")
    return crew


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expects a refusal whose findings name `code`."""
    frappe.local.response.pop("findings", None)
    with pytest.raises(frappe.ValidationError):
        yield
    findings = frappe.local.response.get("findings") or []
    assert code in [finding["code"] for finding in findings]
