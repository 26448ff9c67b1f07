"""What the documents say, word for word, and that their figures agree."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

import pytest

from thidua_khenthuong.presentation.documents import (
    BonusKind,
    FiguresTable,
    Gender,
    ListedRecipient,
    ReceivedComponent,
    RecipientFamily,
    ReportCoverage,
    ReportSection,
    build_award_decision,
    build_campaign_report,
    build_dossier_receipt,
    build_submission_letter,
    document_pdf,
    in_printed_order,
)

from .measuring import Page, read_pages
from .samples import (
    consolidated_facts,
    decision_facts,
    letter_facts,
    receipt_facts,
    recipients,
    report_facts,
)

COUNTS = [
    ((13, 20, 21), "13 tập thể, 20 hộ gia đình và 21 cá nhân"),
    ((1, 0, 2), "01 tập thể và 02 cá nhân"),
    ((0, 0, 1), "01 cá nhân"),
    ((0, 9, 0), "09 hộ gia đình"),
]


def _text(pages: list[Page]) -> str:
    return " ".join(page.text() for page in pages)


def _rows(pages: list[Page]) -> list[int]:
    """Ordinals in the first column, in order."""
    cells = [line for page in pages for line in page.lines if line.sizes == {12}]
    left = min(line.left for line in cells)
    return [int(line.text) for line in cells if line.text.isdecimal() and line.left < left + 30]


@pytest.mark.parametrize(("counts", "phrase"), COUNTS)
def test_decision_its_list_and_its_total_state_the_same_counts(
    counts: tuple[int, int, int], phrase: str
) -> None:
    facts = decision_facts(recipients=recipients(*counts))

    pages = read_pages(document_pdf(build_award_decision(facts)))

    text = _text(pages)
    assert f"Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho {phrase} đã có" in text
    assert f"Danh sách có {phrase}./." in text
    assert _rows(pages) == list(range(1, sum(counts) + 1))


@pytest.mark.parametrize(("counts", "phrase"), COUNTS)
def test_letter_its_list_and_its_total_state_the_same_counts(
    counts: tuple[int, int, int], phrase: str
) -> None:
    facts = letter_facts(recipients=recipients(*counts, bonus=False))

    pages = read_pages(document_pdf(build_submission_letter(facts)))

    text = _text(pages)
    assert f"tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho {phrase} đã có" in text
    assert f"Danh sách có {phrase}./." in text
    assert _rows(pages) == list(range(1, sum(counts) + 1))


def test_groups_follow_the_order_of_the_law_whatever_order_was_given() -> None:
    given = recipients(2, 1, 2)
    facts = decision_facts(recipients=tuple(reversed(given)))

    listed = build_award_decision(facts).parts[1].content

    assert [group.heading for group in listed.groups] == [
        "I. TẬP THỂ",
        "II. HỘ GIA ĐÌNH",
        "III. CÁ NHÂN",
    ]
    assert [row[1] for group in listed.groups for row in group.rows] == [
        row.printed_name for row in in_printed_order(tuple(reversed(given)))
    ]


def test_group_without_members_is_left_out_and_the_next_moves_up() -> None:
    listed = build_award_decision(decision_facts(recipients=recipients(1, 0, 1))).parts[1].content

    assert [group.heading for group in listed.groups] == ["I. TẬP THỂ", "II. CÁ NHÂN"]


@pytest.mark.parametrize(
    ("family", "name", "gender", "printed"),
    [
        ("household", "Vi Văn Ẩn", None, "Hộ gia đình ông (bà) Vi Văn Ẩn"),
        ("household", "Vi Văn Ẩn", Gender.MALE, "Hộ gia đình ông Vi Văn Ẩn"),
        ("household", "Lý Thị Mẩy", Gender.FEMALE, "Hộ gia đình bà Lý Thị Mẩy"),
        ("household", "Hộ ông Vi Văn Ẩn", None, "Hộ ông Vi Văn Ẩn"),
        ("individual", "Lý Thị Mẩy", Gender.FEMALE, "Bà Lý Thị Mẩy"),
        ("individual", "Vi Văn Ẩn", None, "Vi Văn Ẩn"),
        ("collective", "Thôn Nghẽo", None, "Thôn Nghẽo"),
    ],
)
def test_printed_name_says_what_is_known(
    family: str, name: str, gender: Gender | None, printed: str
) -> None:
    recipient = ListedRecipient(RecipientFamily(family), name, gender=gender)

    assert recipient.printed_name == printed


def test_decision_states_the_bonus_of_each_family_and_the_total_in_words() -> None:
    articles = build_award_decision(decision_facts()).parts[0].content.articles

    assert articles[1].paragraphs == (
        "Kèm theo Bằng khen, mỗi tập thể được thưởng 2.980.000 đồng, mỗi hộ gia đình được thưởng "
        "1.490.000 đồng và mỗi cá nhân được thưởng 1.490.000 đồng.",
        "Tổng số tiền thưởng là 99.830.000 đồng (Bằng chữ: Chín mươi chín triệu tám trăm ba mươi "
        "nghìn đồng), trích từ Quỹ Thi đua, khen thưởng của tỉnh.",
    )


def test_decision_without_bonus_has_two_articles_and_names_the_second_to_its_readers() -> None:
    page = build_award_decision(decision_facts(recipients=recipients(1, 0, 0, bonus=False)))

    content = page.parts[0].content
    assert [article.label for article in content.articles] == ["Điều 1.", "Điều 2."]
    assert content.foot.copies_to[0] == "- Như Điều 2;"
    assert [column.heading for column in page.parts[1].content.columns] == [
        "STT",
        "Tên tập thể, chủ hộ, họ và tên",
        "Chức vụ, đơn vị, địa chỉ",
        "Ghi chú",
    ]


def test_bonuses_that_differ_within_a_family_are_left_to_the_list() -> None:
    one = ListedRecipient(
        RecipientFamily.INDIVIDUAL, "Vi Văn Ẩn", bonus_kind=BonusKind.CASH, bonus_amount=450_000
    )
    facts = decision_facts(recipients=(one, *recipients(0, 0, 1)))

    articles = build_award_decision(facts).parts[0].content.articles

    assert articles[1].paragraphs[0] == "Kèm theo Bằng khen, mức tiền thưởng ghi tại danh sách."
    assert articles[1].paragraphs[1].startswith("Tổng số tiền thưởng là 1.940.000 đồng")


def test_emblem_instead_of_money_is_stated_and_listed() -> None:
    donor = ListedRecipient(RecipientFamily.COLLECTIVE, "Công ty A", bonus_kind=BonusKind.SYMBOL)

    document = build_award_decision(decision_facts(recipients=(donor,)))

    assert document.parts[0].content.articles[1].paragraphs == (
        "Tặng biểu trưng kèm theo Bằng khen cho 01 tập thể.",
    )
    assert document.parts[1].content.groups[0].rows == (("1", "Công ty A", "", "Biểu trưng", ""),)


def test_cash_bonus_without_an_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="Công ty A"):
        ListedRecipient(RecipientFamily.COLLECTIVE, "Công ty A", bonus_kind=BonusKind.CASH)


def test_bases_end_with_semicolons_and_the_proposal_with_a_full_stop() -> None:
    page = build_award_decision(decision_facts()).parts[0].content

    assert [basis[-1] for basis in page.bases] == [";", ";", ";", "."]
    assert page.bases[-1] == (
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 245/TTr-SNV ngày 15 tháng 12 năm 2023."
    )


def test_annex_names_the_decision_it_belongs_to() -> None:
    pages = read_pages(document_pdf(build_award_decision(decision_facts())))

    assert (
        "(Kèm theo Quyết định số 1362/QĐ-UBND ngày 20 tháng 12 năm 2023 của Chủ tịch Ủy ban nhân "
        "dân tỉnh Bắc Giang)" in _text(pages)
    )


def test_document_that_lists_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="rewards"):
        build_award_decision(decision_facts(recipients=()))
    with pytest.raises(ValueError, match="proposes"):
        build_submission_letter(letter_facts(recipients=()))


def test_outline_is_numbered_by_figures_and_vietnamese_letters() -> None:
    points = tuple(ReportSection(f"Điểm {number}") for number in range(1, 8))
    sections = (
        ReportSection("Kết quả", sections=(ReportSection("Khen thưởng", sections=points),)),
        ReportSection("Đánh giá", sections=(ReportSection("Ưu điểm", label="2.1."),)),
    )

    printed = build_campaign_report(report_facts(sections=sections)).parts[0].content.sections

    assert [(section.label, section.heading) for section in printed] == [
        ("I.", "KẾT QUẢ"),
        ("1.", "Khen thưởng"),
        ("a)", "Điểm 1"),
        ("b)", "Điểm 2"),
        ("c)", "Điểm 3"),
        ("d)", "Điểm 4"),
        ("đ)", "Điểm 5"),
        ("e)", "Điểm 6"),
        ("g)", "Điểm 7"),
        ("II.", "ĐÁNH GIÁ"),
        ("2.1.", "Ưu điểm"),
    ]


def test_table_of_figures_adds_only_columns_that_are_all_numbers() -> None:
    table = FiguresTable(
        columns=("Đơn vị", "Số hộ", "Tỷ lệ", "Ghi chú"),
        rows=(("Tân Yên", 1200, Decimal("3.5"), "x"), ("Sơn Động", 34, None, 5)),
        total_label="Tổng số",
    )
    facts = report_facts(sections=(ReportSection("Kết quả", tables=(table,)),))

    [printed] = build_campaign_report(facts).parts[0].content.sections[0].tables

    assert [[cell.text for cell in row] for row in (*printed.rows, printed.total)] == [
        ["Tân Yên", "1.200", "3,5", "x"],
        ["Sơn Động", "34", "", "5"],
        ["Tổng số", "1.234", "", ""],
    ]


def test_consolidated_report_says_whose_reports_it_holds_and_whose_are_missing() -> None:
    text = _text(read_pages(document_pdf(build_campaign_report(consolidated_facts()))))

    assert (
        "Báo cáo được tổng hợp từ 03 báo cáo trên tổng số 05 đơn vị; chưa nhận được báo cáo của: "
        "Sở Tài chính, UBND huyện Lục Ngạn." in text
    )
    assert re.findall(r"- (UBND [^:]+): Các cấp ủy", text) == [
        "UBND huyện Sơn Động",
        "UBND huyện Tân Yên",
        "UBND thành phố Bắc Giang",
    ]


def test_coverage_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        ReportCoverage(expected=5, received=3, missing=("Sở Tài chính",))


def test_report_ends_with_its_closing_mark_once() -> None:
    text = _text(read_pages(document_pdf(build_campaign_report(report_facts(closing="Hết./.")))))

    assert text.count("Hết./.") == 1


def test_receipt_states_what_was_handed_in_and_that_it_was_late() -> None:
    facts = receipt_facts(components=(ReceivedComponent("Tờ trình", "Bản chính", 1),), note=None)

    [page] = read_pages(document_pdf(build_dossier_receipt(facts)))

    assert page.texts() == [
        "UBND TỈNH BẮC GIANG",
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 09/BN-SNV",
        "Bắc Giang, ngày 01 tháng 12 năm 2023",
        "GIẤY BIÊN NHẬN HỒ SƠ",
        "Mã hồ sơ:",
        "HS-2023-00017",
        "Đơn vị nộp:",
        "Ủy ban nhân dân huyện Sơn Động",
        "Nơi tiếp nhận:",
        "Bộ phận Một cửa, Sở Nội vụ tỉnh Bắc Giang",
        "Nội dung:",
        "Đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân",
        "tỉnh; Phong trào thi đua “Vì người nghèo - Không để ai bị",
        "bỏ lại phía sau” giai đoạn 2021 - 2025",
        "Đối tượng đề nghị:",
        "03 tập thể, 02 hộ gia đình và 02 cá nhân",
        "Hình thức nộp:",
        "Trực tuyến",
        "Số bộ hồ sơ:",
        "01 bộ",
        "Thời điểm tiếp nhận:",
        "08 giờ 05 phút, ngày 01 tháng 12 năm 2023",
        "Thời hạn nộp:",
        "ngày 30 tháng 11 năm 2023",
        "Tình trạng:",
        "Quá thời hạn",
        "Thành phần hồ sơ:",
        "STT",
        "Tên giấy tờ",
        "Hình thức",
        "Số bản",
        "Ghi chú",
        "1",
        "Tờ trình",
        "Bản chính",
        "01",
        "NGƯỜI NỘP HỒ SƠ",
        "(Ký, ghi rõ họ tên)",
        "Hoàng Văn Định",
        "NGƯỜI TIẾP NHẬN",
        "(Ký, ghi rõ họ tên)",
        "Ngô Thị Thu",
    ]


def test_receipt_of_a_window_states_the_hour_at_which_it_closes() -> None:
    facts = receipt_facts(deadline=datetime.fromisoformat("2023-07-04T23:59"), is_late=False)

    lines = dict(build_dossier_receipt(facts).parts[0].content.lines)

    assert lines["Thời hạn nộp"] == "23 giờ 59 phút, ngày 04 tháng 7 năm 2023"
    assert lines["Tình trạng"] == "Trong thời hạn"
