"""What the two delivered plans must hold, counted and spelled out."""

from datetime import date

import pytest

from thidua_khenthuong.domain.plan_rules import QuotaRow
from thidua_khenthuong.domain.plan_text import OutlineHeading, PeriodKind, PlanItemKind
from thidua_khenthuong.domain.vocabulary import CountKind, DueComparator

from .proposals import plan

pytestmark = pytest.mark.domain


def headings(nodes: tuple[OutlineHeading, ...]) -> list[OutlineHeading]:
    return [heading for node in nodes for heading in (node, *headings(node.children))]


def row(code: str, row_code: str) -> QuotaRow:
    return next(item for item in plan(code).quotas if item.code == row_code)


@pytest.mark.parametrize("code", ["BG-2023", "CB-2023"])
def test_number_and_date_that_the_text_does_not_give_are_null(code: str) -> None:
    assert plan(code).number is None
    assert plan(code).issued_on is None


@pytest.mark.parametrize(
    ("code", "signer"), [("BG-2023", "Lê Ánh Dương"), ("CB-2023", "Hoàng Xuân Ánh")]
)
def test_signature_has_no_authority_prefix(code: str, signer: str) -> None:
    signature = plan(code).signature

    assert signature is not None
    assert (signature.authority_prefix, signature.titles, signature.name) == (
        None,
        ("CHỦ TỊCH",),
        signer,
    )


def test_bac_giang_legal_bases_are_the_three_of_the_text() -> None:
    bases = [(basis.kind, basis.number, basis.issued_on) for basis in plan("BG-2023").legal_bases]

    assert bases == [
        ("Công văn", "2919/BTĐKT-P.III", date(2023, 9, 20)),
        ("Kế hoạch", "3976/KH-UBND", date(2022, 8, 16)),
        ("Nghị định", "91/2017/NĐ-CP", None),
    ]


def test_bac_giang_hangs_on_plan_3976() -> None:
    parent = plan("BG-2023").parent

    assert parent is not None
    assert (parent.number, parent.issued_on) == ("3976/KH-UBND", date(2022, 8, 16))


def test_bac_giang_campaign_and_recognition_periods_are_kept_apart() -> None:
    campaign = plan("BG-2023")
    (whole,) = campaign.periods_of(PeriodKind.CAMPAIGN)
    (recognition,) = campaign.periods_of(PeriodKind.RECOGNITION)

    assert (whole.starts_on, whole.ends_on) == (date(2021, 1, 1), date(2025, 12, 31))
    assert (recognition.starts_on, recognition.ends_on) == (date(2022, 1, 1), None)


def test_bac_giang_purposes_contents_criteria_recipients_and_headings_are_complete() -> None:
    campaign = plan("BG-2023")
    purposes = campaign.items_of(PlanItemKind.PURPOSE) + campaign.items_of(PlanItemKind.REQUIREMENT)

    assert len(purposes) == 3
    assert len(campaign.items_of(PlanItemKind.CONTENT)) == 7
    assert [item.outline for item in campaign.items_of(PlanItemKind.CONTENT)][-1] == ("III", "IV")
    assert len([item for item in campaign.criteria if item.group is None]) == 2
    assert "".join(item.group or "" for item in campaign.criteria) == "abcdđeg"
    assert len(campaign.recipients) == 8
    assert len(headings(campaign.outlines[0].headings)) == 23


def test_bac_giang_criteria_refer_to_the_parent_plan_and_invent_no_text() -> None:
    for criterion in plan("BG-2023").criteria:
        assert criterion.external_reference is not None
        assert "Kế hoạch số 3976/KH-UBND" in criterion.external_reference


def test_bac_giang_group_letters_keep_their_printed_order() -> None:
    assert [group.letter for group in plan("BG-2023").groups] == ["a", "b", "c", "d", "đ", "e", "g"]


