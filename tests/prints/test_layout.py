"""Positions, sizes and faces after Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from datetime import date

import pytest

from thidua_khenthuong.presentation.documents import (
    Authority,
    Letterhead,
    PlaceAndDate,
    PrintedDocument,
    Signature,
    build_award_decision,
    build_campaign_report,
    build_dossier_receipt,
    build_submission_letter,
    document_pdf,
)

from .measuring import MILLIMETRE, Page, read_pages
from .samples import (
    consolidated_facts,
    decision_facts,
    letter_facts,
    receipt_facts,
    recipients,
    report_facts,
)

REGULAR, BOLD, ITALIC = "Thidua-Serif", "Thidua-Serif-Bold", "Thidua-Serif-Italic"
ALL_DOCUMENTS = {
    "decision": build_award_decision(decision_facts()),
    "letter": build_submission_letter(letter_facts()),
    "report": build_campaign_report(report_facts()),
    "consolidated": build_campaign_report(consolidated_facts()),
    "receipt": build_dossier_receipt(receipt_facts()),
}


@pytest.fixture(scope="module")
def decision() -> list[Page]:
    return read_pages(document_pdf(ALL_DOCUMENTS["decision"]))


@pytest.fixture(scope="module")
def letter() -> list[Page]:
    return read_pages(document_pdf(ALL_DOCUMENTS["letter"]))


@pytest.mark.parametrize("name", ALL_DOCUMENTS)
def test_text_keeps_within_the_margins_and_in_the_shipped_face(name: str) -> None:
    pages = read_pages(document_pdf(ALL_DOCUMENTS[name]))

    lines = [(page, line) for page in pages for line in page.lines]
    assert min(line.left for _, line in lines) >= 30 * MILLIMETRE - 0.1
    assert max(line.right - page.width for page, line in lines) <= -15 * MILLIMETRE + 0.1
    assert max(line.top - page.height for page, line in lines) < -20 * MILLIMETRE
    faces = {face for _, line in lines for face in line.faces}
    assert faces <= {REGULAR, BOLD, ITALIC, "Thidua-Serif-Bold-Italic"}


def test_country_and_motto_stand_on_one_line_each_with_a_rule_of_the_mottos_length(
    decision: list[Page],
) -> None:
    country = decision[0].line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = decision[0].line("Độc lập - Tự do - Hạnh phúc")
    rules = [rule for rule in decision[0].rules if 0 < rule.top - motto.top < 25]

    assert (country.sizes, country.faces) == ({13}, {BOLD})
    assert (motto.sizes, motto.faces) == ({14}, {BOLD})
    assert motto.centre == pytest.approx(country.centre, abs=0.5)
    beneath = [rule for rule in rules if rule.left > decision[0].width / 2.2]
    assert [(rule.left, rule.right) for rule in beneath] == [
        (pytest.approx(motto.left, abs=0.5), pytest.approx(motto.right, abs=0.5))
    ]


@pytest.mark.parametrize(
    ("parent", "issuer", "lines"),
    [
        (None, "UBND huyện Sơn Động", ["UBND HUYỆN SƠN ĐỘNG"]),
        ("UBND tỉnh Bắc Giang", "Sở Nội vụ", ["SỞ NỘI VỤ"]),
        (
            "UBND tỉnh Bắc Giang",
            "Sở Lao động - Thương binh và Xã hội",
            ["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"],
        ),
        (
            None,
            "Chủ tịch\nỦy ban nhân dân tỉnh Bắc Giang",
            ["CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "TỈNH BẮC GIANG"],
        ),
    ],
)
def test_issuer_has_a_rule_of_a_third_to_a_half_of_its_longest_line(
    parent: str | None, issuer: str, lines: list[str]
) -> None:
    facts = receipt_facts(letterhead=Letterhead(issuer, "BN-SNV", parent))

    page = read_pages(document_pdf(build_dossier_receipt(facts)))[0]

    printed = [page.line(line) for line in lines]
    assert {face for line in printed for face in line.faces} == {BOLD}
    assert {size for line in printed for size in line.sizes} == {13}
    longest = max(line.width for line in printed)
    rule = min(
        (rule for rule in page.rules if rule.right < page.width / 2), key=lambda rule: rule.top
    )
    assert longest / 3 <= rule.width <= longest / 2
    assert rule.centre == pytest.approx(printed[0].centre, abs=0.5)
    assert rule.top > printed[-1].top
    if parent:
        above = page.line(parent.upper())
        assert (above.sizes, above.faces) == ({13}, {REGULAR})
        assert above.top < printed[0].top


def test_number_and_place_stand_under_their_columns(decision: list[Page]) -> None:
    number = decision[0].line("Số: 1362/QĐ-UBND")
    place = decision[0].line("Bắc Giang, ngày 20 tháng 12 năm 2023")

    assert (number.sizes, number.faces) == ({13}, {REGULAR})
    assert (place.sizes, place.faces) == ({14}, {ITALIC})
    assert number.centre == pytest.approx(decision[0].line("TỈNH BẮC GIANG").centre, abs=0.5)
    assert place.centre == pytest.approx(decision[0].line("CỘNG HÒA").centre, abs=0.5)


def test_number_and_day_that_nobody_has_given_stay_blank(letter: list[Page]) -> None:
    assert "Số:      /TTr-SLĐTBXH" in letter[0].texts()
    assert "Bắc Giang, ngày      tháng 12 năm 2023" in letter[0].texts()
    note = "(Kèm theo Tờ trình số      /TTr-SLĐTBXH ngày      tháng 12 năm 2023"
    assert [line for line in letter[1].texts() if line.startswith(note)] == [
        f"{note} của Sở Lao động - Thương binh và Xã hội)"
    ]


@pytest.mark.parametrize("name", ["decision", "letter"])
def test_page_numbers_start_anew_in_the_annex_and_are_absent_from_first_pages(name: str) -> None:
    pages = read_pages(document_pdf(ALL_DOCUMENTS[name]))
    first_of_annex = next(place for place, page in enumerate(pages) if "DANH SÁCH" in page.texts())

    heads = [[line for line in page.lines if line.top < 20 * MILLIMETRE] for page in pages]
    numbers = ["".join(line.text for line in head) for head in heads]
    main, annex = numbers[:first_of_annex], numbers[first_of_annex:]
    assert main == ["", *(str(number) for number in range(2, len(main) + 1))]
    assert annex == ["", *(str(number) for number in range(2, len(annex) + 1))]
    assert len(annex) > 2
    for page, head in zip(pages, heads, strict=True):
        for line in head:
            assert (line.sizes, line.faces) == ({14}, {REGULAR})
            middle_of_text = (30 * MILLIMETRE + page.width - 15 * MILLIMETRE) / 2
            assert line.centre == pytest.approx(middle_of_text, abs=0.5)


def test_list_of_a_letter_is_landscape_and_of_a_decision_portrait(
    decision: list[Page], letter: list[Page]
) -> None:
    assert {page.width > page.height for page in letter[1:]} == {True}
    assert {page.width > page.height for page in (letter[0], *decision)} == {False}


def test_recipients_of_copies_are_eleven_points_under_a_bold_italic_twelve(
    letter: list[Page],
) -> None:
    title = letter[0].line("Nơi nhận:")
    copies = [line for line in letter[0].lines if line.sizes == {11}]

    assert (title.sizes, title.faces) == ({12}, {"Thidua-Serif-Bold-Italic"})
    assert [line.text for line in copies] == [
        "- Như trên;",
        "- Giám đốc, các PGĐ Sở;",
        "- Lưu: VT, VP.",
    ]
    assert {line.faces for line in copies} == {frozenset({REGULAR})}


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature("Chủ tịch", "Lê Ánh Dương"), ["CHỦ TỊCH", "Lê Ánh Dương"]),
        (
            Signature("Chủ tịch", "Đào Nguyên Phong", Authority.TM, "Ủy ban nhân dân"),
            ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đào Nguyên Phong"],
        ),
        (
            Signature("Phó Chủ tịch", "Trần Thị Ước", Authority.KT, "Chủ tịch"),
            ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Ước"],
        ),
        (
            Signature("Giám đốc Sở Nội vụ", "Vi Văn Ẩn", Authority.TL, "Chủ tịch"),
            ["TL. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ", "Vi Văn Ẩn"],
        ),
        (
            Signature("Trưởng ban", "Vi Văn Ẩn", Authority.TUQ, "Chủ tịch"),
            ["TUQ. CHỦ TỊCH", "TRƯỞNG BAN", "Vi Văn Ẩn"],
        ),
        (Signature(None, "Mai Văn Huỳnh"), ["Mai Văn Huỳnh"]),
        (
            Signature("Thủ trưởng đơn vị", note="(Ký tên, đóng dấu)"),
            ["THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"],
        ),
    ],
)
def test_signature_states_the_authority_and_the_name_in_bold(
    signature: Signature, lines: list[str]
) -> None:
    facts = letter_facts(signature=signature)

    document = build_submission_letter(facts)
    page = read_pages(document_pdf(PrintedDocument("Tờ trình", document.parts[:1])))[-1]

    title = page.line("Nơi nhận:")
    right = [
        line for line in page.lines if line.top > title.top - 10 and line.left > page.width / 2
    ]
    assert [line.text for line in right] == lines
    assert {size for line in right for size in line.sizes} == {14}
    assert [line.faces for line in right] == [
        frozenset({ITALIC if line.startswith("(") else BOLD}) for line in lines
    ]
    assert max(line.centre for line in right) - min(line.centre for line in right) < 0.5


def test_authority_without_the_one_acted_for_is_refused() -> None:
    with pytest.raises(ValueError, match="together"):
        Signature("Phó Chủ tịch", "Trần Thị Ước", Authority.KT)


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("TM. ỦY BAN NHÂN DÂN", (Authority.TM, "ỦY BAN NHÂN DÂN")),
        ("", (Authority.OWN, None)),
        (None, (Authority.OWN, None)),
    ],
)
def test_stored_prefix_is_read_as_authority_and_the_one_acted_for(
    prefix: str | None, expected: tuple[Authority, str | None]
) -> None:
    signature = Signature.of_prefix(prefix, "Chủ tịch", "Đào Nguyên Phong")

    assert (signature.authority, signature.on_behalf_of) == expected


@pytest.mark.parametrize("paragraphs", range(0, 30))
def test_signature_never_stands_on_a_page_without_text_before_it(paragraphs: int) -> None:
    statements = tuple(
        f"Ý kiến thứ {number}: các tập thể, cá nhân được đề nghị đủ điều kiện, tiêu chuẩn."
        for number in range(paragraphs)
    )
    document = build_submission_letter(letter_facts(statements=statements))

    pages = read_pages(document_pdf(PrintedDocument("Tờ trình", document.parts[:1])))

    signed = next(page for page in pages if "Trần Thị Ước" in page.texts())
    top = signed.line("Nơi nhận:").top
    before = [line for line in signed.lines if 20 * MILLIMETRE < line.top < top - 1]
    assert len([line for line in before if line.left < signed.width / 2]) >= 2
    assert {"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "- Lưu: VT, VP."} <= set(signed.texts())


@pytest.mark.parametrize("collectives", [1, 11, 12, 13, 14, 15, 16, 17, 18, 19])
def test_annex_repeats_its_head_and_leaves_no_heading_or_total_alone(collectives: int) -> None:
    facts = decision_facts(recipients=recipients(collectives, 12, 9))
    document = build_award_decision(facts)

    pages = read_pages(document_pdf(PrintedDocument("Danh sách", document.parts[1:])))

    bodies = [[line for line in page.lines if line.top > 20 * MILLIMETRE] for page in pages]
    assert [sum(line.text == "STT" for line in body) for body in bodies] == [1] * len(pages)
    for body in bodies:
        lowest = max(body, key=lambda line: line.top)
        assert not lowest.text.startswith(("I. ", "II. ", "III. "))
    assert any(line.text.isdecimal() for line in bodies[-1])
    assert bodies[-1][-1].text.startswith("Danh sách có ")


def test_height_above_the_name_leaves_room_for_signature_and_seal(decision: list[Page]) -> None:
    page = next(page for page in decision if "Lê Ánh Dương" in page.texts())
    titles = [line for line in page.lines if line.text == "CHỦ TỊCH"]

    name = page.line("Lê Ánh Dương")
    assert 25 * MILLIMETRE <= name.top - titles[-1].top <= 35 * MILLIMETRE


def test_place_and_date_of_a_day_equals_its_parts() -> None:
    assert PlaceAndDate.on("Bắc Giang", date(2023, 12, 5)) == PlaceAndDate("Bắc Giang", 2023, 12, 5)
