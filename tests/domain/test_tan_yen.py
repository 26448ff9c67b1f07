"""Tân Yên, first half of 2023: a guidance without awards, with reports of units and blocks."""

from datetime import date
from typing import Any

import pytest

from thidua_khenthuong.domain.plan import DocumentKind
from thidua_khenthuong.domain.plan_text import OutlineHeading, PeriodKind, PlanItemKind

from .proposals import nominated, plan, request, verdict_and_codes

pytestmark = pytest.mark.domain

CODE = "TY-2023"


def ask(*nominations: Any, form: str | None = None, **facts: Any) -> Any:
    return verdict_and_codes(request(CODE, None, *nominations, **facts) | {"award_form": form})


def test_guidance_is_signed_for_the_chair_and_has_neither_number_nor_day() -> None:
    campaign = plan(CODE)

    assert campaign.kind is DocumentKind.GUIDANCE
    assert (campaign.number, campaign.number_text) == (None, "/HD-UBND")
    assert campaign.issued_on_text == "ngày tháng 6 năm 2023"
    assert campaign.signature is not None
    assert (campaign.signature.authority_prefix, campaign.signature.titles) == (
        "KT. CHỦ TỊCH",
        ("PHÓ CHỦ TỊCH",),
    )


def test_review_and_direction_are_two_periods() -> None:
    campaign = plan(CODE)
    (review,) = campaign.periods_of(PeriodKind.REVIEW)
    (direction,) = campaign.periods_of(PeriodKind.DIRECTION)

    assert (review.starts_on, review.ends_on) == (date(2023, 1, 1), date(2023, 6, 30))
    assert (direction.starts_on, direction.ends_on) == (date(2023, 7, 1), date(2023, 12, 31))


def test_lists_are_complete() -> None:
    campaign = plan(CODE)

    assert len(campaign.legal_bases) == 8
    assert len(campaign.items_of(PlanItemKind.DIRECTION)) == 5
    assert len([item for item in campaign.related_campaigns if item.source == "II.1"]) == 7
    assert len(campaign.recipients) == 7
    assert campaign.recipients[1].text == "Phòng Thi đua- Khen thưởng tỉnh;"


def headings(nodes: tuple[OutlineHeading, ...]) -> list[str]:
    return [source for node in nodes for source in (node.source, *headings(node.children))]


def test_communes_report_on_two_points_more_than_other_units() -> None:
    outlines = {outline.code: headings(outline.headings) for outline in plan(CODE).outlines}

    extra = set(outlines["TY-COMMUNE"]) - set(outlines["TY-UNIT"])
    assert {source for source in extra if "gạch" in source} == {
        "I.1 (*) gạch 1",
        "I.1 (*) gạch 2",
    }
    assert outlines["TY-BLOCK"] == [f"I.2 gạch {number}" for number in range(1, 6)]


def test_reports_of_the_block_and_the_district_rest_on_those_below() -> None:
    consolidated = {item.code: item.consolidates for item in plan(CODE).obligations}

    assert consolidated == {
        "TY-R1": (),
        "TY-R2": (),
        "TY-R3": ("TY-R1", "TY-R2"),
        "TY-R4": ("TY-R1", "TY-R2", "TY-R3"),
    }


@pytest.mark.parametrize("form", [None, "DISTRICT_COMMENDATION", "PROVINCE_MERIT"])
def test_nothing_can_be_nominated(form: str | None) -> None:
    assert ask(nominated("collective"), form=form) == ("reject", {"NO_AWARD_ROUND"})


def test_dossier_has_no_place_in_a_plan_without_awards() -> None:
    assert ask(item="dossier") == ("reject", {"NO_AWARD_ROUND"})


@pytest.mark.parametrize(
    ("deadline", "submitted_at", "codes"),
    [
        ("TY-DL1", "2023-07-04T23:59", set()),
        ("TY-DL1", "2023-07-05T00:00", {"DEADLINE_BOUNDARY"}),
        ("TY-DL1", "2023-07-06T00:00", {"LATE"}),
        ("TY-DL2", "2023-07-14T23:59", set()),
        ("TY-DL2", "2023-07-15T12:00", {"DEADLINE_BOUNDARY"}),
        ("TY-DL2", "2023-07-17T08:00", {"LATE"}),
    ],
)
def test_reports_are_due_before_their_day(
    deadline: str, submitted_at: str, codes: set[str]
) -> None:
    assert ask(deadline=deadline, submitted_at=submitted_at)[1] == codes


@pytest.mark.parametrize(
    ("addressees", "expected"),
    [
        (["Phòng Nội vụ", "Trưởng khối"], ("accept", set())),
        (["Hội đồng TĐKT huyện (qua Phòng Nội vụ)", "Trưởng khối thi đua"], ("accept", set())),
        (["Phòng Nội vụ huyện", "Trưởng các khối thi đua"], ("accept", set())),
        (["Hội đồng TĐKT huyện"], ("warn", {"MISSING_ADDRESSEE"})),
        (["Trưởng khối thi đua"], ("warn", {"MISSING_ADDRESSEE"})),
        (["Phòng Nội vụ", "Phòng Tài chính"], ("reject", {"WRONG_ADDRESSEE", "MISSING_ADDRESSEE"})),
    ],
)
def test_a_units_report_is_delivered_twice(
    addressees: list[str], expected: tuple[str, set[str]]
) -> None:
    assert ask(item="report", addressees=addressees) == expected


def test_a_blocks_report_goes_to_the_council_alone() -> None:
    assert ask(deadline="TY-DL2", item="report", addressees=["Phòng Nội vụ"])[0] == "accept"


@pytest.mark.parametrize(
    ("unit_class", "columns", "figures", "codes"),
    [
        ("commune", ["actual", "plan", "same_period"], True, set()),
        ("commune", ["actual", "plan"], True, {"REPORT_INCOMPLETE"}),
        ("commune", ["actual", "same_period"], None, {"REPORT_INCOMPLETE"}),
        ("division", ["actual"], True, set()),
        ("division", ["actual"], False, {"REPORT_INCOMPLETE"}),
        (None, None, False, {"REPORT_INCOMPLETE"}),
    ],
)
def test_columns_are_asked_of_communes_and_award_figures_of_all(
    unit_class: str | None, columns: list[str] | None, figures: bool | None, codes: set[str]
) -> None:
    facts = {"unit_class": unit_class, "report_columns": columns, "has_award_figures": figures}

    assert ask(item="report", **facts)[1] == codes
