"""Cao Bằng 2023: pools, routes, groups."""

from typing import Any

import pytest

from .cao_bang import EDUCATION, HOA_AN, ask, ask_as, collective, person
from .proposals import nominated

pytestmark = pytest.mark.domain


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
