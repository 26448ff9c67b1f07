"""Kiên Giang 2016-2020: what the province's plan holds, and what it lets through."""

from decimal import Decimal
from typing import Any

import pytest

from thidua_khenthuong.domain.plan_text import PlanItemKind
from thidua_khenthuong.domain.vocabulary import Comparator

from .proposals import judged, nominated, plan, request, verdict_and_codes

pytestmark = pytest.mark.domain

CODE = "KG-2017"


def raw_request(*nominations: Any, form: str | None = "PROVINCE_MERIT", **facts: Any) -> Any:
    return request(CODE, None, *nominations, **facts) | {"award_form": form}


def ask(*nominations: Any, form: str | None = "PROVINCE_MERIT", **facts: Any) -> Any:
    return verdict_and_codes(raw_request(*nominations, form=form, **facts))


def test_what_is_not_printed_is_null() -> None:
    campaign = plan(CODE)

    assert (campaign.number, campaign.number_text, campaign.issued_on) == (None, None, None)
    assert campaign.signature is not None
    assert (campaign.signature.titles, campaign.signature.name) == ((), "Mai Văn Huỳnh")


def test_seven_documents_are_cited_as_printed_odd_ones_with_a_remark() -> None:
    campaign = plan(CODE)
    remarked = [remark.note for remark in campaign.remarks]

    assert [basis.number for basis in campaign.legal_bases] == [
        "80/NQ-CP",
        "1285/QĐ-TTg",
        "111/KH-UBND",
        None,
        None,
        "11/2015/QĐ-UBND",
        "91/2017/NĐ-CP",
    ]
    assert any("1258/QĐ-TTg" in note for note in remarked)
    assert any("02/2017" in note for note in remarked)


def test_lists_are_complete() -> None:
    campaign = plan(CODE)

    assert len(campaign.items_of(PlanItemKind.PURPOSE)) == 2
    assert len(campaign.items_of(PlanItemKind.REQUIREMENT)) == 3
    assert len(campaign.items_of(PlanItemKind.PARTICIPANT)) == 6
    assert len(campaign.items_of(PlanItemKind.CONTENT)) == 6
    assert len(campaign.items_of(PlanItemKind.SOLUTION)) == 5
    assert len(campaign.assignments) == 6
    assert len(campaign.recipients) == 12


def test_each_group_has_its_strand() -> None:
    campaign = plan(CODE)
    strands = [item.title for item in campaign.items_of(PlanItemKind.CONTENT)]

    assert [group.letter for group in campaign.groups] == ["a", "b", "c", "d", "đ", "e"]
    assert [group.strand for group in campaign.groups] == strands


def test_five_common_standards_and_twenty_two_of_the_groups() -> None:
    criteria = plan(CODE).criteria

    assert len([item for item in criteria if item.group is None]) == 5
    assert {
        letter: len([item for item in criteria if item.group == letter]) for letter in "abcdđe"
    } == {"a": 4, "b": 5, "c": 5, "d": 4, "đ": 1, "e": 3}


def test_recipients_keep_purpose_and_number_of_copies() -> None:
    recipients = plan(CODE).recipients

    assert recipients[0].purpose == "để đăng ký"
    assert [line.copies for line in recipients if line.copies] == ["3b", "01b"]


def test_targets_are_read_with_decimal_commas_and_dots_between_thousands() -> None:
    targets = {item.code: item for item in plan(CODE).targets}

    assert len(targets) == 7
    assert (targets["KG-T1"].low, targets["KG-T1"].high) == (Decimal("1"), Decimal("1.5"))
    assert (targets["KG-T3"].low, targets["KG-T3"].high) == (Decimal("1.5"), Decimal("2"))
    households = [targets[code].value for code in ("KG-T4", "KG-T5")]
    assert households == [Decimal(28151), Decimal(13051)]
    assert (targets["KG-T6"].baseline, targets["KG-T6"].comparator) == (
        "cuối năm 2015",
        Comparator.AT_LEAST,
    )


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        ("KG-T1", 1, "accept"),
        ("KG-T1", 0.9, "reject"),
        ("KG-T2", 2, "accept"),
        ("KG-T3", 1.4, "reject"),
        ("KG-T5", 13051, "accept"),
        ("KG-T6", 1.99, "reject"),
        ("KG-T7", 30, "accept"),
    ],
)
def test_targets_are_met_at_their_lower_end(target: str, value: float, verdict: str) -> None:
    assert ask(form=None, target_result={"target": target, "value": value})[0] == verdict


