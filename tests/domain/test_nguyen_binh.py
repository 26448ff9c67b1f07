"""Nguyên Bình 2021-2025: what the district's plan holds, and what it lets through."""

from datetime import date
from typing import Any

import pytest

from thidua_khenthuong.domain.plan_text import LegalBasisRole, PlanItemKind
from thidua_khenthuong.domain.vocabulary import Comparator, DueComparator, RouteStepKind

from .proposals import nominated, plan, request, verdict_and_codes

pytestmark = pytest.mark.domain

CODE = "NB-2022"
LABOUR_DIVISION = "Phòng Lao động - Thương binh và Xã hội"


def ask(*nominations: Any, form: str | None = "PROVINCE_MERIT", **facts: Any) -> Any:
    return verdict_and_codes(request(CODE, None, *nominations, **facts) | {"award_form": form})


def ask_of(unit: str, unit_class: str | None = None, **facts: Any) -> Any:
    raw = request(CODE, unit, **facts) | {"award_form": None}
    return verdict_and_codes(
        raw | {"nominating_unit": {"name": unit, "unit_class": unit_class}},
    )


def test_number_and_day_are_blank_and_their_printed_rest_is_kept() -> None:
    campaign = plan(CODE)

    assert (campaign.number, campaign.number_text) == (None, "/KH-UBND")
    assert (campaign.issued_on, campaign.issued_on_text) == (None, "ngày tháng 11 năm 2022")
    assert campaign.place == "Nguyên Bình"


def test_chair_signs_for_the_peoples_committee() -> None:
    signature = plan(CODE).signature

    assert signature is not None
    assert (signature.authority_prefix, signature.titles, signature.name) == (
        "TM. ỦY BAN NHÂN DÂN",
        ("CHỦ TỊCH",),
        "Đào Nguyên Phong",
    )


def test_misprinted_district_name_is_kept_as_an_alias() -> None:
    campaign = plan(CODE)

    assert "Nguyễn Bình" not in campaign.title
    assert any("Nguyễn Bình" in alias for alias in campaign.aliases)


def test_plan_hangs_on_the_provinces_plan_and_cites_six_more_documents() -> None:
    campaign = plan(CODE)

    assert campaign.parent is not None
    assert (campaign.parent.number, campaign.parent.issued_on) == (
        "2451/KH-UBND",
        date(2022, 9, 26),
    )
    assert [(basis.number, basis.role) for basis in campaign.legal_bases] == [
        ("2451/KH-UBND", LegalBasisRole.BASIS),
        (None, LegalBasisRole.CITED),
        ("24/2021/QH15", LegalBasisRole.CITED),
        ("1705/QĐ-TTg", LegalBasisRole.CITED),
        ("92-KH/TU", LegalBasisRole.CITED),
        ("05-CT/TW", LegalBasisRole.CITED),
        ("12-NQ/TU", LegalBasisRole.CITED),
    ]


def test_lists_are_complete() -> None:
    campaign = plan(CODE)

    assert len(campaign.items_of(PlanItemKind.PURPOSE)) == 3
    assert len(campaign.items_of(PlanItemKind.REQUIREMENT)) == 3
    assert len(campaign.items_of(PlanItemKind.CONTENT)) == 6
    assert len(campaign.items_of(PlanItemKind.SOLUTION)) == 8
    assert len(campaign.phases) == 3
    assert len(campaign.assignments) == 7
    assert len(campaign.recipients) == 11
    assert campaign.quotas == ()


def test_groups_skip_the_letter_that_the_text_skips() -> None:
    assert [group.letter for group in plan(CODE).groups] == ["a", "b", "c", "đ", "e", "g", "h"]


def test_each_bullet_is_a_criterion_the_one_without_a_dash_too() -> None:
    counts = {
        letter: len([item for item in plan(CODE).criteria if item.group == letter])
        for letter in "abcđegh"
    }

    assert counts == {"a": 2, "b": 1, "c": 3, "đ": 3, "e": 2, "g": 1, "h": 1}


def test_one_campaign_printed_with_two_spellings_is_one() -> None:
    related = plan(CODE).related_campaigns[0]

    assert (related.name, related.aliases) == (
        "Cả nước chung sức xây dựng nông thôn mới",
        ("Cả nước chung tay xây dựng nông thôn mới",),
    )


