"""Cao Bằng 2023: thresholds, the window of two days, exemptions, priority."""

from typing import Any

import pytest

from .cao_bang import HOA_AN, ask, ask_as, collective, person
from .proposals import nominated, request, verdict_and_codes

pytestmark = pytest.mark.domain


@pytest.mark.parametrize(
    ("assigned", "completed", "exceeded", "fits"),
    [
        (10, 10, 2, True),
        (10, 10, 1, False),
        (10, 9, 5, False),
        (11, 11, 2, False),
        (11, 11, 3, True),
        (5, 5, 1, True),
        (1, 1, 1, True),
        (100, 99, 99, False),
    ],
)
def test_collective_completes_all_and_exceeds_a_fifth(
    assigned: int, completed: int, exceeded: int, fits: bool
) -> None:
    tasks = {"assigned": assigned, "completed": completed, "exceeded": exceeded}

    expected = ("accept", set()) if fits else ("reject", {"THRESHOLD_MISSED"})
    assert ask(None, collective(), tasks=tasks) == expected


@pytest.mark.parametrize(
    ("completed", "exceeded", "verdict"),
    [(20, 1, "accept"), (20, 0, "warn"), (19, 5, "reject")],
)
def test_individual_completes_all_and_exceeds_some(
    completed: int, exceeded: int, verdict: str
) -> None:
    tasks = {"assigned": 20, "completed": completed, "exceeded": exceeded}

    expected = set() if verdict == "accept" else {"THRESHOLD_MISSED"}
    assert ask(None, person(), tasks=tasks) == (verdict, expected)


def test_households_and_citizens_have_no_task_threshold() -> None:
    tasks = {"assigned": 10, "completed": 9, "exceeded": 0}

    assert ask(None, nominated("household", "c"), tasks=tasks) == ("accept", set())
    assert ask(None, nominated("citizen", "d"), tasks=tasks) == ("accept", set())


def test_tasks_are_judged_for_each_nomination_by_its_own_facts() -> None:
    good = collective() | {"facts": {"tasks": {"assigned": 10, "completed": 10, "exceeded": 2}}}
    bad = person() | {"facts": {"tasks": {"assigned": 10, "completed": 9, "exceeded": 1}}}

    assert ask(HOA_AN, good, bad) == ("reject", {"THRESHOLD_MISSED"})
    assert ask(HOA_AN, good) == ("accept", set())


@pytest.mark.parametrize(
    ("submitted_at", "code"),
    [
        ("2023-07-02T23:59", "WINDOW_NOT_OPEN"),
        ("2023-07-02T23:59:59", "WINDOW_NOT_OPEN"),
        ("2023-07-03T00:00", None),
        ("2023-07-03T00:05", None),
        ("2023-07-04T23:59", None),
        ("2023-07-04T23:59:59", None),
        ("2023-07-05T00:00", "WINDOW_CLOSED"),
        ("2023-07-02T18:00:00+00:00", None),
        ("2023-07-04T17:30:00+00:00", "WINDOW_CLOSED"),
    ],
)
@pytest.mark.parametrize("deadline", ["CB-DL1", None])
def test_window_is_the_two_days_with_or_without_its_code(
    deadline: str | None, submitted_at: str, code: str | None
) -> None:
    expected = ("reject", {code}) if code else ("accept", set())

    assert ask(None, deadline=deadline, submitted_at=submitted_at) == expected


def test_window_does_not_concern_reports_or_the_units_own_commendation() -> None:
    late = "2023-07-08T08:00"

    assert ask(None, item="report", submitted_at=late) == ("accept", set())
    raw = request("CB-2023", None, collective(), submitted_at=late)
    assert verdict_and_codes(raw | {"award_form": "UNIT_COMMENDATION"}) == ("accept", set())


@pytest.mark.parametrize("deadline", ["CB-DL1", None])
def test_paper_is_refused_even_inside_the_window(deadline: str | None) -> None:
    sent = {"deadline": deadline, "submitted_at": "2023-07-03T09:00"}

    assert ask(None, channel="paper", **sent) == ("reject", {"WRONG_CHANNEL"})
    assert ask(None, channel="online", **sent) == ("accept", set())


def test_channel_without_a_time_is_not_judged() -> None:
    assert ask(None, channel="paper") == ("accept", set())


@pytest.mark.parametrize(
    ("submitted_at", "code"),
    [
        ("2023-07-09T08:00", None),
        ("2023-07-10T23:59", None),
        ("2023-07-11T00:00", "LATE"),
    ],
)
def test_report_is_due_by_the_tenth_inclusive_on_any_channel(
    submitted_at: str, code: str | None
) -> None:
    sent = {"deadline": "CB-DL2", "submitted_at": submitted_at, "channel": "paper"}

    assert ask(None, **sent) == (("warn", {code}) if code else ("accept", set()))


@pytest.mark.parametrize(
    ("addressee", "code"),
    [
        ("Sở Nội vụ", None),
        ("Ban Thi đua - Khen thưởng tỉnh", None),
        ("Ban TĐKT tỉnh", None),
        ("Sở Tài chính", "WRONG_ADDRESSEE"),
    ],
)
def test_report_goes_to_home_affairs_through_its_board(addressee: str, code: str | None) -> None:
    expected = ("reject", {code}) if code else ("accept", set())

    assert ask(HOA_AN, item="report", addressees=[addressee]) == expected


