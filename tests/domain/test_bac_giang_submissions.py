"""Bắc Giang 2023: forms and occasions, periods, deadlines, addressees, papers."""

import pytest

from .bac_giang import FRONT, HIEP_HOA, LEAD, ask, commune, household, official, own
from .proposals import nominated, request, verdict_and_codes

pytestmark = pytest.mark.domain


@pytest.mark.parametrize("form", ["UNIT_COMMENDATION", "DISTRICT_COMMENDATION"])
def test_units_own_commendation_has_no_limit(form: str) -> None:
    raw = request("BG-2023", HIEP_HOA, nominated("collective", count=20))
    raw["nominations"] += [nominated("individual", count=27), nominated("household", count=10)]
    raw["award_form"] = form

    assert verdict_and_codes(raw) == ("accept", set())


@pytest.mark.parametrize("form", ["PM_MERIT", "LABOUR_ORDER", "LABOUR_ORDER_3"])
def test_form_that_the_plan_does_not_list_is_for_an_officer(form: str) -> None:
    raw = request("BG-2023", HIEP_HOA, commune(1)) | {"award_form": form}

    assert verdict_and_codes(raw) == ("warn", {"FORM_NOT_LISTED"})


def test_commune_chairs_commendation_has_no_listed_authority() -> None:
    raw = request("BG-2023", None, household(1)) | {"award_form": "COMMUNE_COMMENDATION"}

    assert verdict_and_codes(raw) == ("warn", {"AUTHORITY_NOT_LISTED"})


@pytest.mark.parametrize(
    ("award_round", "expected"), [("interim", "accept"), ("final", "reject"), (None, "accept")]
)
def test_awards_belong_to_the_interim_review(award_round: str | None, expected: str) -> None:
    verdict, codes = ask(HIEP_HOA, commune(1), award_round=award_round)

    assert verdict == expected
    assert codes == ({"FORM_OCCASION"} if expected == "reject" else set())


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-03-01", "2021-12-31", "reject"),
        ("2021-06-01", "2022-06-30", "warn"),
        ("2022-01-01", "2022-01-31", "accept"),
        ("2022-01-01", "2023-11-15", "accept"),
    ],
)
def test_achievements_count_from_2022_on(first: str, last: str, expected: str) -> None:
    verdict, codes = ask(HIEP_HOA, commune(1), achievement_periods=[[first, last]])

    assert verdict == expected
    assert codes == (set() if expected == "accept" else {"OUT_OF_RECOGNITION_PERIOD"})


def test_one_period_outside_beside_one_inside_is_partly_outside() -> None:
    periods = [["2021-01-01", "2021-12-31"], ["2022-01-01", "2022-12-31"]]

    assert ask(None, commune(1), achievement_periods=periods) == (
        "warn",
        {"OUT_OF_RECOGNITION_PERIOD"},
    )


@pytest.mark.parametrize(
    ("deadline", "submitted_at", "code"),
    [
        ("BG-DL1", "2023-11-29T23:59", None),
        ("BG-DL1", "2023-11-30T00:00", "DEADLINE_BOUNDARY"),
        ("BG-DL1", "2023-11-30T23:59", "DEADLINE_BOUNDARY"),
        ("BG-DL1", "2023-12-01T00:00", "LATE"),
        ("BG-DL2", "2023-12-04T17:00", None),
        ("BG-DL2", "2023-12-05T08:00", "DEADLINE_BOUNDARY"),
        ("BG-DL2", "2023-12-06T08:00", "LATE"),
        ("BG-DL3", "2023-11-29T08:00", None),
        ("BG-DL3", "2023-11-30T08:00", "DEADLINE_BOUNDARY"),
        ("BG-DL4", "2023-12-14T08:00", None),
        ("BG-DL4", "2023-12-15T08:00", "DEADLINE_BOUNDARY"),
        ("BG-DL4", "2023-12-16T08:00", "LATE"),
    ],
)
def test_the_last_safe_day_is_the_one_before(
    deadline: str, submitted_at: str, code: str | None
) -> None:
    expected = ("warn", {code}) if code else ("accept", set())

    assert ask(None, deadline=deadline, submitted_at=submitted_at) == expected


def test_deadline_without_a_time_is_not_judged() -> None:
    assert ask(None, deadline="BG-DL1") == ("accept", set())