def test_standards_of_the_district_are_made_each_year_by_home_affairs() -> None:
    national, own = plan(CODE).award_standards

    assert "DISTRICT_COMMENDATION" not in national.award_forms
    assert (own.drafted_by, own.yearly) == (("Phòng Nội vụ",), True)


def test_two_divisions_appraise_one_after_the_other() -> None:
    steps = [
        step.body
        for step in plan(CODE).route_steps
        if step.kind is RouteStepKind.APPRAISE and "DISTRICT_COMMENDATION" in step.award_forms
    ]

    assert steps == [LABOUR_DIVISION, "Phòng Nội vụ"]


def test_yearly_deadlines_start_in_2023_and_end_with_the_campaign() -> None:
    campaign = plan(CODE)
    deadlines = [campaign.deadline("NB-DL1"), campaign.deadline("NB-DL2")]

    assert [item and (item.comparator, item.recurrence) for item in deadlines] == [
        (DueComparator.BEFORE, campaign.deadlines[1].recurrence),
        (DueComparator.BEFORE, campaign.deadlines[2].recurrence),
    ]
    first = campaign.deadlines[1].recurrence
    assert first is not None
    assert (first.month, first.day, first.first_year, first.last_year) == (11, 10, 2023, 2025)


def test_target_without_a_number_is_forced_into_none() -> None:
    targets = [(item.code, item.comparator, item.value) for item in plan(CODE).targets]

    assert [target[1] for target in targets] == [
        Comparator.AT_LEAST,
        Comparator.MORE_THAN,
        Comparator.MORE_THAN,
        None,
    ]
    assert targets[3] == ("NB-T4", None, None)


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        ("NB-T1", 6, "accept"),
        ("NB-T1", 5.99, "reject"),
        ("NB-T2", 6, "reject"),
        ("NB-T2", 6.01, "accept"),
        ("NB-T3", 20, "reject"),
        ("NB-T3", 20.1, "accept"),
        ("NB-T4", 1, "warn"),
    ],
)
def test_targets_are_judged_by_their_own_comparators(
    target: str, value: float, verdict: str
) -> None:
    result = {"target": target, "value": value}

    assert ask(form=None, target_result=result)[0] == verdict


@pytest.mark.parametrize(
    ("form", "year", "award_round", "verdict"),
    [
        ("PM_MERIT", 2023, None, "accept"),
        ("PM_MERIT", 2024, None, "reject"),
        ("PM_MERIT", 2025, "final", "accept"),
        ("PM_MERIT", 2025, "annual", "reject"),
        ("LABOUR_ORDER", 2022, None, "reject"),
        ("LABOUR_ORDER_3", 2023, "interim", "accept"),
        ("LABOUR_ORDER_1", 2024, None, "reject"),
        ("PROVINCE_MERIT", 2024, "annual", "accept"),
        ("PROVINCE_MERIT", 2024, None, "accept"),
        ("PROVINCE_MERIT", 2024, "interim", "reject"),
        ("DISTRICT_COMMENDATION", 2024, "annual", "accept"),
        ("COMMUNE_COMMENDATION", 2025, "final", "accept"),
    ],
)
def test_each_form_has_its_occasions(
    form: str, year: int, award_round: str | None, verdict: str
) -> None:
    subject = nominated("collective", "a")

    assert ask(subject, form=form, award_year=year, award_round=award_round)[0] == verdict


def test_head_whom_the_plan_does_not_name_is_for_an_officer() -> None:
    assert ask(nominated("collective", "a"), form="UNIT_COMMENDATION") == (
        "warn",
        {"AUTHORITY_NOT_LISTED"},
    )


def test_commendations_have_no_limit() -> None:
    assert ask(nominated("household", "e", None, 120), form="DISTRICT_COMMENDATION")[0] == "accept"


