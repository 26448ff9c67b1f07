"""Bắc Giang, autumn 2023: the interim review of "Vì người nghèo" from the plan to the report.

The plan is the one in `fixtures/plans/bac_giang_2023.yaml`. Every step below is taken by the person
whose step it is, over REST alone; the site's day moves from 15 October to 14 December 2023.

    15/10  the plan is loaded; the chair issues it; Sở Nội vụ opens the receiving
    20/11  attempts that the plan forbids are refused with their clause; the units file their places
    27/11  Sơn Động honours people of its own with Giấy khen
    28/11  three districts and one department file their review reports (due before 30/11)
    30/11  a dossier on the very day of "trước ngày 30/11/2023" waits for an officer
    01/12  two dossiers come late: one is admitted, one refused, each by an officer and by name
    04/12  Sở LĐTBXH collects and sends its letter (due before 05/12); without minutes it goes back
    06/12  Sở Nội vụ appraises
    12/12  the chair has signed; the decision gets its number
    14/12  Sở Nội vụ files the province's report (due before 15/12)
"""

from __future__ import annotations

from typing import Any

from . import crew as roles
from .allocation import Place, read_allocation
from .filing import PROVINCE_MERIT, hands_in, open_warnings, state_of
from .province import ProvinceCampaign
from .reporting import consolidates, obligation_of, writes_report
from .story import Step, plain

PROVINCE = "Tỉnh Bắc Giang"
LABOUR = "Sở Lao động - Thương binh và Xã hội"
HOME_AFFAIRS = "Sở Nội vụ"
FRONT = "Ủy ban MTTQ tỉnh"
PLANNING = "Sở Kế hoạch và Đầu tư"
FINANCE = "Sở Tài chính"
OFFICE = "Văn phòng UBND tỉnh"
SON_DONG, HIEP_HOA = "Huyện Sơn Động", "Huyện Hiệp Hòa"
ON_THE_DAY, ADMITTED_LATE, REFUSED_LATE = "Huyện Yên Thế", "Huyện Lục Nam", "Huyện Yên Dũng"
PROPOSED_DISTRICT = "Huyện Lục Ngạn"
REPORTERS = (SON_DONG, HIEP_HOA, "Huyện Tân Yên", PLANNING)
LEAD_PARTS = ("submission_letter", "nominee_list", "minutes")
DECISION_NUMBER = "1286"