@pytest.mark.parametrize(
    ("unit", "item", "addressees", "code"),
    [
        (HIEP_HOA, "dossier", ["Sở LĐTBXH"], None),
        (HIEP_HOA, "dossier", ["Sở Nội vụ"], "WRONG_ADDRESSEE"),
        (HIEP_HOA, "dossier", ["Sở LĐTBXH", "Sở Nội vụ"], "WRONG_ADDRESSEE"),
        (HIEP_HOA, "report", ["Sở Nội vụ"], None),
        (HIEP_HOA, "report", ["Sở Nội vụ tỉnh Bắc Giang"], None),
        (HIEP_HOA, "report", ["Sở LĐTBXH"], "WRONG_ADDRESSEE"),
        (LEAD, "dossier", ["Sở Nội vụ"], None),
        (None, "dossier", ["Sở Nội vụ"], "WRONG_ADDRESSEE"),
        (None, "dossier", [LEAD], None),
        ("Sở Nội vụ", "report", ["Ban TĐKT Trung ương", "Chủ tịch UBND tỉnh"], None),
    ],
)
def test_dossiers_go_to_the_lead_agency_and_reports_to_home_affairs(
    unit: str | None, item: str, addressees: list[str], code: str | None
) -> None:
    expected = ("reject", {code}) if code else ("accept", set())

    assert ask(unit, item=item, addressees=addressees) == expected


def test_lead_agencys_own_dossier_goes_to_home_affairs() -> None:
    facts = {"item": "dossier", "stage": "lead_agency"}

    assert ask(None, addressees=["Sở Nội vụ"], **facts) == ("accept", set())
    assert ask(None, addressees=[LEAD], **facts) == ("reject", {"WRONG_ADDRESSEE"})


def test_provincial_report_that_misses_one_of_two_addressees() -> None:
    sent = {"deadline": "BG-DL4", "item": "report"}

    assert ask(None, addressees=["Ban Thi đua - Khen thưởng Trung ương"], **sent) == (
        "warn",
        {"MISSING_ADDRESSEE"},
    )
    assert ask(None, addressees=["Ban TĐKT TW", "Chủ tịch UBND tỉnh"], **sent) == ("accept", set())


ALL_PARTS = ["submission_letter", "nominee_list", "minutes", "achievement_report"]


@pytest.mark.parametrize("missing", ALL_PARTS)
def test_lead_agencys_dossier_needs_all_four_parts(missing: str) -> None:
    parts = [part for part in ALL_PARTS if part != missing]

    assert ask(LEAD, stage="lead_agency", components=ALL_PARTS) == ("accept", set())
    assert ask(LEAD, stage="lead_agency", components=parts) == ("reject", {"DOSSIER_INCOMPLETE"})


def test_units_dossier_needs_the_list_and_each_report() -> None:
    enough = ["nominee_list", "achievement_report"]

    assert ask(HIEP_HOA, stage="unit", components=enough) == ("accept", set())
    assert ask(HIEP_HOA, stage="unit", components=["achievement_report"]) == (
        "reject",
        {"DOSSIER_INCOMPLETE"},
    )


@pytest.mark.parametrize("stage", ["unit", "lead_agency", None])
def test_household_has_no_exemption_from_the_report(stage: str | None) -> None:
    parts = ["submission_letter", "nominee_list", "minutes", "summary_by_proposer"]

    assert ask(HIEP_HOA, household(1), stage=stage, components=parts) == (
        "reject",
        {"DOSSIER_INCOMPLETE"},
    )


@pytest.mark.parametrize(("sets", "expected"), [(0, "reject"), (1, "accept"), (2, "warn")])
def test_one_set_is_asked_for(sets: int, expected: str) -> None:
    verdict, codes = ask(LEAD, stage="lead_agency", sets=sets)

    assert verdict == expected
    assert codes == (set() if expected == "accept" else {"WRONG_SET_COUNT"})


def test_same_subject_filed_by_another_unit_is_for_an_officer() -> None:
    others = [{"unit": FRONT, "group": "g", "same_subject": True}]

    assert ask(LEAD, own("individual", "g"), other_nominations=others) == (
        "warn",
        {"DUPLICATE_SUBJECT"},
    )


def test_other_subjects_of_other_units_do_not_matter() -> None:
    others = [{"unit": FRONT, "group": "g", "same_subject": False}]

    assert ask(LEAD, own("individual", "g"), other_nominations=others) == ("accept", set())


def test_review_report_without_award_figures_is_incomplete() -> None:
    assert ask(HIEP_HOA, item="report", has_award_figures=False) == (
        "reject",
        {"REPORT_INCOMPLETE"},
    )


def test_penalty_that_the_plan_does_not_speak_of_is_for_an_officer() -> None:
    person = official("district", discipline="khiển trách")

    assert ask(HIEP_HOA, person) == ("warn", {"RULE_SILENT"})
