"""A plan nobody wrote code for: an invented drive that uses what the delivered two do not."""

from typing import Any

import pytest

from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_reading import read_plan
from thidua_khenthuong.domain.proposal import check_proposal
from thidua_khenthuong.domain.request_reading import read_request
from thidua_khenthuong.presentation.proposal_answer import answer_as_data

from .proposals import nominated, reference, request

pytestmark = pytest.mark.domain

MERIT = "PROVINCE_MERIT"


def yearly(strictness: str) -> dict[str, Any]:
    return {
        "measure": "yearly_target",
        "comparator": ">=",
        "value": None,
        "strictness": strictness,
    }


RAW_PLAN: dict[str, Any] = {
    "code": "XA-2024",
    "kind": "plan",
    "title": "Xã ta sạch đẹp",
    "issuer": "Chủ tịch UBND xã Mẫu",
    "issuing_unit": "Xã Mẫu",
    "clauses": [{"source": "I", "label": "I.", "text": "Xã ta sạch đẹp"}],
    "periods": [
        {
            "source": "I",
            "kind": "campaign",
            "starts_on": "2024-01-01",
            "ends_on": "2028-12-31",
        }
    ],
    "groups": [
        {"letter": "h", "source": "I", "title": "Hộ", "kinds": ["household"]},
        {"letter": "k", "source": "I", "title": "Tập thể", "kinds": ["collective", "commune"]},
        {"letter": "n", "source": "I", "title": "Người", "kinds": ["individual"]},
    ],
    "criteria": [
        {"code": "h1", "source": "I", "group": "h", "requires": ["escaped_poverty"]},
        {
            "code": "k1",
            "source": "I",
            "group": "k",
            "thresholds": [yearly("hard")],
        },
        {
            "code": "n1",
            "source": "I",
            "group": "n",
            "thresholds": [yearly("soft")],
        },
    ],
    "award_forms": [
        {"form": MERIT, "source": "I"},
        {
            "form": "PM_MERIT",
            "source": "I",
            "occasions": [
                {"rounds": ["interim"], "years": [2026]},
                {"rounds": ["final"], "years": [2028]},
            ],
        },
    ],
    "discipline_rules": [{"source": "I", "barred_by": ["khiển trách", "cảnh cáo"]}],
    "state_award_exclusions": [
        {
            "source": "I",
            "award_forms": [MERIT],
            "rounds": ["final"],
            "excluded": [{"families": ["collective"]}],
            "unclear": [{"families": ["individual"]}],
        }
    ],
    "contribution_rules": [
        {
            "source": "I",
            "award_forms": [MERIT],
            "groups": ["k", "n"],
            "amount": None,
            "since_last_award": ["collective"],
            "more_suggests_state_award": True,
        }
    ],
    "bonus_rules": [
        {
            "source": "I",
            "kind": "symbol",
            "award_forms": [MERIT],
            "contribution_kinds": ["money", "land"],
        },
        {"source": "I", "kind": "cash", "award_forms": [MERIT]},
    ],
    "dossier_rules": [
        {
            "source": "I",
            "award_forms": ["PM_MERIT"],
            "sets": 3,
            "components": [{"component": "minutes", "source": "I"}],
        }
    ],
    "targets": [
        {"code": "T1", "source": "I", "comparator": ">=", "value": 6, "unit": "%/năm"},
        {"code": "T2", "source": "I", "comparator": ">", "value": 6, "unit": "%/năm"},
        {"code": "T3", "source": "I", "comparator": "between", "low": 1, "high": 1.5},
        {"code": "T4", "source": "I", "comparator": None},
    ],
    "deadlines": [
        {
            "code": "D1",
            "source": "I",
            "item": "report",
            "comparator": "before",
            "recurrence": {"month": 11, "day": 10, "first_year": 2024, "last_year": 2026},
            "senders": {},
            "addressees": [
                {"name": "Hội đồng xã", "via": ["Phòng Nội vụ"]},
                {"name": "Trưởng khối"},
            ],
        },
        {
            "code": "D2",
            "source": "I",
            "item": "report",
            "comparator": None,
            "senders": {"names": ["Phòng Nội vụ"]},
            "addressees": [{"name": "UBND tỉnh"}],
        },
    ],
    "report_rules": [
        {
            "source": "I",
            "units": {"classes": ["commune"]},
            "columns": ["actual", "plan", "same_period"],
        }
    ],
}
"""Yearly deadlines, ranges, contributions, exclusions, symbols, report columns."""