def test_bac_giang_has_a_row_for_every_line_of_the_allocation() -> None:
    campaign = plan("BG-2023")

    assert len(campaign.quotas) == 15
    assert row("BG-2023", "BG-Q01").count.number is None
    assert row("BG-2023", "BG-Q04").coordinates_with[0] == "Hiệp hội Doanh nghiệp tỉnh"
    assert [part.number for part in row("BG-2023", "BG-Q14").parts] == [1, 1]
    assert row("BG-2023", "BG-Q11").exceptions[0].number == 2
    assert row("BG-2023", "BG-Q13").exceptions == ()


def test_bac_giang_has_no_unit_whose_name_is_courtesy_wording() -> None:
    campaign = plan("BG-2023")
    names = [name for item in campaign.quotas for name in item.units.names]

    assert "Ủy ban MTTQ tỉnh" in names
    assert [name for name in names if name.startswith("Đề nghị")] == []


def test_bac_giang_deadlines_are_strict_and_go_to_their_own_addressees() -> None:
    deadlines = [
        (item.code, item.comparator, item.due_on, [to.name for to in item.addressees])
        for item in plan("BG-2023").deadlines
    ]

    assert deadlines == [
        (
            "BG-DL1",
            DueComparator.BEFORE,
            date(2023, 11, 30),
            ["Sở Lao động - Thương binh và Xã hội"],
        ),
        ("BG-DL2", DueComparator.BEFORE, date(2023, 12, 5), ["Sở Nội vụ"]),
        ("BG-DL3", DueComparator.BEFORE, date(2023, 11, 30), ["Sở Nội vụ"]),
        (
            "BG-DL4",
            DueComparator.BEFORE,
            date(2023, 12, 15),
            ["Ban Thi đua - Khen thưởng Trung ương", "Chủ tịch UBND tỉnh"],
        ),
    ]


def test_bac_giang_route_runs_from_units_to_the_chair() -> None:
    bodies = [
        (step.kind.value, step.body)
        for step in plan("BG-2023").route_steps
        if step.award_forms == ("PROVINCE_MERIT",)
    ]

    assert [kind for kind, _ in bodies] == [
        "propose",
        "collect",
        "council",
        "propose",
        "appraise",
        "sign",
    ]
    assert bodies[-1][1] == "Chủ tịch UBND tỉnh"


def test_cao_bang_legal_basis_is_decision_368() -> None:
    basis = plan("CB-2023").legal_bases[0]

    assert (basis.number, basis.issued_on, basis.issuer) == (
        "368/QĐ-TTg",
        date(2023, 4, 11),
        "Thủ tướng Chính phủ",
    )


def test_cao_bang_lists_are_complete() -> None:
    campaign = plan("CB-2023")

    assert len(campaign.items_of(PlanItemKind.CONTENT)) == 3
    assert len(campaign.items_of(PlanItemKind.OBJECTIVE)) == 2
    assert [group.letter for group in campaign.groups] == ["a", "b", "c", "d"]
    counts = {
        letter: len([item for item in campaign.criteria if item.group == letter])
        for letter in "abcd"
    }
    assert counts == {"a": 4, "b": 3, "c": 4, "d": 3}
    assert len(campaign.assignments) == 7
    assert len(campaign.recipients) == 11
    assert len(headings(campaign.outlines[0].headings)) == 12


def test_cao_bang_slogan_is_the_printed_one() -> None:
    campaign = plan("CB-2023")
    clause = campaign.clause("II.3 đoạn 1")

    assert clause is not None
    assert campaign.slogan is not None
    assert clause.text == campaign.slogan + "."
    assert "75 năm ngày Chủ tịch" in campaign.slogan


def test_cao_bang_rows_are_either_or_and_shared() -> None:
    counts = [(item.code, item.count.kind, item.count.number) for item in plan("CB-2023").quotas]

    assert counts == [
        ("CB-Q1", CountKind.EITHER_OR, 1),
        ("CB-Q2", CountKind.SHARED, 2),
        ("CB-Q3", CountKind.FREE, None),
    ]


def test_cao_bang_sets_are_not_stated() -> None:
    assert plan("CB-2023").dossier_rules[0].sets is None


def test_cao_bang_funding_is_kept_as_text() -> None:
    (funding,) = plan("CB-2023").items_of(PlanItemKind.FUNDING)

    assert funding.text == "Thực hiện theo quy định hiện hành."
