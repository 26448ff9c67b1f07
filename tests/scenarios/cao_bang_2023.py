"""Cao Bằng, summer 2023: the drive for the 75th anniversary, from the plan to the report.

The plan is the one in `fixtures/plans/cao_bang_2023.yaml`. Dossiers come online on 3 and 4 July and
at no other time; the standing body, Ban Thi đua - Khen thưởng tỉnh, receives and appraises them.
The eighteen members of the provincial blocks are in no text: reference data marked unverified.

    02/7   the window is not open: a dossier is refused at 23:00
    03/7   00:05 the first dossier is taken; attempts that the plan forbids are refused
    04/7   23:59 the last dossier is taken
    05/7   00:00 the window is closed: Thanh tra tỉnh comes too late and gets nothing
    06/7   Ban TĐKT acknowledges the warnings, receives, appraises
    10/7   reports are due by this day; one of 11/7 is late and taken all the same
    14/7   the chair has signed; the decision gets its number
    20/7   Sở Nội vụ files the consolidated report
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import crew as roles
from .allocation import name_of, read_allocation
from .doors import Caller
from .filing import PROVINCE_MERIT, open_warnings
from .grounds import Ground
from .province import ProvinceCampaign
from .reporting import consolidates, obligation_of, writes_report
from .story import Step, plain

PROVINCE = "Tỉnh Cao Bằng"
BOARD = "Ban Thi đua - Khen thưởng tỉnh"
HOME_AFFAIRS = "Sở Nội vụ"
JUSTICE, HEALTH, EDUCATION = "Sở Tư pháp", "Sở Y tế", "Sở Giáo dục và Đào tạo"
TOO_LATE = "Thanh tra tỉnh"
HOA_AN, BAO_LAC, THACH_AN = "Huyện Hòa An", "Huyện Bảo Lạc", "Huyện Thạch An"
LEADERS_ONLY = "Sở Tài chính"
VILLAGE_OF = "Huyện Hạ Lang"
REPORT_DAYS = {HEALTH: "2023-07-07", HOA_AN: "2023-07-10", BAO_LAC: "2023-07-11"}
DECISION_NUMBER = "905"


class CaoBang2023(ProvinceCampaign):
    """The campaign of Cao Bằng, told in `steps`."""

    plan_code = "CB-2023"
    province = PROVINCE
    plan = "cao_bang_2023.yaml"
    parts = ("submission_letter", "minutes")

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.warnings: dict[str, list[dict[str, Any]]] = {}
        self.declined = self.declined_name = self.commendation = ""

    def steps(self) -> list[Step]:
        return [
            Step("2023-05-05", "Nạp kế hoạch", self.plan_is_loaded),
            Step("2023-05-05", "Cấp tài khoản theo đơn vị", self.people_come_in),
            Step("2023-05-08", "Ban hành, mở nhận hồ sơ", self.chair_issues_the_plan),
            Step("2023-05-08", "Đọc lại bảng phân bổ", self.allocation_is_read_back),
            Step("2023-06-30", "Huyện tặng Giấy khen", self.a_district_honours_its_own),
            Step("2023-07-02T23:00", "Trước ngày mở nhận", self.too_early),
            Step("2023-07-03T00:05", "Hồ sơ đầu tiên", self.the_first_dossier),
            Step("2023-07-03T09:00", "Đề nghị trái kế hoạch", self.forbidden_attempts_are_refused),
            Step("2023-07-03T14:00", "Các đơn vị nộp hồ sơ", self.units_file),
            Step("2023-07-04T23:59", "Hồ sơ cuối cùng", self.the_last_dossier),
            Step("2023-07-05T00:00", "Sau giờ đóng", self.too_late),
            Step("2023-07-06", "Cán bộ xem cảnh báo", self.warnings_are_acknowledged),
            Step("2023-07-06", "Ban TĐKT tiếp nhận, thẩm định", self.the_board_appraises),
            Step("2023-07-07", "Báo cáo, trước hạn", lambda: self.a_unit_reports(HEALTH)),
            Step("2023-07-10", "Báo cáo, đúng ngày hạn", lambda: self.a_unit_reports(HOA_AN)),
            Step("2023-07-11", "Báo cáo, sau hạn", lambda: self.a_unit_reports(BAO_LAC)),
            Step("2023-07-13", "Chủ tịch ký quyết định", self.chair_signs),
            Step("2023-07-14", "Vào sổ, phát hành", self.clerk_issues),
            Step("2023-07-20", "Báo cáo của tỉnh", self.home_affairs_reports),
        ]

    def people_come_in(self) -> str:
        """An officer for each unit of the allocation; the bodies that handle the campaign."""
        board = read_allocation(self.crew.administrator, self.code, PROVINCE_MERIT)
        hire = self.crew.employs
        for unit in dict.fromkeys((*board.units, HOME_AFFAIRS)):
            self.officers[unit] = hire(f"cb.{plain(unit)}", unit, [roles.PROPOSER])
        self.appraiser = hire("cb.thamdinh", BOARD, [roles.APPRAISER])
        self.chair = hire("cb.chutich", PROVINCE, [roles.DECISION_MAKER])
        self.clerk = hire("cb.vanthu", PROVINCE, [roles.CLERK])
        self.district_head = hire("cb.chutich.hoaan", HOA_AN, [roles.DECISION_MAKER])
        self.district_clerk = hire("cb.vanthu.hoaan", HOA_AN, [roles.CLERK])
        return f"{len(self.crew.people)} người"

    def a_district_honours_its_own(self) -> str:
        """Giấy khen are the heads' own, without a number (III.2)."""
        names = ("Nông Văn Páo", "Hoàng Thị Slinh", "Bế Văn Đoàn")
        rows: list[dict[str, Any]] = [
            {"display_name": name, "subject_kind": "individual", "direct_worker": "Yes"}
            for name in names
        ]
        signers = (self.officers[HOA_AN], self.district_head, self.district_clerk)
        self.commendation = self.issues_commendations(
            HOA_AN, signers, rows, number="318", day="2023-06-30"
        )
        return f"Hòa An: {len(rows)} Giấy khen"

    # 02 to 05/7: the window

    def too_early(self) -> str:
        self.attempt("before the window", HOA_AN, [self.collective(HOA_AN)])
        return ", ".join(self.refusals["before the window"].codes)

    def the_first_dossier(self) -> str:
        subjects = [self.household(), self.worker(HOA_AN)]
        taken = self.files_for(HOA_AN, subjects)
        return f"Hòa An: {taken['state']}"

    def forbidden_attempts_are_refused(self) -> str:
        """Each attempt is a real dossier that is handed in; what was refused is taken out again."""
        thach_an, justice, health = (
            self.collective(THACH_AN),
            self.collective(JUSTICE),
            self.collective(HEALTH),
        )
        teacher = self.person(EDUCATION)
        director = self.worker(BAO_LAC) | {"leader": "Yes", "position": "Giám đốc"}
        missed = {"tasks_assigned": 10, "tasks_completed": 10, "tasks_exceeded": 1}
        earlier = {"achievement_from": "2022-07-01", "achievement_to": "2022-12-31"}
        self.attempt("on paper", JUSTICE, [justice], channel="paper")
        self.attempt("collective and person", JUSTICE, [justice, self.person(JUSTICE)])
        self.attempt("two persons", JUSTICE, [self.person(JUSTICE), self.person(JUSTICE)])
        self.attempt("three of Sở Y tế", HEALTH, [health, health, self.person(HEALTH)])
        three = [thach_an, self.collective(THACH_AN), self.household()]
        self.attempt("two and a household", THACH_AN, three)
        self.attempt("third beside two", HOA_AN, [self.household()])
        in_block = self.enterprise() | {"in_block": "Yes"}
        self.attempt("enterprise of a block", BAO_LAC, [in_block])
        self.attempt("teacher by the district", BAO_LAC, [teacher])
        self.attempt("household by a department", JUSTICE, [self.household()])
        self.attempt("one task in ten exceeded", HEALTH, [health | missed])
        self.attempt("achieved in 2022", HEALTH, [health | earlier])
        self.attempt("director with a summary", BAO_LAC, [director])
        self.attempt("no minutes", HEALTH, [health], components=("submission_letter",))
        return f"{len(self.refusals)} lần bị từ chối, có dẫn điểm của kế hoạch"

    def units_file(self) -> str:
        """The block members name a collective or a person, in turn; the others two of any kind."""
        quick = [unit for unit in self.allocation.units if unit not in (HOA_AN, THACH_AN, TOO_LATE)]
        for place, unit in enumerate(quick):
            self.files_for(unit, list(self.subjects_of(unit, place)))
        return f"{len(self.dossiers)} hồ sơ, {self.used_places()} suất đã dùng"

    def subjects_of(self, unit: str, place: int) -> Iterator[dict[str, Any]]:
        (row,) = self.allocation.places[unit]
        if unit == LEADERS_ONLY:
            deputy = {"leader": "Yes", "direct_worker": "No", "position": "Phó Giám đốc Sở"}
            yield self.person(unit) | deputy
        elif unit == VILLAGE_OF:
            yield self.collective(unit, "village")
            yield self.household()
        elif row.row == "CB-Q1":
            yield self.collective(unit) if place % 2 else self.person(unit)
        elif unit in (EDUCATION, HEALTH):
            yield from (self.collective(unit), self.person(unit))
        else:
            yield from (self.enterprise(), self.household())

    def the_last_dossier(self) -> str:
        taken = self.files_for(THACH_AN, [self.collective(THACH_AN), self.household()])
        return f"Thạch An: {taken['state']}"

    def too_late(self) -> str:
        self.attempt("after the window", TOO_LATE, [self.collective(TOO_LATE)])
        return ", ".join(self.refusals["after the window"].codes)

    # 06 to 14/7: appraised and decided

    def warnings_are_acknowledged(self) -> str:
        """By an officer of the standing body, each by name; before that nothing is appraised."""
        for unit, dossier in self.dossiers.items():
            found = open_warnings(self.appraiser, dossier)
            if found:
                self.warnings[unit] = found
        waiting = self.dossiers[LEADERS_ONLY]
        self.appraiser.does("dossiers.receive_dossier", dossier=waiting)
        answer = self.appraiser.tries("appraisal.appraise_dossier", dossier=waiting, note="Đủ")
        self.keeps_refusal("appraised with an open warning", BOARD, answer)
        for row in (row for rows in self.warnings.values() for row in rows):
            door = "dossiers.acknowledge_warning"
            self.appraiser.does(door, warning=row["name"], note="Đã xem, đồng ý")
        return ", ".join(f"{unit}: {rows[0]['code']}" for unit, rows in self.warnings.items())

    def the_board_appraises(self) -> str:
        """One household does not stand; the place that it held is free, and nobody may fill it."""
        rows = self.appraiser.lists(
            "Award Nomination",
            ["name", "display_name", "subject_kind"],
            dossier=self.dossiers[BAO_LAC],
        )
        household = next(row for row in rows if row["subject_kind"] == "household")
        self.declined, self.declined_name = household["name"], household["display_name"]
        for unit, dossier in self.dossiers.items():
            if unit != LEADERS_ONLY:
                self.appraiser.does("dossiers.receive_dossier", dossier=dossier)
            declined = [{"nomination": self.declined, "reason": "Mới được khen cùng thành tích"}]
            self.appraiser.does(
                "appraisal.appraise_dossier",
                dossier=dossier,
                note="Đủ tiêu chuẩn",
                declined=declined if unit == BAO_LAC else [],
            )
        return self.drafts_decision(list(self.dossiers.values()))

    def clerk_issues(self) -> str:
        issued = self.clerk_gives_number(DECISION_NUMBER, "2023-07-14")
        file = "cao-bang-quyet-dinh-khen-thuong.pdf"
        self.keeps_document(file, self.clerk, "decision_pdf", decision=self.decision)
        return issued

    # 07 to 20/7: the reports

    def a_unit_reports(self, unit: str) -> str:
        officer = self.officers[unit]
        report = writes_report(
            officer,
            obligation_of(officer, self.code, "CB-R1"),
            self.crew.units[unit],
            "Đơn vị đã thực hiện đủ nội dung này.",
            report_number="64",
            report_date=REPORT_DAYS[unit],
            signer_name="Hoàng Văn Thạch",
        )
        self.reports[unit] = report
        file = f"cao-bang-bao-cao-{plain(unit)}.pdf"
        self.keeps_document(file, officer, "report_pdf", report=report)
        is_late = officer.reads("Summary Report", report)["is_late"]
        return f"{unit}: {'muộn' if is_late else 'đúng hạn'}"

    def home_affairs_reports(self) -> str:
        officer: Caller = self.officers[HOME_AFFAIRS]
        self.province_report = consolidates(
            officer,
            obligation_of(officer, self.code, "CB-R2"),
            self.crew.units[HOME_AFFAIRS],
            "Toàn tỉnh đã thực hiện đủ nội dung này.",
            report_number="133",
            report_date="2023-07-20",
            signer_name="Trần Thị Hương",
        )
        file = "cao-bang-bao-cao-cua-tinh.pdf"
        self.keeps_document(file, officer, "report_pdf", report=self.province_report)
        read = officer.reads("Summary Report", self.province_report)
        awards = sum(row["awards"] for row in read["figures"])
        return f"từ {len(read['sources'])} báo cáo; {awards} trường hợp được khen"

    # Whom the units name

    def named(self, kind: str, group: str, paper: str, **values: Any) -> dict[str, Any]:
        return {
            "subject_kind": kind,
            "subject_group": group,
            "display_name": name_of(kind),
            "achievement_from": "2023-01-01",
            "achievement_to": "2023-06-30",
            "achievement_summary": "Có thành tích tiêu biểu, xuất sắc trong đợt thi đua.",
            "papers": [{"component": paper}],
            **values,
        }

    def collective(self, unit: str, kind: str = "collective") -> dict[str, Any]:
        """A collective of the unit's own: all ten tasks done, two of them exceeded (IV.1.a)."""
        tasks = {"tasks_assigned": 10, "tasks_completed": 10, "tasks_exceeded": 2}
        managed_by = self.crew.units[unit]
        return self.named(kind, "a", "achievement_report", managed_by=managed_by, **tasks)

    def enterprise(self) -> dict[str, Any]:
        """An enterprise that is in no block: the district files for it (IV.3)."""
        tasks = {"tasks_assigned": 5, "tasks_completed": 5, "tasks_exceeded": 1}
        return self.named("enterprise", "a", "achievement_report", in_block="No", **tasks)

    def person(self, unit: str) -> dict[str, Any]:
        """A person of the unit's own staff who leads nobody."""
        return self.named(
            "individual",
            "b",
            "achievement_report",
            managed_by=self.crew.units[unit],
            is_official="Yes",
            occupation="official",
            leader="No",
            direct_worker="Yes",
            tasks_assigned=20,
            tasks_completed=20,
            tasks_exceeded=1,
        )

    def worker(self, unit: str) -> dict[str, Any]:
        """A worker of an enterprise: the unit that files writes the summary (IV.5)."""
        return self.named(
            "individual",
            "b",
            "summary_by_proposer",
            managed_by=self.crew.units[unit],
            occupation="enterprise_worker",
            leader="No",
            direct_worker="Yes",
            tasks_assigned=4,
            tasks_completed=4,
            tasks_exceeded=1,
        )

    def household(self) -> dict[str, Any]:
        return self.named("household", "c", "summary_by_proposer", direct_worker="Yes")
