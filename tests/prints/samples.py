"""Facts for the prints' tests: the frame of Bắc Giang 2023 with invented recipients."""

from __future__ import annotations

from datetime import date, datetime

from thidua_khenthuong.presentation.documents import (
    Authority,
    AwardDecisionFacts,
    BonusKind,
    CampaignReportFacts,
    DossierReceiptFacts,
    FiguresTable,
    Gender,
    Letterhead,
    ListedRecipient,
    PlaceAndDate,
    ReceivedComponent,
    RecipientFamily,
    ReportCoverage,
    ReportSection,
    Signature,
    SubmissionLetterFacts,
    UnitContribution,
)

CAMPAIGN = (
    "Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025"
)
ACHIEVEMENT = f"đã có thành tích xuất sắc trong {CAMPAIGN}"
CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang"
AWARD_TITLE = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
COPIES = (
    "TT Tỉnh ủy, HĐND tỉnh (b/c)",
    "Chủ tịch, các PCT UBND tỉnh",
    "VPUBND tỉnh: LĐVP, TH, KGVX",
    "Lưu: VT, NC",
)
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung "
    "một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng "
    "11 năm 2019",
    "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số "
    "điều của Luật Thi đua, khen thưởng ngày 14 tháng 6 năm 2005 và ngày 16 tháng 11 năm 2013",
    "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết "
    "thi hành một số điều của Luật Thi đua, khen thưởng",
)
_COMMUNES = ("An Bá", "Cẩm Đàn", "Dương Hưu", "Lệ Viễn", "Phúc Sơn", "Thanh Luận", "Vĩnh An")
_NAMES = ("Nguyễn Thị Hường", "Trần Văn Quý", "Lý Thị Mẩy", "Đặng Ngọc Ưởng", "Vi Văn Thượng")


def recipients(
    collectives: int, households: int, individuals: int, bonus: bool = True
) -> tuple[ListedRecipient, ...]:
    """Collectives receive 2.980.000 đồng, the others 1.490.000 đồng, where `bonus`."""
    return (
        *(_collective(index, bonus) for index in range(collectives)),
        *(_household(index, bonus) for index in range(households)),
        *(_individual(index, bonus) for index in range(individuals)),
    )


def _bonus(amount: int, bonus: bool) -> dict[str, object]:
    return {"bonus_kind": BonusKind.CASH, "bonus_amount": amount} if bonus else {}


def _gender(name: str) -> Gender:
    return Gender.FEMALE if " Thị " in name else Gender.MALE


def _collective(index: int, bonus: bool) -> ListedRecipient:
    commune = _COMMUNES[index % len(_COMMUNES)]
    return ListedRecipient(
        RecipientFamily.COLLECTIVE,
        f"Nhân dân và cán bộ xã {commune}",
        address="huyện Sơn Động, tỉnh Bắc Giang",
        achievement="Tỷ lệ hộ nghèo giảm 6,5%/năm; hoàn thành vượt chỉ tiêu xóa nhà tạm",
        award="Bằng khen của Chủ tịch UBND tỉnh",
        criterion="điểm c",
        **_bonus(2_980_000, bonus),
    )


def _household(index: int, bonus: bool) -> ListedRecipient:
    return ListedRecipient(
        RecipientFamily.HOUSEHOLD,
        _NAMES[index % len(_NAMES)],
        gender=_gender(_NAMES[index % len(_NAMES)]) if index % 3 else None,
        birth_year=1970 + index % 20,
        address=f"thôn Nghẽo, xã {_COMMUNES[index % len(_COMMUNES)]}, huyện Sơn Động",
        achievement="Vươn lên thoát nghèo bền vững, giúp đỡ hộ khác cùng phát triển",
        award="Bằng khen của Chủ tịch UBND tỉnh",
        criterion="điểm e",
        **_bonus(1_490_000, bonus),
    )


def _individual(index: int, bonus: bool) -> ListedRecipient:
    return ListedRecipient(
        RecipientFamily.INDIVIDUAL,
        _NAMES[(index + 2) % len(_NAMES)],
        gender=_gender(_NAMES[(index + 2) % len(_NAMES)]),
        birth_year=1975 + index % 15,
        position="Công chức Văn hóa - Xã hội",
        workplace=f"UBND xã {_COMMUNES[index % len(_COMMUNES)]}, huyện Sơn Động",
        achievement="Tham mưu hiệu quả chương trình giảm nghèo bền vững",
        award="Bằng khen của Chủ tịch UBND tỉnh",
        criterion="điểm g",
        **_bonus(1_490_000, bonus),
    )