def test_yearly_report_has_an_obligation_without_a_day() -> None:
    campaign = plan(CODE)
    deadline = campaign.deadline(campaign.obligations[0].deadline or "")

    assert deadline is not None
    assert (deadline.comparator, deadline.due_on, deadline.recurrence) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "letter", "track", "award_round", "expected"),
    [
        ("household", "a", "poverty", "final", ("reject", {"STATE_LEVEL_EXCLUDED"})),
        ("individual", "đ", "poverty", "final", ("reject", {"STATE_LEVEL_EXCLUDED"})),
        ("collective", "d", "poverty", "final", ("reject", {"STATE_LEVEL_EXCLUDED"})),
        ("collective", "e", "charity", "final", ("reject", {"STATE_LEVEL_EXCLUDED"})),
        ("individual", "e", "charity", "final", ("warn", {"RULE_SILENT"})),
        ("household", "e", "charity", "final", ("warn", {"RULE_SILENT"})),
        ("household", "a", "poverty", "annual", ("accept", set())),
        ("collective", "e", "charity", "annual", ("accept", set())),
    ],
)
def test_candidates_for_a_state_award_are_left_out_of_the_final_round_only(
    kind: str, letter: str, track: str, award_round: str, expected: tuple[str, set[str]]
) -> None:
    subject = nominated(kind, letter, proposed_for_state_award=True, track=track)

    assert ask(subject, award_round=award_round) == expected


def gifts(*given: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"date": day, "amount": amount} for day, amount in given]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (40, ("reject", {"CONTRIBUTION_BELOW"})),
        (50, ("accept", set())),
        (60, ("accept", set())),
    ],
)
def test_gifts_of_a_collective_count_from_its_last_award(
    after: int, expected: tuple[str, set[str]]
) -> None:
    facts = {
        "contributions": gifts(("2017-06-01", 100), ("2019-06-01", after)),
        "previous_awards": ["2018-12-01"],
        "contribution_threshold": 50,
    }

    assert ask(nominated("enterprise", "e"), award_round="final", **facts) == expected


def test_gifts_of_a_person_awarded_before_are_for_an_officer_where_the_counts_differ() -> None:
    facts: dict[str, Any] = {
        "contributions": gifts(("2017-06-01", 100), ("2019-06-01", 40)),
        "previous_awards": ["2018-12-01"],
    }

    assert ask(nominated("individual", "e"), contribution_threshold=50, **facts) == (
        "warn",
        {"RULE_SILENT"},
    )
    assert ask(nominated("individual", "e"), contribution_threshold=40, **facts)[0] == "accept"


def test_awards_and_gifts_before_the_campaign_do_not_count() -> None:
    facts: dict[str, Any] = {"contribution_threshold": 50}

    assert ask(nominated("enterprise", "e"), contributions=gifts(("2015-12-31", 99)), **facts) == (
        "reject",
        {"CONTRIBUTION_BELOW"},
    )
    assert (
        ask(
            nominated("enterprise", "e"),
            contributions=gifts(("2016-01-01", 50)),
            previous_awards=["2015-12-31"],
            **facts,
        )[0]
        == "accept"
    )


def test_gifts_without_the_provinces_amount_never_pass_by_themselves() -> None:
    assert ask(nominated("enterprise", "e"), contributions=gifts(("2018-01-01", 10**9))) == (
        "warn",
        {"RULE_SILENT"},
    )


def test_giver_of_more_may_be_proposed_for_a_state_award() -> None:
    raw = raw_request(
        nominated("enterprise", "e"),
        contributions=gifts(("2018-01-01", 60)),
        contribution_threshold=50,
    )

    assert [finding["code"] for finding in judged(raw)["findings"]] == ["SUGGEST_STATE_LEVEL"]


@pytest.mark.parametrize(
    ("form", "sets", "codes"),
    [
        ("PROVINCE_MERIT", 1, set()),
        ("PM_MERIT", 2, {"WRONG_SET_COUNT"}),
        ("PM_MERIT", 3, set()),
        ("LABOUR_ORDER_3", 3, {"WRONG_SET_COUNT"}),
        ("LABOUR_ORDER_3", 4, set()),
        ("LABOUR_ORDER", 3, {"WRONG_SET_COUNT"}),
        ("LABOUR_ORDER", 4, set()),
    ],
)
def test_number_of_sets_belongs_to_the_form(form: str, sets: int, codes: set[str]) -> None:
    assert ask(form=form, sets=sets)[1] == codes


def test_another_class_of_the_order_is_not_listed() -> None:
    assert ask(nominated("collective", "d"), form="LABOUR_ORDER_2") == (
        "warn",
        {"FORM_NOT_LISTED"},
    )


@pytest.mark.parametrize("form", ["PROVINCE_MERIT", "PM_MERIT", "LABOUR_ORDER_3"])
@pytest.mark.parametrize("missing", ["submission_letter", "minutes", "achievement_report"])
def test_dossiers_of_every_form_have_the_same_three_parts(form: str, missing: str) -> None:
    parts = {"submission_letter", "minutes", "achievement_report"}
    subject = nominated("household", "a")

    assert ask(subject, form=form, components=sorted(parts))[0] == "accept"
    assert ask(subject, form=form, components=sorted(parts - {missing})) == (
        "reject",
        {"DOSSIER_INCOMPLETE"},
    )