@pytest.mark.parametrize(("unit", "verdict"), [("Sở Nội vụ", "accept"), (HOA_AN, "reject")])
def test_the_provinces_own_report_goes_to_the_chair(unit: str, verdict: str) -> None:
    said, _ = ask(unit, item="report", addressees=["Chủ tịch Ủy ban nhân dân tỉnh"])

    assert said == verdict


WORKER = {"occupation": "enterprise_worker", "leader": False}
SUMMARY = ["submission_letter", "minutes", "summary_by_proposer"]
REPORT = ["submission_letter", "minutes", "achievement_report"]


@pytest.mark.parametrize(
    ("nomination", "verdict"),
    [
        (person(**WORKER), "accept"),
        (person(occupation="farmer"), "accept"),
        (nominated("citizen", "d", None, 1, occupation="farmer"), "accept"),
        (nominated("household", "c"), "accept"),
        (person(occupation="enterprise_worker", leader=True), "reject"),
        (person(occupation="official", leader=False), "reject"),
        (person(is_official=True), "reject"),
        (person(occupation="soldier"), "reject"),
        (person(occupation="pupil"), "reject"),
        (collective(), "reject"),
        (nominated("enterprise", "a"), "reject"),
        (person(occupation="enterprise_worker"), "warn"),
        (person(), "warn"),
    ],
)
def test_summary_stands_in_only_for_workers_farmers_and_households(
    nomination: dict[str, Any], verdict: str
) -> None:
    got, codes = ask(None, nomination, components=SUMMARY)

    assert got == verdict
    if verdict == "reject":
        assert "DOSSIER_INCOMPLETE" in codes
    if verdict == "warn":
        assert codes == {"SUBJECT_STATUS_UNCLEAR"}


@pytest.mark.parametrize("nomination", [person(**WORKER), collective(), nominated("household")])
def test_everybody_may_bring_the_full_report(nomination: dict[str, Any]) -> None:
    assert ask(None, nomination, components=REPORT) == ("accept", set())


@pytest.mark.parametrize("missing", REPORT)
def test_each_part_of_the_dossier_is_needed(missing: str) -> None:
    parts = [part for part in REPORT if part != missing]

    assert ask(None, person(**WORKER), components=parts) == ("reject", {"DOSSIER_INCOMPLETE"})


def test_papers_of_each_subject_are_judged_beside_those_of_the_dossier() -> None:
    whole = ["submission_letter", "minutes"]
    worker = person(**WORKER) | {"facts": {"components": ["summary_by_proposer"]}}
    director = person(occupation="enterprise_worker", leader=True)
    short = director | {"facts": {"components": ["summary_by_proposer"]}}
    full = director | {"facts": {"components": ["achievement_report"]}}

    assert ask(HOA_AN, worker, full, components=whole) == ("accept", set())
    assert ask(HOA_AN, worker, short, components=whole) == ("reject", {"DOSSIER_INCOMPLETE"})


def test_completeness_is_not_judged_without_components() -> None:
    assert ask(None, person()) == ("accept", set())


@pytest.mark.parametrize(("sets", "verdict"), [(1, "accept"), (2, "warn")])
def test_one_electronic_dossier_is_enough(sets: int, verdict: str) -> None:
    assert ask(None, sets=sets)[0] == verdict


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        ("2023-01-01", "2023-01-01", "accept"),
        ("2023-06-30", "2023-06-30", "accept"),
        ("2022-12-31", "2022-12-31", "reject"),
        ("2023-07-01", "2023-07-01", "reject"),
        ("2022-12-01", "2023-06-30", "warn"),
        ("2023-01-01", "2023-07-01", "warn"),
    ],
)
def test_achievements_count_from_january_to_the_end_of_june(
    first: str, last: str, verdict: str
) -> None:
    got, codes = ask(None, collective(), achievement_periods=[[first, last]])

    assert got == verdict
    assert codes == (set() if verdict == "accept" else {"OUT_OF_RECOGNITION_PERIOD"})


def test_leaders_alone_call_for_the_priority_note() -> None:
    leader = person(leader=True, occupation="official")
    worker = person(**WORKER)

    assert ask(HOA_AN, leader, leader) == ("warn", {"PRIORITY_NOTE"})
    assert ask(HOA_AN, leader, worker) == ("accept", set())
    assert ask(HOA_AN, leader, nominated("household", "c")) == ("accept", set())
    assert ask(HOA_AN, leader, nominated("citizen", "d")) == ("accept", set())
    assert ask(HOA_AN, collective(2)) == ("accept", set())


@pytest.mark.parametrize(
    ("unit", "unit_class"),
    [("Hợp tác xã A", "non_block_enterprise"), ("Xã B", "commune"), (HOA_AN, "district")],
)
def test_own_commendation_is_given_by_units_enterprises_and_cooperatives(
    unit: str, unit_class: str
) -> None:
    filed = nominated("individual", None, None, 30)

    assert ask_as(unit, unit_class, filed, award_form="UNIT_COMMENDATION") == ("accept", set())


def test_contributions_without_a_known_amount_are_for_an_officer() -> None:
    given = [{"date": "2023-03-01", "amount": 5000000}]

    assert ask(None, nominated("citizen", "d"), contributions=given) == ("warn", {"RULE_SILENT"})


@pytest.mark.parametrize(("amount", "verdict"), [(50, "accept"), (49, "reject")])
def test_stated_contribution_threshold_is_met_at_equality(amount: int, verdict: str) -> None:
    given = [{"date": "2023-03-01", "amount": amount}, {"date": "2022-03-01", "amount": 500}]
    facts = {"contributions": given, "contribution_threshold": 50}

    assert ask(None, nominated("citizen", "d"), **facts)[0] == verdict