@pytest.mark.parametrize(
    ("subject", "codes"),
    [
        (nominated("village", "d", "village"), {"UNKNOWN_GROUP"}),
        (nominated("commune", "b", "commune"), set()),
        (nominated("collective", "b", "commune"), set()),
        (nominated("collective", "b"), {"SUBJECT_STATUS_UNCLEAR"}),
        (nominated("village", "c", "village"), set()),
        (nominated("village", "b", "village"), {"GROUP_MISMATCH"}),
        (nominated("household", "e"), set()),
        (nominated("household", "a"), {"GROUP_MISMATCH"}),
        (nominated("credit_institution", "đ"), set()),
        (nominated("individual", "g", is_official=True), set()),
        (nominated("individual", "g", occupation="farmer"), {"WRONG_SUBJECT"}),
        (nominated("other", "h"), set()),
        (nominated("other", "a"), {"SUBJECT_KIND_UNCLEAR"}),
        (nominated("individual", "h", occupation="other"), set()),
        (nominated("citizen", "h"), set()),
        (nominated("district", "b", "district"), {"GROUP_MISMATCH"}),
    ],
)
def test_kind_and_letter_go_together(subject: dict[str, Any], codes: set[str]) -> None:
    assert ask(subject)[1] == codes


@pytest.mark.parametrize(
    ("kind", "letter", "actual", "expected"),
    [
        ("village", "c", 5.0, ("accept", set())),
        ("village", "c", 4.9, ("reject", {"TARGET_MISSED"})),
        ("commune", "b", 5.0, ("accept", set())),
        ("commune", "b", 4.9, ("warn", {"TARGET_MISSED"})),
    ],
)
def test_yearly_target_binds_villages_and_is_striven_for_by_communes(
    kind: str, letter: str, actual: float, expected: tuple[str, set[str]]
) -> None:
    results = [
        {"year": 2023, "actual": 5.5, "target": 5.0},
        {"year": 2024, "actual": actual, "target": 5.0},
    ]

    assert ask(nominated(kind, letter, kind), yearly_results=results) == expected


def test_penalty_of_which_the_plan_says_nothing_is_for_an_officer() -> None:
    person = nominated("individual", "g", is_official=True, discipline="khiển trách")

    assert ask(person) == ("warn", {"RULE_SILENT"})


@pytest.mark.parametrize(
    ("deadline", "submitted_at", "codes"),
    [
        ("NB-DL1", "2023-11-09T23:59", set()),
        ("NB-DL1", "2024-11-10T08:00", {"DEADLINE_BOUNDARY"}),
        ("NB-DL1", "2025-11-11T08:00", {"LATE"}),
        ("NB-DL1", "2022-11-25T08:00", set()),
        ("NB-DL2", "2023-11-19T23:59", set()),
        ("NB-DL2", "2023-11-20T00:00", {"DEADLINE_BOUNDARY"}),
        ("NB-DL2", "2023-11-21T00:00", {"LATE"}),
    ],
)
def test_reports_are_due_before_the_same_day_of_each_year(
    deadline: str, submitted_at: str, codes: set[str]
) -> None:
    assert ask(form=None, deadline=deadline, submitted_at=submitted_at)[1] == codes


@pytest.mark.parametrize(
    ("addressees", "codes"),
    [
        (["Phòng Nội vụ"], set()),
        (["UBND huyện Nguyên Bình"], set()),
        (["UBND huyện Nguyễn Bình", "Phòng Nội vụ huyện"], set()),
        (["Phòng LĐTBXH"], {"WRONG_ADDRESSEE"}),
        (["Ban TĐKT tỉnh"], {"WRONG_ADDRESSEE"}),
    ],
)
def test_reports_go_to_the_district_by_way_of_home_affairs(
    addressees: list[str], codes: set[str]
) -> None:
    assert ask(form=None, item="report", addressees=addressees)[1] == codes


def test_home_affairs_reports_for_the_district_to_the_provinces_board() -> None:
    facts = {"item": "report", "addressees": ["Ban Thi đua - Khen thưởng tỉnh"]}

    assert ask_of("Phòng Nội vụ", "division", **facts)[0] == "accept"
    assert ask_of("Xã Tam Kim", "commune", **facts) == ("reject", {"WRONG_ADDRESSEE"})


@pytest.mark.parametrize(
    ("addressee", "codes"), [("Phòng LĐTBXH", set()), ("Phòng Nội vụ", {"WRONG_ADDRESSEE"})]
)
def test_dossiers_are_received_by_the_labour_division(addressee: str, codes: set[str]) -> None:
    assert ask(item="dossier", addressees=[addressee])[1] == codes
