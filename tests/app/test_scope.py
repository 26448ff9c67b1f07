"""Who sees which row: the same answer on list, count, document, REST and file."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import (
    CAO_BANG,
    HIEP_HOA,
    SON_DONG,
    a_commune,
    a_dossier,
    an_officer,
    unit,
)

from app.conftest import People
from app.test_dossier_way import collected, filed_by_son_dong, issued
from app.test_reports import filed_by
from thidua_khenthuong.api.appraisal import appraise_dossier
from thidua_khenthuong.api.counting import get_count
from thidua_khenthuong.api.decisions import draft_decision
from thidua_khenthuong.api.dossiers import return_dossier, submit_dossier
from thidua_khenthuong.api.reports import draft_report

pytestmark = pytest.mark.app


def seen(doctype: str) -> set[str]:
    """What a list shows; the count and every single document have to agree with it."""
    names = set(frappe.get_list(doctype, pluck="name", limit_page_length=0))
    assert get_count(doctype) == len(names)
    for name in frappe.get_all(doctype, pluck="name"):
        allowed = frappe.has_permission(doctype, "read", doc=frappe.get_doc(doctype, name))
        assert allowed == (name in names), name
    return names


def test_a_draft_is_seen_by_its_own_unit_alone(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        nomination = a_commune(dossier)
        assert seen("Award Dossier") == {dossier.name}
        assert seen("Award Nomination") == {nomination.name}
    for user in (people.other_proposer, people.lead, people.appraiser):
        with as_user(user):
            assert seen("Award Dossier") == set()
            assert seen("Award Nomination") == set()


def test_a_filed_dossier_is_seen_by_who_received_it_and_who_handles_the_campaign(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    for user in (people.proposer, people.lead, people.appraiser, people.chair, people.auditor):
        with as_user(user):
            assert seen("Award Dossier") == {dossier.name}, user
            assert len(seen("Award Nomination")) == 4, user
    with as_user(people.other_proposer):
        assert seen("Award Dossier") == set()
        assert seen("Award Nomination") == set()


def test_a_user_of_another_province_sees_nothing(people: People, as_user: Any) -> None:
    issued(people, as_user)
    stranger = an_officer("officer@caobang.test", ["Appraisal Officer"], unit(CAO_BANG, CAO_BANG))
    with as_user(stranger):
        for doctype in ("Award Dossier", "Award Nomination", "Award Decision", "Award Record"):
            assert seen(doctype) == set(), doctype
        assert seen("Emulation Campaign") == {"CB-2023", "NB-2022"}


def test_a_user_without_a_unit_sees_nothing_and_creates_nothing(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    frappe.get_doc("Unit Officer", {"user": people.other_proposer}).delete()
    with as_user(people.other_proposer):
        for doctype in ("Award Dossier", "Award Nomination", "Emulation Campaign", "Award Quota"):
            assert seen(doctype) == set(), doctype
        with pytest.raises(frappe.PermissionError):
            a_dossier(dossier.unit)


def test_a_dossier_is_created_for_ones_own_unit_alone(people: People, as_user: Any) -> None:
    with as_user(people.proposer), pytest.raises(frappe.PermissionError):
        a_dossier(unit(HIEP_HOA))


def test_a_nomination_is_not_put_into_another_units_dossier(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
    with as_user(people.other_proposer), pytest.raises(frappe.PermissionError):
        a_commune(dossier)


def test_a_dossier_is_not_taken_over_by_another_unit(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
    with as_user(people.other_proposer):
        dossier.unit = unit(HIEP_HOA)
        with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
            dossier.save()

    assert frappe.db.get_value("Award Dossier", dossier.name, "unit") == unit(SON_DONG)


def test_writing_ones_own_unit_into_a_record_gives_no_right_to_it(
    people: People, as_user: Any
) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
    dossier.unit = unit(HIEP_HOA)

    with as_user(people.other_proposer):
        assert frappe.has_permission("Award Dossier", "write", doc=dossier) is False


def test_a_draft_is_changed_by_its_own_unit_alone(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        nomination = a_commune(dossier)
    with as_user(people.lead):
        for record in (dossier, nomination):
            assert frappe.has_permission(record.doctype, "write", doc=record) is False
        with pytest.raises(frappe.PermissionError):
            submit_dossier(dossier.name)


def test_a_returned_dossier_is_changed_by_its_own_unit_alone(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        assert frappe.has_permission("Award Dossier", "write", doc=dossier) is True
        return_dossier(dossier.name, "Bổ sung")
        dossier.reload()
        assert frappe.has_permission("Award Dossier", "write", doc=dossier) is False


def test_the_standing_body_files_no_dossier_for_another_unit(people: People, as_user: Any) -> None:
    officer = an_officer("officer@home.test", ["Emulation Officer"], unit("Sở Nội vụ"))
    with as_user(officer), pytest.raises(frappe.PermissionError):
        a_dossier(unit(SON_DONG))


def test_a_draft_report_is_changed_by_its_own_unit_alone(people: People, as_user: Any) -> None:
    obligation = frappe.db.get_value("Report Obligation", {"code": "BG-R1"})
    with as_user(people.proposer):
        name = draft_report(obligation, unit(SON_DONG))["report"]
    report = frappe.get_doc("Summary Report", name)
    with as_user(people.appraiser):
        assert frappe.has_permission("Summary Report", "write", doc=report) is False


def test_whoever_left_a_unit_sees_its_records_no_longer(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    officer = frappe.get_doc("Unit Officer", {"user": people.proposer})
    officer.valid_to = "2023-11-19"
    officer.save()
    with as_user(people.proposer):
        assert dossier.name not in seen("Award Dossier")


def test_a_decision_is_seen_by_units_once_it_is_issued(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    for user in (people.proposer, people.other_proposer, people.lead, people.chair, people.clerk):
        with as_user(user):
            assert seen("Award Decision") == {decision.name}, user


def test_a_draft_decision_is_not_seen_by_units(people: People, as_user: Any) -> None:
    lead = collected(people, as_user)
    with as_user(people.appraiser):
        appraise_dossier(lead.name, "Đủ")
        draft_decision("BG-2023", "PROVINCE_MERIT", [lead.name])
    with as_user(people.proposer):
        assert seen("Award Decision") == set()
    with as_user(people.chair):
        assert len(seen("Award Decision")) == 1


def test_a_units_awards_are_its_own_and_the_standing_bodys(people: People, as_user: Any) -> None:
    issued(people, as_user)
    for user, count in (
        (people.proposer, 4),
        (people.other_proposer, 0),
        (people.appraiser, 4),
        (people.auditor, 4),
    ):
        with as_user(user):
            assert len(seen("Award Record")) == count, user


def test_a_report_goes_to_who_received_it(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    for user, sees in (
        (people.proposer, True),
        (people.other_proposer, False),
        (people.appraiser, True),
        (people.auditor, True),
    ):
        with as_user(user):
            assert (report.name in seen("Summary Report")) == sees, user


def test_parts_of_a_campaign_are_seen_with_it(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        campaigns = set(frappe.get_list("Award Quota", pluck="campaign", limit_page_length=0))
        assert campaigns == {"BG-2023"}
        for doctype in ("Award Quota", "Report Obligation", "Report Outline", "Campaign Criterion"):
            seen(doctype)


def test_a_drafted_campaign_is_seen_by_the_bodies_that_handle_it_alone(
    site: Any, as_user: Any
) -> None:
    district = an_officer("d@sondong.test", ["Emulation Officer"], unit(SON_DONG))
    body = an_officer("s@home.test", ["Appraisal Officer"], unit("Sở Nội vụ"))
    with as_user(district):
        assert seen("Emulation Campaign") == set()
    with as_user(body):
        assert seen("Emulation Campaign") == {"BG-2023"}


def test_a_warning_is_seen_with_its_dossier(people: People, as_user: Any, day: Any) -> None:
    day("2023-12-01")
    filed_by_son_dong(people, as_user)
    with as_user(people.proposer):
        assert len(seen("Acknowledged Warning")) == 1
    with as_user(people.other_proposer):
        assert seen("Acknowledged Warning") == set()


def test_permission_never_raises_for_an_empty_document(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        for doctype in ("Award Dossier", "Award Nomination", "Award Quota", "Acknowledged Warning"):
            assert frappe.has_permission(doctype, "create", doc=frappe.new_doc(doctype)) is False