def decision_facts(**changes: object) -> AwardDecisionFacts:
    facts: dict[str, object] = {
        "letterhead": Letterhead(
            "Chủ tịch\nỦy ban nhân dân tỉnh Bắc Giang", "QĐ-UBND", number="1362"
        ),
        "place_and_date": PlaceAndDate.on("Bắc Giang", date(2023, 12, 20)),
        "authority": CHAIR,
        "award": "Bằng khen",
        "award_title": AWARD_TITLE,
        "bases": BASES,
        "achievement": ACHIEVEMENT,
        "recipients": recipients(13, 20, 21),
        "executors": (
            "Chánh Văn phòng Ủy ban nhân dân tỉnh",
            "Giám đốc Sở Nội vụ",
            "thủ trưởng các cơ quan, đơn vị có liên quan",
        ),
        "signature": Signature("Chủ tịch", "Lê Ánh Dương"),
        "copies_to": COPIES,
        "proposer": "Giám đốc Sở Nội vụ",
        "proposal_number": "245/TTr-SNV",
        "proposal_date": date(2023, 12, 15),
        "fund": "Quỹ Thi đua, khen thưởng của tỉnh",
    }
    return AwardDecisionFacts(**{**facts, **changes})


def letter_facts(**changes: object) -> SubmissionLetterFacts:
    facts: dict[str, object] = {
        "letterhead": Letterhead(
            "Sở Lao động - Thương binh và Xã hội", "TTr-SLĐTBXH", "UBND tỉnh Bắc Giang"
        ),
        "place_and_date": PlaceAndDate("Bắc Giang", 2023, 12),
        "subject": f"Đề nghị Chủ tịch UBND tỉnh khen thưởng các tập thể, hộ gia đình, cá nhân có "
        f"thành tích xuất sắc trong {CAMPAIGN}",
        "addressees": ("Chủ tịch UBND tỉnh Bắc Giang", "Sở Nội vụ tỉnh Bắc Giang"),
        "bases": (
            *BASES[1:],
            "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng Sở Lao động - Thương binh và Xã "
            "hội ngày 04 tháng 12 năm 2023",
        ),
        "proposer": "Sở Lao động - Thương binh và Xã hội",
        "request_to": "Chủ tịch Ủy ban nhân dân tỉnh",
        "award_title": AWARD_TITLE,
        "achievement": ACHIEVEMENT,
        "recipients": recipients(13, 20, 21, bonus=False),
        "signature": Signature("Phó Giám đốc", "Trần Thị Ước", Authority.KT, "Giám đốc"),
        "copies_to": ("Giám đốc, các PGĐ Sở", "Lưu: VT, VP"),
    }
    return SubmissionLetterFacts(**{**facts, **changes})


_LONG = (
    "Các cấp ủy đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể đã quán triệt, triển khai "
    "đầy đủ, kịp thời các văn bản chỉ đạo của Trung ương và của tỉnh; tổ chức phát động, đăng ký "
    "thi đua đến từng thôn, tổ dân phố; gắn Phong trào thi đua với việc thực hiện Chương trình "
    "mục tiêu quốc gia giảm nghèo bền vững."
)


def report_facts(**changes: object) -> CampaignReportFacts:
    facts: dict[str, object] = {
        "letterhead": Letterhead("UBND huyện Sơn Động", "BC-UBND", number=7),
        "place_and_date": PlaceAndDate.on("Sơn Động", date(2023, 11, 28)),
        "subject": f"Sơ kết {CAMPAIGN}",
        "addressees": ("Sở Nội vụ tỉnh Bắc Giang",),
        "opening": (
            "Thực hiện Kế hoạch của Chủ tịch Ủy ban nhân dân tỉnh, Ủy ban nhân dân huyện Sơn Động "
            "báo cáo kết quả như sau:",
        ),
        "sections": (
            ReportSection(
                "Khái quát đặc điểm tình hình",
                sections=(
                    ReportSection("Đặc điểm tình hình", _LONG),
                    ReportSection("Thuận lợi", _LONG),
                    ReportSection("Khó khăn", _LONG),
                ),
            ),
            ReportSection(
                "Kết quả triển khai thực hiện Phong trào thi đua",
                sections=(
                    ReportSection("Công tác lãnh đạo, chỉ đạo", f"{_LONG}\n{_LONG}"),
                    ReportSection(
                        "Công tác phát hiện, bồi dưỡng, tuyên truyền",
                        sections=(
                            ReportSection("Các hình thức, giải pháp", _LONG),
                            ReportSection("Mô hình, cách làm mới", _LONG),
                        ),
                    ),
                    ReportSection(
                        "Công tác khen thưởng",
                        "Kết quả khen thưởng theo đối tượng như sau:",
                        tables=(award_table(),),
                    ),
                ),
            ),
            ReportSection(
                "Đánh giá chung",
                sections=(
                    ReportSection("Ưu điểm", _LONG),
                    ReportSection("Hạn chế", _LONG),
                ),
            ),
            ReportSection("Kiến nghị, đề xuất", _LONG),
        ),
        "closing": "Trên đây là báo cáo sơ kết Phong trào thi đua của huyện Sơn Động",
        "signature": Signature("Chủ tịch", "Đàm Văn Nghĩa", Authority.TM, "Ủy ban nhân dân"),
        "copies_to": ("TT Huyện ủy, HĐND huyện (b/c)", "Lưu: VT, NV"),
    }
    return CampaignReportFacts(**{**facts, **changes})


