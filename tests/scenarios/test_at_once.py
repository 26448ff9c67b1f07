"""Many officers hand in at the same moment, over a server's sockets: a place is given once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from . import crew as roles
from .bac_giang_2023 import (
    HIEP_HOA,
    HOME_AFFAIRS,
    PROVINCE,
    SON_DONG,
)
from .conftest import DATABASES, ON_A_SERVER, a_ground
from .doors import Answer
from .filing import hands_in, names, opens_dossier
from .grounds import EmbeddedGround, Ground, at_work_elsewhere
from .province import ProvinceCampaign

pytestmark = [pytest.mark.scenario]
SUBMITTERS = 64
THREADS = 8


class TwoDistricts(ProvinceCampaign):
    """Bắc Giang's campaign on the day when two districts file."""

    plan_code = "BG-2023"
    province = PROVINCE
    plan = "bac_giang_2023.yaml"
    parts = ("submission_letter", "nominee_list", "minutes")

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        ground.set_day("2023-11-20")
        self.plan_is_loaded()
        hire = self.crew.employs
        self.officers = {
            unit: hire(f"district.{number}", unit, [roles.PROPOSER])
            for number, unit in enumerate((HIEP_HOA, SON_DONG))
        }
        self.appraiser = hire("appraiser", HOME_AFFAIRS, [roles.APPRAISER])
        self.chair = hire("chair", PROVINCE, [roles.DECISION_MAKER])
        self.chair_issues_the_plan()
        self.allocation_is_read_back()

    def drafts(self, unit: str, number: int) -> list[str]:
        """As many drafts of the unit, each with one commune."""
        officer, record = self.officers[unit], self.crew.units[unit]
        commune = self.allocation.of(unit, "BG-Q11")
        found = []
        for _ in range(number):
            dossier = opens_dossier(officer, self.code, record, self.parts)
            names(officer, dossier, commune.subject())
            found.append(dossier)
        return found

    def handed_in_at_once(self, drafts: dict[str, list[str]]) -> dict[str, list[Answer]]:
        """All drafts of all units in one moment, each on a connection of its own."""
        together = Barrier(sum(map(len, drafts.values())))

        def hand_in(unit: str, dossier: str) -> Answer:
            together.wait()
            return hands_in(self.officers[unit], dossier)

        with ThreadPoolExecutor(together.parties) as pool:
            waiting = {
                unit: [pool.submit(hand_in, unit, dossier) for dossier in dossiers]
                for unit, dossiers in drafts.items()
            }
            return {unit: [one.result() for one in ones] for unit, ones in waiting.items()}


@pytest.fixture(params=DATABASES)
def served(request: pytest.FixtureRequest) -> Iterator[TwoDistricts]:
    """The campaign behind a server that answers eight requests at a time."""
    with a_ground(request, request.param) as ground:
        if ON_A_SERVER:
            yield TwoDistricts(ground)
        else:
            from embedded_host.http import make_app  # noqa: PLC0415 - not on a bench

            assert isinstance(ground, EmbeddedGround)
            with at_work_elsewhere(make_app(ground.site), THREADS) as url:
                yield TwoDistricts(EmbeddedGround(ground.site, url))


def test_of_64_submitters_at_once_each_place_goes_to_one(served: TwoDistricts) -> None:
    """Hiệp Hòa has one place for a commune, Sơn Động two (IV.2.a); each hands in 32 dossiers."""
    half = SUBMITTERS // 2
    drafts = {unit: served.drafts(unit, half) for unit in (HIEP_HOA, SON_DONG)}

    answers = served.handed_in_at_once(drafts)

    for unit, places in ((HIEP_HOA, 1), (SON_DONG, 2)):
        taken = [answer for answer in answers[unit] if answer.status == 200]
        refused = [answer for answer in answers[unit] if answer.status != 200]
        assert {(one.status, *one.codes) for one in refused} == {(417, "QUOTA_EXCEEDED")}
        assert (len(taken), len(refused)) == (places, half - places)
        assert served.used_by(unit) == places
        assert held(served, unit) == places


def held(served: TwoDistricts, unit: str) -> int:
    ((number,),) = served.ground.sql(
        "select count(*) from `tabAward Nomination`"
        " where campaign = ? and unit = ? and status = 'Submitted'",
        served.code,
        served.crew.units[unit],
    )
    return int(number)