def sixth_plan(**changes: Any) -> CampaignPlan:
    return read_plan(RAW_PLAN | changes)


def ask(plan: CampaignPlan, *nominations: Any, form: str | None = MERIT, **facts: Any) -> Any:
    context = ProposalContext(reference=reference())
    raw = request(plan.code, None, *nominations, **facts) | {"award_form": form}
    answer = answer_as_data(check_proposal(plan, read_request(raw, plan, context), context))
    found = answer["findings"]
    assert isinstance(found, list)
    return answer["verdict"], [finding["code"] for finding in found], answer["bonus"]


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        ("T1", 6, "accept"),
        ("T1", 5.99, "reject"),
        ("T2", 6.0, "reject"),
        ("T2", 6.01, "accept"),
        ("T3", 1, "accept"),
        ("T3", 2, "accept"),
        ("T3", 0.9, "reject"),
        ("T4", 5, "warn"),
    ],
)
def test_target_is_judged_by_its_own_comparator(target: str, value: float, verdict: str) -> None:
    result = {"target": target, "value": value}

    assert ask(sixth_plan(), form=None, target_result=result)[0] == verdict


@pytest.mark.parametrize(
    ("submitted_at", "codes"),
    [
        ("2024-11-09T10:00", []),
        ("2025-11-10T10:00", ["DEADLINE_BOUNDARY"]),
        ("2026-11-11T10:00", ["LATE"]),
        ("2027-01-05T10:00", ["LATE"]),
    ],
)
def test_yearly_deadline_is_that_of_the_moments_year(submitted_at: str, codes: list[str]) -> None:
    assert ask(sixth_plan(), form=None, deadline="D1", submitted_at=submitted_at)[1] == codes


def test_deadline_whose_date_is_not_set_is_for_an_officer() -> None:
    verdict, codes, _ = ask(sixth_plan(), form=None, deadline="D2", submitted_at="2024-11-09T10:00")

    assert (verdict, codes) == ("warn", ["RULE_SILENT"])


@pytest.mark.parametrize(
    ("addressees", "codes"),
    [
        (["Phòng Nội vụ", "Trưởng khối"], []),
        (["Phòng Nội vụ"], ["MISSING_ADDRESSEE"]),
        (["Trưởng khối"], ["MISSING_ADDRESSEE"]),
        (["Phòng Y tế"], ["WRONG_ADDRESSEE"]),
    ],
)
def test_one_report_goes_to_two_bodies_and_bodies_on_the_way_count(
    addressees: list[str], codes: list[str]
) -> None:
    assert ask(sixth_plan(), form=None, item="report", addressees=addressees)[1] == codes


@pytest.mark.parametrize(
    ("penalty", "verdict"),
    [("khiển trách", "reject"), ("bị cảnh cáo năm 2025", "reject"), ("phê bình", "accept")],
)
def test_penalties_bar_from_the_mildest_that_is_named(penalty: str, verdict: str) -> None:
    person = nominated("individual", "n", discipline=penalty)

    assert ask(sixth_plan(), person)[0] == verdict


@pytest.mark.parametrize(
    ("kind", "letter", "award_round", "codes"),
    [
        ("collective", "k", "final", ["STATE_LEVEL_EXCLUDED"]),
        ("individual", "n", "final", ["RULE_SILENT"]),
        ("household", "h", "final", []),
        ("collective", "k", "annual", []),
        ("collective", "k", None, []),
    ],
)
def test_state_candidates_are_left_out_at_the_final_round_only(
    kind: str, letter: str, award_round: str | None, codes: list[str]
) -> None:
    subject = nominated(kind, letter, proposed_for_state_award=True)

    assert ask(sixth_plan(), subject, award_round=award_round)[1] == codes


def gifts(before: int, after: int) -> list[dict[str, Any]]:
    return [
        {"date": "2024-06-01", "amount": before},
        {"date": "2026-06-01", "amount": after},
        {"date": "2020-06-01", "amount": 1000},
    ]