@pytest.mark.parametrize(
    ("penalty", "verdict"),
    [
        ("phê bình", "accept"),
        ("khiển trách", "reject"),
        ("Cảnh cáo", "reject"),
        ("cách chức", "reject"),
        ("buộc thôi việc", "reject"),
    ],
)
def test_penalties_bar_from_khien_trach_on(penalty: str, verdict: str) -> None:
    assert ask(nominated("individual", "đ", discipline=penalty))[0] == verdict


@pytest.mark.parametrize(
    ("kind", "letter", "contribution", "form", "bonus"),
    [
        ("enterprise", "e", "money", "PROVINCE_MERIT", "symbol"),
        ("individual", "e", "land", "PROVINCE_MERIT", "symbol"),
        ("household", "e", "asset", "PROVINCE_MERIT", "symbol"),
        ("individual", "e", "knowledge", "PROVINCE_MERIT", "cash"),
        ("individual", "đ", None, "PROVINCE_MERIT", "cash"),
        ("enterprise", "e", "money", "PM_MERIT", "cash"),
    ],
)
def test_givers_get_the_provinces_symbol_and_others_the_decrees_bonus(
    kind: str, letter: str, contribution: str | None, form: str, bonus: str
) -> None:
    subject = nominated(kind, letter, contribution_kind=contribution)
    answer = judged(raw_request(subject, form=form, decision_date="2019-12-20"))

    assert answer["verdict"] == "accept"
    assert answer["bonus"]["kind"] == bonus
    assert (answer["bonus"]["amount"] is None) == (bonus == "symbol")


@pytest.mark.parametrize(
    ("kind", "letter"), [("village", "b"), ("commune", "c"), ("district", "c")]
)
@pytest.mark.parametrize(
    ("actual", "expected"), [(1.5, ("accept", set())), (1.4, ("reject", {"TARGET_MISSED"}))]
)
def test_one_missed_year_is_enough(
    kind: str, letter: str, actual: float, expected: tuple[str, set[str]]
) -> None:
    results = [
        {"year": 2016, "actual": 3.0, "target": 1.5},
        {"year": 2017, "actual": actual, "target": 1.5},
    ]

    assert ask(nominated(kind, letter, kind), yearly_results=results) == expected


@pytest.mark.parametrize(("escaped", "verdict"), [(True, "accept"), (False, "reject")])
def test_household_still_poor_does_not_meet_its_last_standard(escaped: bool, verdict: str) -> None:
    assert ask(nominated("household", "a", escaped_poverty=escaped))[0] == verdict


@pytest.mark.parametrize(
    ("subject", "codes"),
    [
        (nominated("individual", "a"), {"GROUP_MISMATCH"}),
        (nominated("district", "c", "district"), set()),
        (nominated("collective", "b"), set()),
        (nominated("enterprise", "d"), {"GROUP_MISMATCH"}),
        (nominated("individual", "đ", occupation="farmer"), {"WRONG_SUBJECT"}),
        (nominated("other", "e"), set()),
        (nominated("collective", "g"), {"UNKNOWN_GROUP"}),
    ],
)
def test_kind_and_letter_go_together(subject: dict[str, Any], codes: set[str]) -> None:
    assert ask(subject)[1] == codes


@pytest.mark.parametrize(
    "form", ["UNIT_COMMENDATION", "DISTRICT_COMMENDATION", "COMMUNE_COMMENDATION"]
)
def test_commendations_name_collectives_and_persons_only(form: str) -> None:
    assert ask(nominated("collective", None, None, 300), form=form)[0] == "accept"
    assert ask(nominated("household", None), form=form) == ("warn", {"SUBJECT_NOT_LISTED"})


@pytest.mark.parametrize(
    ("form", "award_round", "year", "verdict"),
    [
        ("PROVINCE_MERIT", "annual", 2018, "accept"),
        ("PROVINCE_MERIT", "final", 2020, "accept"),
        ("PROVINCE_MERIT", "final", 2019, "reject"),
        ("PM_MERIT", "annual", 2019, "accept"),
        ("PM_MERIT", "interim", 2018, "accept"),
        ("LABOUR_ORDER_3", "final", 2020, "accept"),
    ],
)
def test_each_form_has_its_occasions(form: str, award_round: str, year: int, verdict: str) -> None:
    subject = nominated("collective", "d")

    assert ask(subject, form=form, award_round=award_round, award_year=year)[0] == verdict


@pytest.mark.parametrize(
    ("addressee", "codes"),
    [
        ("Bộ phận tiếp nhận và trả kết quả, Văn phòng Sở Nội vụ", set()),
        ("Sở Nội vụ", set()),
        ("Sở LĐTBXH", {"WRONG_ADDRESSEE"}),
    ],
)
def test_dossiers_are_handed_in_at_home_affairs(addressee: str, codes: set[str]) -> None:
    assert ask(item="dossier", addressees=[addressee])[1] == codes