def award_table() -> FiguresTable:
    return FiguresTable(
        columns=("Hình thức khen thưởng", "Tập thể", "Hộ gia đình", "Cá nhân", "Tỷ lệ (%)"),
        rows=(
            ("Bằng khen của Chủ tịch UBND tỉnh", 2, 2, 2, None),
            ("Giấy khen của Chủ tịch UBND huyện", 12, 25, 1034, None),
        ),
        caption="Bảng 1. Kết quả khen thưởng từ năm 2022 đến nay",
        unit="trường hợp",
        total_label="Tổng số",
    )


def consolidated_facts(**changes: object) -> CampaignReportFacts:
    contributions = tuple(
        UnitContribution(unit, _LONG)
        for unit in ("UBND huyện Sơn Động", "UBND huyện Tân Yên", "UBND thành phố Bắc Giang")
    )
    facts: dict[str, object] = {
        "letterhead": Letterhead("Sở Nội vụ", "BC-SNV", "UBND tỉnh Bắc Giang"),
        "place_and_date": PlaceAndDate("Bắc Giang", 2023, 12),
        "addressees": ("Ban Thi đua - Khen thưởng Trung ương", CHAIR),
        "coverage": ReportCoverage(
            expected=5, received=3, missing=("Sở Tài chính", "UBND huyện Lục Ngạn")
        ),
        "sections": (
            ReportSection(
                "Kết quả triển khai",
                sections=(
                    ReportSection("Công tác lãnh đạo, chỉ đạo", contributions=contributions),
                    ReportSection("Công tác khen thưởng", tables=(award_table(),)),
                ),
            ),
        ),
        "signature": Signature("Giám đốc", "Vi Thanh Quyền"),
    }
    return report_facts(**{**facts, **changes})


def receipt_facts(**changes: object) -> DossierReceiptFacts:
    facts: dict[str, object] = {
        "letterhead": Letterhead("Sở Nội vụ", "BN-SNV", "UBND tỉnh Bắc Giang", 9),
        "place_and_date": PlaceAndDate.on("Bắc Giang", date(2023, 12, 1)),
        "dossier_code": "HS-2023-00017",
        "receiver_office": "Bộ phận Một cửa, Sở Nội vụ tỉnh Bắc Giang",
        "submitting_unit": "Ủy ban nhân dân huyện Sơn Động",
        "campaign_title": CAMPAIGN,
        "award_title": AWARD_TITLE,
        "channel": "Trực tuyến",
        "sets": 1,
        "components": (
            ReceivedComponent("Tờ trình kèm danh sách", "Bản chính", 1),
            ReceivedComponent("Biên bản họp xét khen thưởng", "Bản chính", 1),
            ReceivedComponent("Báo cáo thành tích", "Bản điện tử", 7, "Mẫu 07"),
        ),
        "recipients_by_family": {
            RecipientFamily.COLLECTIVE: 3,
            RecipientFamily.HOUSEHOLD: 2,
            RecipientFamily.INDIVIDUAL: 2,
        },
        "received_at": datetime.fromisoformat("2023-12-01T08:05"),
        "receiver_name": "Ngô Thị Thu",
        "submitter_name": "Hoàng Văn Định",
        "deadline": date(2023, 11, 30),
        "is_late": True,
        "note": "Hồ sơ nộp sau thời hạn, chờ ý kiến của người có thẩm quyền.",
    }
    return DossierReceiptFacts(**{**facts, **changes})