class BacGiang2023(ProvinceCampaign):
    """The campaign of Bắc Giang, told in `steps`."""

    plan_code = "BG-2023"
    province = PROVINCE
    plan = "bac_giang_2023.yaml"
    parts = ("submission_letter", "nominee_list", "minutes")

    def steps(self) -> list[Step]:
        return [
            Step("2023-10-15", "Nạp kế hoạch", self.plan_is_loaded),
            Step("2023-10-15", "Cấp tài khoản theo đơn vị", self.people_come_in),
            Step("2023-10-16", "Ban hành, mở nhận hồ sơ", self.chair_issues_the_plan),
            Step("2023-10-16", "Đọc lại bảng phân bổ", self.allocation_is_read_back),
            Step("2023-11-20", "Đề nghị trái kế hoạch", self.forbidden_attempts_are_refused),
            Step("2023-11-20", "Các đơn vị nộp hồ sơ", self.units_file_in_time),
            Step("2023-11-22", "Trả hồ sơ, nộp lại", self.a_dossier_goes_back_and_returns),
            Step("2023-11-27", "Huyện tặng Giấy khen", self.a_district_honours_its_own),
            Step("2023-11-28", "Báo cáo sơ kết của đơn vị", self.units_report),
            Step("2023-11-30", "Hồ sơ nộp đúng ngày hạn", self.a_dossier_comes_on_the_day),
            Step("2023-12-01", "Hồ sơ nộp muộn", self.late_dossiers_are_ruled_on),
            Step("2023-12-02", "Dòng không ghi số lượng", self.row_without_number_is_decided),
            Step("2023-12-04", "Sở LĐTBXH tổng hợp", self.labour_collects),
            Step("2023-12-04", "Thiếu biên bản thì trả lại", self.no_minutes_no_way),
            Step("2023-12-06", "Sở Nội vụ thẩm định", self.home_affairs_appraises),
            Step("2023-12-11", "Chủ tịch ký quyết định", self.chair_signs),
            Step("2023-12-12", "Vào sổ, phát hành", self.clerk_issues),
            Step("2023-12-14", "Báo cáo của tỉnh", self.province_reports),
        ]

    # 15/10: the plan and the people

    def people_come_in(self) -> str:
        """An officer for each unit of the allocation; the bodies that handle the campaign."""
        board = read_allocation(self.crew.administrator, self.code, PROVINCE_MERIT)
        hire = self.crew.employs
        for unit in [*board.units, HOME_AFFAIRS]:
            own = [roles.PROPOSER, *([roles.LEAD_OFFICER] if unit == LABOUR else ())]
            self.officers[unit] = hire(f"chuyenvien.{plain(unit)}", unit, own)
        self.lead = hire("tonghop.ldtbxh", LABOUR, [roles.LEAD_OFFICER, roles.PROPOSER])
        self.appraiser = hire("thamdinh.noivu", HOME_AFFAIRS, [roles.APPRAISER])
        self.standing_head = hire("giamdoc.noivu", HOME_AFFAIRS, [roles.STANDING_HEAD])
        self.chair = hire("chutich.bacgiang", PROVINCE, [roles.DECISION_MAKER])
        self.clerk = hire("vanthu.bacgiang", PROVINCE, [roles.CLERK])
        self.district_head = hire("chutich.sondong", SON_DONG, [roles.DECISION_MAKER])
        self.district_clerk = hire("vanthu.sondong", SON_DONG, [roles.CLERK])
        return f"{len(self.crew.people)} người"

    # 20/11: what the plan forbids, and what it allots

    def forbidden_attempts_are_refused(self) -> str:
        """Each attempt is a real dossier that is handed in; what was refused is taken out again."""
        commune = self.allocation.of(HIEP_HOA, "BG-Q11")
        village = self.allocation.of(SON_DONG, "BG-Q12")
        household = self.allocation.of(SON_DONG, "BG-Q13")
        official = self.allocation.of(HIEP_HOA, "BG-Q14")
        own = self.allocation.of(LABOUR, "BG-Q02")
        pool = self.allocation.of(FRONT, "BG-Q04")
        farmer = official.subject("commune") | {"is_official": "No", "occupation": "farmer"}
        both = [official.subject("district"), official.subject("district")]
        mixed = [pool.subject(kind=kind) for kind in ("enterprise", "enterprise", "cooperative")]
        self.attempt("two communes", HIEP_HOA, commune.subjects(2))
        self.attempt("three villages", SON_DONG, village.subjects(3))
        self.attempt("three households", SON_DONG, household.subjects(3))
        self.attempt("two of the district level", HIEP_HOA, both)
        self.attempt("four enterprises", FRONT, [*mixed, pool.subject(kind="credit_institution")])
        self.attempt("household among officials", SON_DONG, [wrong_group(household, "g")])
        self.attempt("farmer among officials", HIEP_HOA, [farmer])
        self.attempt("letter f", SON_DONG, [wrong_group(household, "f")])
        self.attempt("person of Sở Tài chính", FINANCE, [official.subject("province")])
        self.attempt("collective of the office", OFFICE, [own.subject()])
        self.attempt("another's collective", LABOUR, [own.subject() | {"owned_by_nominator": "No"}])
        self.attempt("a unit that is not named", HOME_AFFAIRS, [own.subject()])
        self.attempt("before 2022", HIEP_HOA, [achieved(commune, "2021-01-01", "2021-12-31")])
        self.attempt("no list", HIEP_HOA, commune.subjects(), ("submission_letter",))
        return f"{len(self.refusals)} lần bị từ chối, có dẫn điểm của kế hoạch"

    def units_file_in_time(self) -> str:
        """All of each unit's places; three districts are slower than the others."""
        for unit in self.allocation.units:
            if unit not in (ON_THE_DAY, ADMITTED_LATE, REFUSED_LATE):
                self.files_all_places(unit)
        letter = {"dossier": self.dossiers[SON_DONG]}
        officer = self.officers[SON_DONG]
        self.keeps_document("to-trinh-son-dong.pdf", officer, "submission_letter_pdf", **letter)
        return f"{len(self.dossiers)} hồ sơ, {self.used_places()} suất đã dùng"

    def files_all_places(self, unit: str) -> dict[str, Any]:
        """A subject for each of the unit's places; 01 where no number is printed."""
        subjects = [
            subject
            for place in self.allocation.places[unit]
            for subject in place.subjects(1 if place.allowed is None else None)
        ]
        for subject in subjects:
            if subject["subject_kind"] == "district":
                subject["display_name"] = PROPOSED_DISTRICT
        return self.files_for(unit, subjects)

    def a_dossier_goes_back_and_returns(self) -> str:
        """A dossier that goes back frees its places; put right, it takes them again."""
        dossier = self.dossiers[HIEP_HOA]
        self.lead.does("dossiers.return_dossier", dossier=dossier, reason="Danh sách chưa ký")
        self.used_while_returned = self.used_by(HIEP_HOA)
        officer = self.officers[HIEP_HOA]
        officer.changes("Award Dossier", dossier, letter_number="187/TTr-UBND")
        hands_in(officer, dossier).value()
        return f"Hiệp Hòa: {self.used_while_returned} suất khi bị trả, {self.used_by(HIEP_HOA)} sau"

    # 27 and 28/11: the units' own honours and reports

    def a_district_honours_its_own(self) -> str:
        """Giấy khen have no number in the plan (IV.2.b): the head decides."""
        people = ["Lý Thị Xuân", "Hoàng Văn Thái", "Nông Thị Lưu", "Vi Văn Cảnh", "Đặng Thị Nga"]
        rows = [{"display_name": name, "subject_kind": "individual"} for name in people]
        rows += [{"display_name": "Hộ Triệu Văn Đức", "subject_kind": "household"}]
        rows += [{"display_name": "Thôn Đồng Cao", "subject_kind": "village", "level": "village"}]
        signers = (self.officers[SON_DONG], self.district_head, self.district_clerk)
        self.commendation = self.issues_commendations(
            SON_DONG, signers, rows, number="412", day="2023-11-27"
        )
        file = "giay-khen-huyen-son-dong.pdf"
        clerk = self.district_clerk
        self.keeps_document(file, clerk, "decision_pdf", decision=self.commendation)
        return f"Sơn Động: {len(rows)} Giấy khen"

    def units_report(self) -> str:
        for unit in REPORTERS:
            officer = self.officers[unit]
            obligation = obligation_of(officer, self.code, "BG-R1")
            report = writes_report(
                officer,
                obligation,
                self.crew.units[unit],
                f"Đơn vị đã thực hiện đủ nội dung này, có {len(self.reports) + 2} đợt kiểm tra.",
                report_number="98",
                report_date="2023-11-28",
                conference_form="combined",
                signer_name="Nguyễn Văn Kiên",
                models=[
                    {
                        "printed_name": f"Tổ tương trợ của {unit}",
                        "content": "Góp vốn xoay vòng giúp hộ nghèo",
                        "method": "Mỗi tổ 10 hộ, mỗi quý giúp 01 hộ",
                        "effect": "12 hộ thoát nghèo",
                    }
                ],
            )
            self.reports[unit] = report
            file = f"bao-cao-{plain(unit)}.pdf"
            self.keeps_document(file, officer, "report_pdf", report=report)
        return f"{len(self.reports)} báo cáo, mỗi báo cáo {len(self.headings)} đề mục"

    # 30/11 to 02/12: on the day, late, without a number

    def a_dossier_comes_on_the_day(self) -> str:
        """“Trước ngày 30/11/2023”: on the very day the dossier is taken, and an officer looks."""
        self.boundary = self.files_all_places(ON_THE_DAY)
        (warning,) = open_warnings(self.appraiser, self.dossiers[ON_THE_DAY])
        note = "Nhận trong ngày 30/11"
        self.appraiser.does("dossiers.acknowledge_warning", warning=warning["name"], note=note)
        self.boundary_warning = warning
        return f"{ON_THE_DAY}: {warning['code']}, cán bộ đã xem"

    def late_dossiers_are_ruled_on(self) -> str:
        """Nothing in the plan refuses late dossiers: an officer admits or refuses, by name."""
        for unit in (ADMITTED_LATE, REFUSED_LATE):
            self.late = self.files_all_places(unit)
            answer = self.lead.tries("dossiers.receive_dossier", dossier=self.dossiers[unit])
            self.keeps_refusal(f"received without a ruling: {unit}", LABOUR, answer)
        admit, refuse = self.dossiers[ADMITTED_LATE], self.dossiers[REFUSED_LATE]
        self.lead.does("dossiers.admit_late_dossier", dossier=admit, note="Sạt lở trên ĐT.293")
        self.refused_late = refuse
        self.lead.does(
            "dossiers.refuse_late_dossier", dossier=refuse, reason="Không nêu lý do muộn"
        )
        self.used_after_refusal = self.used_by(REFUSED_LATE)
        # The district explains itself: what it files anew is late as well, and admitted.
        self.files_all_places(REFUSED_LATE)
        again = self.dossiers[REFUSED_LATE]
        self.lead.does(
            "dossiers.admit_late_dossier", dossier=again, note="Có giải trình số 77/UBND"
        )
        return "2 hồ sơ muộn: 1 chấp nhận, 1 từ chối rồi chấp nhận hồ sơ nộp lại"

    def row_without_number_is_decided(self) -> str:
        """Nobody collects the district that Sở LĐTBXH proposes until Sở Nội vụ has read why."""
        for dossier in self.dossiers.values():
            self.lead.does("dossiers.receive_dossier", dossier=dossier)
        own = self.dossiers[LABOUR]
        self.unspecified = open_warnings(self.appraiser, own)
        answer = self.lead.tries(
            "collection.collect_dossiers",
            campaign=self.code,
            award_form=PROVINCE_MERIT,
            dossiers=[own],
        )
        self.keeps_refusal("collected with an open warning", LABOUR, answer)
        by_other = self.lead.tries(
            "dossiers.acknowledge_warning", warning=self.unspecified[0]["name"], note="Được"
        )
        self.keeps_refusal("acknowledged by the proposer's body", LABOUR, by_other)
        for warning in self.unspecified:
            self.appraiser.does(
                "dossiers.acknowledge_warning", warning=warning["name"], note="Đồng ý 01 huyện"
            )
        return f"{self.unspecified[0]['code']}: Sở Nội vụ đồng ý 01 huyện"

    # 04 to 12/12: collected, appraised, decided

    def labour_collects(self) -> str:
        collected = self.lead.does(
            "collection.collect_dossiers",
            campaign=self.code,
            award_form=PROVINCE_MERIT,
            dossiers=list(self.dossiers.values()),
        )
        self.lead_dossier = str(collected["dossier"])
        return f"{len(collected['collected'])} hồ sơ vào {self.lead_dossier}"

    def no_minutes_no_way(self) -> str:
        """IV.3.b asks for letter, list, minutes and everybody's report."""
        letter = {
            "letter_number": "245/TTr-SLĐTBXH",
            "letter_date": "2023-12-04",
            "signer_title": "GIÁM ĐỐC",
            "signer_name": "Phạm Văn Toàn",
            "sets": 1,
        }
        self.sends_lead_dossier(letter, [part for part in LEAD_PARTS if part != "minutes"])
        answer = hands_in(self.lead, self.lead_dossier)
        self.keeps_refusal("the lead agency's dossier without minutes", LABOUR, answer)
        self.sends_lead_dossier(letter, LEAD_PARTS)
        hands_in(self.lead, self.lead_dossier).value()
        reason = "Biên bản chưa ghi số"
        self.appraiser.does("dossiers.return_dossier", dossier=self.lead_dossier, reason=reason)
        self.state_when_returned = state_of(self.lead, self.lead_dossier)
        self.sends_lead_dossier(letter, LEAD_PARTS, document_number="31/BB-HĐTĐKT")
        self.lead_answer = hands_in(self.lead, self.lead_dossier).value()
        self.appraiser.does("dossiers.receive_dossier", dossier=self.lead_dossier)
        file = "to-trinh-so-ldtbxh.pdf"
        self.keeps_document(file, self.lead, "submission_letter_pdf", dossier=self.lead_dossier)
        return "trả 2 lần, nhận ở lần thứ ba"

    def sends_lead_dossier(
        self, letter: dict[str, object], parts: tuple[str, ...] | list[str], **said: str
    ) -> None:
        components = [{"component": part, **said} for part in parts]
        self.lead.changes("Award Dossier", self.lead_dossier, components=components, **letter)

    def home_affairs_appraises(self) -> str:
        self.appraiser.does(
            "appraisal.appraise_dossier", dossier=self.lead_dossier, note="Đủ tiêu chuẩn"
        )
        return self.drafts_decision([self.lead_dossier])

    def clerk_issues(self) -> str:
        issued = self.clerk_gives_number(DECISION_NUMBER, "2023-12-12")
        file = "quyet-dinh-khen-thuong.pdf"
        self.keeps_document(file, self.clerk, "decision_pdf", decision=self.decision)
        return issued

    # 14/12: the province's report

    def province_reports(self) -> str:
        officer = self.appraiser
        obligation = obligation_of(officer, self.code, "BG-R2")
        self.province_report = consolidates(
            officer,
            obligation,
            self.crew.units[HOME_AFFAIRS],
            "Toàn tỉnh đã thực hiện đủ nội dung này.",
            report_number="210",
            report_date="2023-12-14",
            signer_name="Ngô Văn Hải",
        )
        self.keeps_document(
            "bao-cao-cua-tinh.pdf", officer, "report_pdf", report=self.province_report
        )
        read = officer.reads("Summary Report", self.province_report)
        awards = sum(row["awards"] for row in read["figures"])
        return f"từ {len(read['sources'])} báo cáo; {awards} trường hợp được khen"


def wrong_group(place: Place, letter: str) -> dict[str, object]:
    return place.subject() | {"subject_group": letter}


def achieved(place: Place, start: str, end: str) -> dict[str, object]:
    return place.subject() | {"achievement_from": start, "achievement_to": end}
