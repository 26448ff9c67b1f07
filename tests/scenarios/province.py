"""What the campaigns of two provinces have in common: the plan, the people, filing, deciding."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from .allocation import Allocation, read_allocation
from .crew import Crew
from .doors import Answer, Caller
from .filing import PROVINCE_MERIT, files, state_of, takes_out
from .grounds import Ground
from .story import Story

PLANS = Path(__file__).parents[2] / "apps/thidua_khenthuong/thidua_khenthuong/fixtures/plans"


class ProvinceCampaign(Story):
    """A campaign on its site; what the tests look at afterwards is kept in its attributes."""

    plan_code: ClassVar[str]
    province: ClassVar[str]
    plan: ClassVar[str]
    parts: ClassVar[tuple[str, ...]]
    """What a unit puts into its dossier beside each subject's papers."""

    code: str
    """The campaign's code on this site: the plan's, with the ground's mark."""
    crew: Crew
    allocation: Allocation
    appraiser: Caller
    chair: Caller
    clerk: Caller

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.code = f"{self.plan_code}{ground.mark}"
        self.dossiers: dict[str, str] = {}
        self.officers: dict[str, Caller] = {}
        self.reports: dict[str, str] = {}
        self.decision = self.province_report = ""

    def plan_is_loaded(self) -> str:
        """The plan's text goes in twice: the second time changes nothing."""
        self.crew = Crew(self.ground, self.province)
        text = (PLANS / self.plan).read_text(encoding="utf-8")
        text = text.replace(f"code: {self.plan_code}\n", f"code: {self.code}\n", 1)
        administrator = self.crew.administrator
        administrator.does("plans.import_plan", text=text)
        self.second_import = administrator.does("plans.import_plan", text=text)
        of_this = {"campaign": self.code}
        self.headings = administrator.lists("Report Outline", ["name"], is_root=0, **of_this)
        self.quotas = administrator.lists("Award Quota", ["code"], order_by="code asc", **of_this)
        return f"{len(self.quotas)} dòng phân bổ, {len(self.headings)} đề mục báo cáo"

    def chair_issues_the_plan(self) -> str:
        self.chair.does("campaigns.move_campaign", campaign=self.code, action="Issue")
        opened = self.appraiser.does(
            "campaigns.move_campaign", campaign=self.code, action="Open Receiving"
        )
        assert opened["state"] == "Receiving"
        return "đã ban hành, đang nhận hồ sơ"

    def allocation_is_read_back(self) -> str:
        self.allocation = read_allocation(self.appraiser, self.code, PROVINCE_MERIT)
        units, open_rows = self.allocation.units, self.allocation.rows_without_number
        places = self.allocation.printed_places
        return f"{len(units)} đơn vị, {places} suất, {len(open_rows)} dòng không ghi số lượng"

    def attempt(
        self,
        name: str,
        unit: str,
        subjects: Iterable[dict[str, Any]],
        components: tuple[str, ...] | None = None,
        **values: Any,
    ) -> None:
        """A real dossier is handed in; what the site refused is taken out again."""
        officer = self.officers[unit]
        dossier, answer = self.hands_in_new(unit, subjects, components, **values)
        self.keeps_refusal(name, unit, answer)
        assert state_of(officer, dossier) == "Draft", f"{name} was let in"
        takes_out(officer, dossier)

    def hands_in_new(
        self,
        unit: str,
        subjects: Iterable[dict[str, Any]],
        components: tuple[str, ...] | None = None,
        **values: Any,
    ) -> tuple[str, Answer]:
        record = self.crew.units[unit]
        parts = self.parts if components is None else components
        return files(self.officers[unit], self.code, record, parts, subjects, **values)

    def files_for(self, unit: str, subjects: Iterable[dict[str, Any]]) -> dict[str, Any]:
        """The unit's dossier is taken; what the site answers."""
        dossier, answer = self.hands_in_new(
            unit,
            subjects,
            letter_number=f"{len(self.dossiers) + 101}/TTr",
            signer_title="Thủ trưởng đơn vị",
            signer_name="Nguyễn Văn Kiên",
        )
        taken: dict[str, Any] = answer.value()
        self.dossiers[unit] = dossier
        return taken

    def issues_commendations(
        self,
        unit: str,
        signers: tuple[Caller, Caller, Caller],
        rows: list[dict[str, Any]],
        number: str,
        day: str,
    ) -> str:
        """A unit's own Giấy khen, by its officer, its head and its clerk; the decision's name."""
        officer, head, clerk = signers
        record = self.crew.units[unit]
        drafted = officer.creates(
            "Award Decision",
            campaign=self.code,
            award_form="UNIT_COMMENDATION",
            issuing_unit=record,
            proposing_unit=record,
            signer_title="CHỦ TỊCH",
            signer_name="Trần Văn Bình",
            rows=[{**row, "unit": record} for row in rows],
        )
        name = str(drafted["name"])
        officer.does("decisions.send_to_signer", decision=name)
        head.does("decisions.sign_decision", decision=name)
        number = self.number(number)
        clerk.does("decisions.issue_decision", decision=name, number=number, day=day)
        return name

    def number(self, number: str) -> str:
        """A decision's number that no earlier campaign of the site has."""
        return f"{number}{self.ground.mark}"

    def board(self) -> list[dict[str, Any]]:
        """The quota board's lines of this award."""
        lines = self.appraiser.looks("campaigns.quota_board", campaign=self.code)
        return [line for line in lines if line["award_form"] == PROVINCE_MERIT]

    def used_places(self) -> int:
        """Places of rows with a number that are taken, as the board says."""
        return sum(line["used"] for line in self.board() if line["allowed"] is not None)

    def used_by(self, unit: str) -> int:
        return sum(line["used"] for line in self.board() if line["unit_name"] == unit)

    def drafts_decision(self, dossiers: list[str]) -> str:
        """A decision on the appraised nominations, put before the signer."""
        drafted = self.appraiser.does(
            "decisions.draft_decision",
            campaign=self.code,
            award_form=PROVINCE_MERIT,
            dossiers=dossiers,
        )
        self.decision = str(drafted["decision"])
        self.appraiser.does("decisions.send_to_signer", decision=self.decision)
        return f"dự thảo quyết định có {drafted['rows']} dòng"

    def chair_signs(self) -> str:
        signed = self.chair.does("decisions.sign_decision", decision=self.decision)
        assert signed["state"] == "Signed"
        return "đã ký"

    def clerk_gives_number(self, number: str, day: str) -> str:
        number = self.number(number)
        issued = self.clerk.does(
            "decisions.issue_decision", decision=self.decision, number=number, day=day
        )
        return f"Quyết định số {issued['number']}/QĐ-UBND: {issued['rows']} trường hợp"
