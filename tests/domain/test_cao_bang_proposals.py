"""Cao Bằng 2023: pools, routes, the window of two days, thresholds, exemptions, priority."""

from typing import Any

import pytest
from proposals import nominated, request, verdict_and_codes

pytestmark = pytest.mark.domain

HOA_AN = "Huyện Hòa An"
EDUCATION = "Sở Giáo dục và Đào tạo"


def ask(unit: str | None, *nominations: Any, **facts: Any) -> tuple[str, set[str]]:
    return verdict_and_codes(request("CB-2023", unit, *nominations, **facts))


def ask_as(unit: str, unit_class: str, *nominations: Any, **changes: Any) -> tuple[str, set[str]]:
    raw = request("CB-2023", unit, *nominations) | changes
    raw["nominating_unit"]["unit_class"] = unit_class
    return verdict_and_codes(raw)


def collective(count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("collective", "a", None, count, **said)


def person(count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("individual", "b", None, count, **said)


@pytest.mark.parametrize(
    ("filed", "codes"),
    [
        ([collective()], set()),
        ([person()], set()),
        ([collective(), person()], {"EITHER_OR_VIOLATED"}),
        ([person(2)], {"EITHER_OR_VIOLATED", "QUOTA_EXCEEDED"}),
        ([collective(2)], {"EITHER_OR_VIOLATED", "QUOTA_EXCEEDED"}),
    ],
)
def test_member_of_a_block_has_one_collective_or_one_individual(
    filed: list[dict[str, Any]], codes: set[str]
) -> None:
    expected = ("reject" if codes else "accept", codes)

    assert ask_as("Sở Tư pháp", "provincial_block_member", *filed) == expected


@pytest.mark.parametrize("unit", [HOA_AN, "Thành phố Cao Bằng", EDUCATION, "Sở Y tế", "Sở GD&ĐT"])
@pytest.mark.parametrize(
    ("collectives", "people", "fits"),
    [(2, 0, True), (1, 1, True), (0, 2, True), (2, 1, False), (2, 2, False), (0, 3, False)],
)
def test_districts_and_two_departments_share_two_places(
    unit: str, collectives: int, people: int, fits: bool
) -> None:
    filed = [collective(collectives)] if collectives else []
    filed += [person(people)] if people else []

    verdict, codes = ask(unit, *filed)

    assert verdict == ("accept" if fits else "reject")
    assert ("POOL_EXCEEDED" in codes) is not fits


@pytest.mark.parametrize("unit", [EDUCATION, "Sở Y tế"])
def test_two_departments_have_no_second_place_as_block_members(unit: str) -> None:
    assert ask_as(unit, "provincial_block_member", collective(2)) == ("accept", set())
    verdict, codes = ask_as(unit, "provincial_block_member", collective(2), person())
    assert (verdict, codes) == ("reject", {"POOL_EXCEEDED"})


def test_households_and_enterprises_outside_the_blocks_take_the_districts_places() -> None:
    household = nominated("household", "c")
    enterprise = nominated("enterprise", "a", None, 1, in_block=False)

    assert ask(HOA_AN, household, enterprise) == ("accept", set())
    assert ask(HOA_AN, collective(2), household) == ("reject", {"POOL_EXCEEDED"})
    assert ask(HOA_AN, collective(2), enterprise) == ("reject", {"POOL_EXCEEDED"})


def test_worker_takes_a_place_like_anybody_else() -> None:
    worker = person(direct_worker=True, occupation="enterprise_worker", leader=False)

    assert ask(HOA_AN, collective(2), worker) == ("reject", {"POOL_EXCEEDED"})


def test_unit_that_is_neither_named_nor_classed_gets_nothing() -> None:
    verdict, codes = ask("Sở Không Có", collective())

    assert (verdict, "NO_ALLOCATION" in codes) == ("reject", True)


@pytest.mark.parametrize("unit_class", ["commune", "village", "division"])
def test_units_below_the_district_do_not_propose(unit_class: str) -> None:
    verdict, codes = ask_as("Đơn vị cơ sở", unit_class, collective())

    assert (verdict, "NO_ALLOCATION" in codes) == ("reject", True)


def test_enterprise_outside_the_blocks_goes_through_the_district() -> None:
    enterprise = nominated("enterprise", "a", None, 1, in_block=False, is_nominating_unit=True)

    verdict, codes = ask_as("Công ty A", "non_block_enterprise", enterprise)

    assert (verdict, "WRONG_ROUTE" in codes) == ("reject", True)
    assert ask(HOA_AN, nominated("enterprise", "a", None, 1, in_block=False)) == ("accept", set())


def test_enterprise_inside_a_block_proposes_itself() -> None:
    enterprise = nominated("enterprise", "a", None, 1, in_block=True, is_nominating_unit=True)

    assert ask_as("Công ty B", "provincial_block_member", enterprise) == ("accept", set())
    assert ask(HOA_AN, enterprise) == ("reject", {"WRONG_ROUTE"})


@pytest.mark.parametrize("kind", ["cooperative", "enterprise"])
def test_member_of_a_block_does_not_take_an_enterprise_from_outside(kind: str) -> None:
    outside = nominated(kind, "a", None, 1, in_block=False)

    assert ask_as("Sở Công Thương", "provincial_block_member", outside) == (
        "reject",
        {"WRONG_ROUTE"},
    )


@pytest.mark.parametrize(("kind", "group"), [("household", "c"), ("citizen", "d")])
def test_households_and_citizens_go_through_the_district(kind: str, group: str) -> None:
    verdict, codes = ask_as("Sở Tư pháp", "provincial_block_member", nominated(kind, group))

    assert (verdict, "WRONG_ROUTE" in codes) == ("reject", True)
    assert ask("Sở Y tế", nominated(kind, group)) == ("reject", {"WRONG_ROUTE"})
    assert ask(HOA_AN, nominated(kind, group)) == ("accept", set())


@pytest.mark.parametrize(
    ("unit", "manager", "code"),
    [
        (EDUCATION, "Sở GD&ĐT", None),
        (HOA_AN, "Sở Giáo dục và Đào tạo", "WRONG_ROUTE"),
        (HOA_AN, "Sở Tư pháp", "WRONG_ROUTE"),
        (HOA_AN, "UBND huyện Hòa An", None),
        (HOA_AN, "Phòng Nội vụ huyện Hòa An", None),
    ],
)
def test_managing_unit_proposes(unit: str, manager: str, code: str | None) -> None:
    expected = ("reject", {code}) if code else ("accept", set())

    assert ask(unit, person(managed_by=manager)) == expected


def test_commune_that_cannot_be_placed_is_for_an_officer() -> None:
    assert ask(HOA_AN, person(managed_by="Xã Hồng Việt")) == ("warn", {"SUBJECT_STATUS_UNCLEAR"})


def test_collective_that_a_department_does_not_own_takes_another_way() -> None:
    other = collective(owned_by_nominator=False)

    assert ask_as("Sở Tư pháp", "provincial_block_member", other) == ("reject", {"WRONG_ROUTE"})


def test_district_itself_and_its_communes_are_collectives_of_group_a() -> None:
    district = nominated("district", "a", "district", 1, is_nominating_unit=True)

    assert ask(HOA_AN, district, nominated("commune", "a", "commune")) == ("accept", set())


@pytest.mark.parametrize(
    "nomination",
    [
        nominated("village", "a", "village"),
        nominated("organisation", "a"),
        nominated("collective", "a", None, 1, is_mass_organisation=True),
    ],
)
def test_participants_outside_the_award_list_are_for_an_officer(nomination: dict[str, Any]) -> None:
    assert ask(HOA_AN, nomination) == ("warn", {"SUBJECT_NOT_LISTED"})


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("individual", "a"),
        ("household", "a"),
        ("collective", "b"),
        ("citizen", "b"),
        ("enterprise", "b"),
        ("individual", "c"),
        ("household", "d"),
    ],
)
def test_kind_and_letter_have_to_go_together(kind: str, group: str) -> None:
    verdict, codes = ask(None, nominated(kind, group))

    assert (verdict, "GROUP_MISMATCH" in codes) == ("reject", True)


def test_official_is_no_citizen() -> None:
    verdict, codes = ask(None, nominated("individual", "d", None, 1, is_official=True))

    assert (verdict, "WRONG_SUBJECT" in codes) == ("reject", True)
    assert ask(None, nominated("individual", "d", None, 1, occupation="farmer")) == (
        "accept",
        set(),
    )


@pytest.mark.parametrize("letter", ["đ", "e", "g"])
def test_letters_of_other_campaigns_are_unknown(letter: str) -> None:
    assert ask(None, nominated("household", letter)) == ("reject", {"UNKNOWN_GROUP"})


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
