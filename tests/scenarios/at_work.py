"""Bắc Giang on an ordinary day: two districts have filed, a draft decision lies with Sở Nội vụ.

Somebody of every role is there, so that tests can try what each of them must not be able to do.
"""

from __future__ import annotations

from typing import Any

from . import crew as roles
from .bac_giang_2023 import HIEP_HOA, HOME_AFFAIRS, LABOUR, PROVINCE, SON_DONG
from .doors import Caller
from .filing import PROVINCE_MERIT, hands_in
from .grounds import Ground
from .province import ProvinceCampaign
from .reporting import obligation_of, writes_report

SECRETARY = "Council Secretary"
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class ProvinceAtWork(ProvinceCampaign):
    """Sơn Động's dossier waits at Sở LĐTBXH; Hiệp Hòa's went on and is in a draft decision."""

    plan_code = "BG-2023"
    province = PROVINCE
    plan = "bac_giang_2023.yaml"
    parts = ("submission_letter", "nominee_list", "minutes")

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        ground.set_day("2023-11-20")
        self.plan_is_loaded()
        self.people_come_in()
        self.chair_issues_the_plan()
        self.allocation_is_read_back()
        self.waiting = self.files_one_of_each(SON_DONG)
        self.scan = self.officers[SON_DONG].attaches(
            "bien-ban.pdf", SCAN, "Award Dossier", self.waiting
        )
        self.lead_dossier = self.goes_on(self.files_one_of_each(HIEP_HOA))
        self.report = self.reports_of_son_dong()

    def people_come_in(self) -> str:
        """Everybody by the word that the tests call him."""
        hire = self.crew.employs
        self.officers = {
            SON_DONG: hire("proposer", SON_DONG, [roles.PROPOSER]),
            HIEP_HOA: hire("neighbour", HIEP_HOA, [roles.PROPOSER]),
        }
        hire("head", SON_DONG, [roles.UNIT_HEAD, roles.DECISION_MAKER])
        self.lead = hire("lead", LABOUR, [roles.PROPOSER, roles.LEAD_OFFICER])
        hire("secretary", LABOUR, [SECRETARY])
        self.appraiser = hire("appraiser", HOME_AFFAIRS, [roles.APPRAISER])
        hire("standing head", HOME_AFFAIRS, [roles.STANDING_HEAD])
        self.chair = hire("chair", PROVINCE, [roles.DECISION_MAKER])
        self.clerk = hire("clerk", PROVINCE, [roles.CLERK])
        hire("auditor", PROVINCE, [roles.AUDITOR])
        return ""

    def files_one_of_each(self, unit: str) -> str:
        """A dossier with one subject for each row of the unit."""
        subjects = [place.subject() for place in self.allocation.places[unit]]
        subjects[-1]["level"] = "district"
        self.files_for(unit, subjects)
        return self.dossiers[unit]

    def goes_on(self, dossier: str) -> str:
        """Received, collected, appraised, drafted into a decision; the lead agency's dossier."""
        self.lead.does("dossiers.receive_dossier", dossier=dossier)
        collected = self.lead.does(
            "collection.collect_dossiers",
            campaign=self.code,
            award_form=PROVINCE_MERIT,
            dossiers=[dossier],
        )
        lead = str(collected["dossier"])
        components = [{"component": part} for part in self.parts]
        self.lead.changes("Award Dossier", lead, components=components, sets=1)
        hands_in(self.lead, lead).value()
        self.appraiser.does("dossiers.receive_dossier", dossier=lead)
        self.appraiser.does("appraisal.appraise_dossier", dossier=lead, note="Đủ tiêu chuẩn")
        drafted = self.appraiser.does(
            "decisions.draft_decision",
            campaign=self.code,
            award_form=PROVINCE_MERIT,
            dossiers=[lead],
        )
        self.decision = str(drafted["decision"])
        return lead

    def reports_of_son_dong(self) -> str:
        officer = self.officers[SON_DONG]
        obligation = obligation_of(officer, self.code, "BG-R1")
        unit = self.crew.units[SON_DONG]
        said = {"conference_form": "combined"}
        return writes_report(officer, obligation, unit, "Đã thực hiện.", **said)

    def everybody(self) -> dict[str, Caller]:
        return self.crew.people

    def stored(self, doctype: str, name: str, *fields: str) -> tuple[Any, ...]:
        """Fields of a record as they are in its table."""
        columns = ", ".join(fields)
        (row,) = self.ground.sql(f"select {columns} from `tab{doctype}` where name = ?", name)
        return row