@pytest.mark.parametrize(
    ("kind", "letter", "after", "codes"),
    [
        ("collective", "k", 40, ["CONTRIBUTION_BELOW"]),
        ("collective", "k", 50, []),
        ("collective", "k", 60, ["SUGGEST_STATE_LEVEL"]),
        ("individual", "n", 40, ["RULE_SILENT"]),
    ],
)
def test_contributions_count_from_the_last_award_where_the_text_says_so(
    kind: str, letter: str, after: int, codes: list[str]
) -> None:
    facts = {"contribution_threshold": 50, "previous_awards": ["2025-12-01"]}

    found = ask(sixth_plan(), nominated(kind, letter), contributions=gifts(100, after), **facts)

    assert found[1] == codes


def test_contributions_without_a_known_amount_never_pass_by_themselves() -> None:
    assert ask(sixth_plan(), nominated("collective", "k"), contributions=gifts(9, 9))[:2] == (
        "warn",
        ["RULE_SILENT"],
    )


@pytest.mark.parametrize(
    ("kind", "letter", "verdict"), [("commune", "k", "reject"), ("individual", "n", "warn")]
)
def test_each_year_is_compared_and_softness_is_the_plans(
    kind: str, letter: str, verdict: str
) -> None:
    years = [
        {"year": 2024, "actual": 1.5, "target": 1.5},
        {"year": 2025, "actual": 1.4, "target": 1.5},
    ]

    assert ask(sixth_plan(), nominated(kind, letter), yearly_results=years)[:2] == (
        verdict,
        ["TARGET_MISSED"],
    )
    assert ask(sixth_plan(), nominated(kind, letter), yearly_results=years[:1])[0] == "accept"


@pytest.mark.parametrize(
    ("escaped", "codes"), [(True, []), (None, []), (False, ["CRITERION_NOT_MET"])]
)
def test_trait_that_a_criterion_requires_must_not_be_denied(
    escaped: bool | None, codes: list[str]
) -> None:
    assert ask(sixth_plan(), nominated("household", "h", escaped_poverty=escaped))[1] == codes


@pytest.mark.parametrize(
    ("contribution", "kind"),
    [("money", "symbol"), ("land", "symbol"), ("labour", "cash"), (None, "cash")],
)
def test_givers_of_money_and_land_get_a_symbol_instead_of_cash(
    contribution: str | None, kind: str
) -> None:
    person = nominated("individual", "n", contribution_kind=contribution)

    assert ask(sixth_plan(), person)[2]["kind"] == kind


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"award_year": 2026}, "accept"),
        ({"award_year": 2025}, "reject"),
        ({"award_round": "interim", "award_year": 2026}, "accept"),
        ({"award_round": "final", "award_year": 2026}, "reject"),
        ({"award_round": "annual"}, "reject"),
        ({}, "accept"),
    ],
)
def test_form_is_kept_to_its_occasions(facts: dict[str, Any], verdict: str) -> None:
    assert ask(sixth_plan(), form="PM_MERIT", **facts)[0] == verdict


@pytest.mark.parametrize(("sets", "verdict"), [(1, "reject"), (3, "accept"), (4, "warn")])
def test_number_of_sets_belongs_to_the_form(sets: int, verdict: str) -> None:
    assert ask(sixth_plan(), form="PM_MERIT", sets=sets)[0] == verdict
    assert ask(sixth_plan(), sets=sets)[0] == "accept"


@pytest.mark.parametrize(
    ("unit_class", "columns", "codes"),
    [
        ("commune", ["actual", "plan"], ["REPORT_INCOMPLETE"]),
        ("commune", ["actual", "plan", "same_period"], []),
        ("division", ["actual"], []),
        ("commune", None, []),
    ],
)
def test_columns_are_asked_of_the_units_that_the_plan_names(
    unit_class: str, columns: list[str] | None, codes: list[str]
) -> None:
    facts = {"item": "report", "unit_class": unit_class, "report_columns": columns}

    assert ask(sixth_plan(), form=None, **facts)[1] == codes


def test_plan_without_quota_rows_has_no_limit() -> None:
    assert ask(sixth_plan(), nominated("household", "h", None, 120))[0] == "accept"


def test_plan_without_awards_takes_no_nomination() -> None:
    plan = sixth_plan(has_awards=False)

    assert ask(plan, nominated("household", "h"))[:2] == ("reject", ["NO_AWARD_ROUND"])
    assert ask(plan, nominated("household", "h"), form=None)[:2] == ("reject", ["NO_AWARD_ROUND"])
    assert ask(plan, form=None, item="report")[0] == "accept"
