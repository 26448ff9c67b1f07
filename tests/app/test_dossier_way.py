"""A dossier's way: filed, received, returned, late, collected, appraised, decided."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import (
    HIEP_HOA,
    LABOUR,
    PROVINCE_MERIT,
    SON_DONG,
    a_commune,
    a_dossier,
    a_household,
    a_nomination,
    a_village,
    an_official,
    unit,
)

from app.conftest import Day, People, refused
from thidua_khenthuong.api.appraisal import appraise_dossier
from thidua_khenthuong.api.campaigns import move_campaign
from thidua_khenthuong.api.collection import collect_dossiers
from thidua_khenthuong.api.decisions import (
    draft_decision,
    issue_decision,
    revoke_decision,
    send_to_signer,
    sign_decision,
)
from thidua_khenthuong.api.dossiers import (
    acknowledge_warning,
    admit_late_dossier,
    receive_dossier,
    refuse_late_dossier,
    return_dossier,
    submit_dossier,
    withdraw_dossier,
)

pytestmark = pytest.mark.app


def filed_by_son_dong(people: People, as_user: Any) -> Any:
    """Sơn Động's dossier with one subject of each kind, handed in."""
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        a_commune(dossier)
        a_village(dossier)
        a_household(dossier)
        an_official(dossier, "district")
        submit_dossier(dossier.name)
        dossier.reload()
        return dossier


def statuses(dossier: Any) -> set[str]:
    return set(frappe.get_all("Award Nomination", {"dossier": dossier.name}, pluck="status"))


def test_a_filed_dossier_is_with_the_lead_agency_and_holds_its_places(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)

    assert dossier.workflow_state == "Submitted"
    assert dossier.receiving_unit == unit(LABOUR)
    assert dossier.deadline_code == "BG-DL1"
    assert str(dossier.received_at).startswith("2023-11-20")
    assert statuses(dossier) == {"Submitted"}


def test_a_second_commune_of_hiep_hoa_is_refused_with_its_clause(
    people: People, as_user: Any
) -> None:
    with as_user(people.other_proposer):
        dossier = a_dossier(unit(HIEP_HOA))
        a_commune(dossier, "Xã Lương Phong")
        a_commune(dossier, "Xã Đông Lỗ")
        with refused("QUOTA_EXCEEDED"):
            submit_dossier(dossier.name)

    finding = frappe.local.response["findings"][0]
    assert finding["source"].startswith("IV.2.a")


def test_two_dossiers_of_one_unit_share_its_places(people: People, as_user: Any) -> None:
    with as_user(people.other_proposer):
        first = a_dossier(unit(HIEP_HOA))
        a_commune(first, "Xã Lương Phong")
        submit_dossier(first.name)
        second = a_dossier(unit(HIEP_HOA))
        a_commune(second, "Xã Đông Lỗ")
        with refused("QUOTA_EXCEEDED"):
            submit_dossier(second.name)


def test_a_withdrawn_dossier_frees_its_places(people: People, as_user: Any) -> None:
    with as_user(people.other_proposer):
        first = a_dossier(unit(HIEP_HOA))
        a_commune(first, "Xã Lương Phong")
        submit_dossier(first.name)
        withdraw_dossier(first.name, "Thay đối tượng")
        second = a_dossier(unit(HIEP_HOA))
        a_commune(second, "Xã Đông Lỗ")
        submit_dossier(second.name)

    assert statuses(first) == {"Withdrawn"}
    assert statuses(second) == {"Submitted"}


def test_a_campaign_that_does_not_receive_takes_no_dossier(people: People, as_user: Any) -> None:
    with as_user(people.appraiser):
        move_campaign("BG-2023", "Close Receiving")
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        a_commune(dossier)
        with refused("CAMPAIGN_NOT_RECEIVING"):
            submit_dossier(dossier.name)


def test_a_dossier_without_anybody_is_refused(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        with refused("NO_NOMINATIONS"):
            submit_dossier(dossier.name)


def test_content_is_frozen_once_handed_in_and_free_again_when_returned(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.proposer):
        dossier.letter_number = "99/TTr-UBND"
        with refused("CONTENT_FROZEN"):
            dossier.save()
        with refused("CONTENT_FROZEN"):
            a_commune(dossier, "Xã Thêm")
    with as_user(people.lead):
        return_dossier(dossier.name, "Thiếu chữ ký")
    with as_user(people.proposer):
        dossier.reload()
        dossier.letter_number = "99/TTr-UBND"
        dossier.save()
        submit_dossier(dossier.name)
        dossier.reload()

    assert (dossier.workflow_state, dossier.letter_number) == ("Submitted", "99/TTr-UBND")


def test_a_return_without_a_reason_is_refused(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead), refused("REASON_MISSING"):
        return_dossier(dossier.name, "  ")


def test_a_late_dossier_waits_until_an_officer_admits_it_by_name(
    people: People, as_user: Any, day: Day
) -> None:
    day("2023-12-01")
    dossier = filed_by_son_dong(people, as_user)
    assert dossier.is_late == 1
    with as_user(people.lead):
        with refused("LATE_NOT_RULED"):
            receive_dossier(dossier.name)
        admit_late_dossier(dossier.name, "Đường sạt lở")
        receive_dossier(dossier.name)
    dossier.reload()

    assert dossier.workflow_state == "Received"
    assert (dossier.late_ruling, dossier.late_ruled_by) == ("Admitted", people.lead)
    assert dossier.open_warnings == 0


def test_a_late_dossier_may_be_refused_with_a_reason(
    people: People, as_user: Any, day: Day
) -> None:
    day("2023-12-01")
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        refuse_late_dossier(dossier.name, "Đã họp Hội đồng")
    dossier.reload()

    assert (dossier.workflow_state, dossier.late_ruling) == ("Refused", "Refused")
    assert statuses(dossier) == {"Refused"}


def test_a_dossier_in_time_can_neither_be_admitted_nor_refused_as_late(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        with refused("NOT_LATE"):
            admit_late_dossier(dossier.name, "x")
        with refused("NOT_LATE"):
            refuse_late_dossier(dossier.name, "x")


def district_proposed_by_labour(people: People, as_user: Any) -> Any:
    """The row without a number: the lead agency proposes a district."""
    with as_user(people.lead):
        dossier = a_dossier(unit(LABOUR))
        a_nomination(dossier, "district", "b", "Huyện Lục Ngạn", level="district")
        submit_dossier(dossier.name)
        receive_dossier(dossier.name)
        dossier.reload()
        return dossier


def test_the_row_without_a_number_waits_for_an_officer_of_the_standing_body(
    people: People, as_user: Any
) -> None:
    dossier = district_proposed_by_labour(people, as_user)
    (warning,) = frappe.get_all(
        "Acknowledged Warning",
        filters={"dossier": dossier.name, "status": "Open"},
        fields=["name", "code"],
    )
    assert warning["code"] == "QUOTA_UNSPECIFIED"
    with as_user(people.lead):
        with refused("WARNINGS_OPEN"):
            collect_dossiers("BG-2023", PROVINCE_MERIT, [dossier.name])
        with refused("NOT_STANDING_BODY"):
            acknowledge_warning(warning["name"], "được")
    with as_user(people.appraiser):
        acknowledge_warning(warning["name"], "01 huyện")
    with as_user(people.lead):
        collect_dossiers("BG-2023", PROVINCE_MERIT, [dossier.name])
    stored = frappe.get_doc("Acknowledged Warning", warning["name"])

    assert (stored.status, stored.officer, stored.note) == (
        "Acknowledged",
        people.appraiser,
        "01 huyện",
    )


def test_a_new_fact_voids_the_acknowledgement(people: People, as_user: Any) -> None:
    dossier = district_proposed_by_labour(people, as_user)
    first = frappe.get_all("Acknowledged Warning", {"dossier": dossier.name}, pluck="name")
    with as_user(people.appraiser):
        acknowledge_warning(first[0], "01 huyện")
    with as_user(people.lead):
        return_dossier(dossier.name, "Đổi đối tượng")
        name = frappe.db.get_value("Award Nomination", {"dossier": dossier.name})
        nomination = frappe.get_doc("Award Nomination", name)
        nomination.display_name = "Huyện Yên Thế"
        nomination.save()
        submit_dossier(dossier.name)

    stored = frappe.get_all(
        "Acknowledged Warning",
        filters={"dossier": dossier.name},
        fields=["name", "status"],
        order_by="creation asc",
    )
    assert [row["status"] for row in stored] == ["Void", "Open"]


def collected(people: People, as_user: Any) -> Any:
    """The lead agency's dossier with Sơn Động's in it, received by the standing body."""
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        receive_dossier(dossier.name)
    return collected_with(people, as_user, dossier)


def collected_with(people: People, as_user: Any, dossier: Any) -> Any:
    """The lead agency's dossier with a received one in it, received by the standing body."""
    with as_user(people.lead):
        answer = collect_dossiers("BG-2023", PROVINCE_MERIT, [dossier.name])
        lead = frappe.get_doc("Award Dossier", answer["dossier"])
        lead.update({"letter_number": "245/TTr-SLĐTBXH", "letter_date": "2023-12-01"})
        for component in ("submission_letter", "nominee_list", "minutes"):
            lead.append("components", {"component": component})
        lead.save()
        submit_dossier(lead.name)
    with as_user(people.appraiser):
        receive_dossier(lead.name)
    lead.reload()
    return lead


def test_the_lead_agencys_dossier_without_minutes_is_refused(people: People, as_user: Any) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        receive_dossier(dossier.name)
        lead = collect_dossiers("BG-2023", PROVINCE_MERIT, [dossier.name])["dossier"]
        document = frappe.get_doc("Award Dossier", lead)
        document.append("components", {"component": "submission_letter"})
        document.append("components", {"component": "nominee_list"})
        document.save()
        with refused("DOSSIER_INCOMPLETE"):
            submit_dossier(lead)


def test_a_units_dossier_is_appraised_in_the_lead_agencys_only(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        receive_dossier(dossier.name)
    with as_user(people.appraiser), refused("COLLECT_FIRST"):
        appraise_dossier(dossier.name, "x")


def issued(people: People, as_user: Any, declined: str | None = None) -> Any:
    """A decision on Sơn Động's subjects, issued on 20/12/2023."""
    lead = collected(people, as_user)
    with as_user(people.appraiser):
        refusals = [{"nomination": declined, "reason": "Chưa đủ thời gian"}] if declined else []
        appraise_dossier(lead.name, "Đủ điều kiện", refusals)
        name = draft_decision("BG-2023", PROVINCE_MERIT, [lead.name])["decision"]
        send_to_signer(name)
    with as_user(people.chair):
        sign_decision(name)
    with as_user(people.clerk):
        issue_decision(name, "1234", "2023-12-20")
    return frappe.get_doc("Award Decision", name)


def test_a_decision_enters_the_register_line_by_line(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)

    assert (decision.docstatus, decision.workflow_state) == (1, "Issued")
    records = frappe.get_all(
        "Award Record",
        filters={"decision": decision.name},
        fields=["golden_book_number", "subject_kind", "bonus_amount", "unit", "decision_number"],
        order_by="golden_book_number asc",
    )
    assert [row["subject_kind"] for row in records] == [
        "village",
        "commune",
        "household",
        "individual",
    ]
    assert [row["golden_book_number"] for row in records] == [1, 2, 3, 4]
    # Bằng khen of the province under NĐ 91/2017: 2,0 and 1,0 times 1.800.000 đ.
    assert [row["bonus_amount"] for row in records] == [3_600_000, 3_600_000, 0, 1_800_000]
    assert {row["unit"] for row in records} == {unit(SON_DONG)}
    assert {row["decision_number"] for row in records} == {"1234"}


def test_dossiers_are_decided_and_nominations_awarded(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    lead = decision.dossiers[0].dossier

    states = frappe.get_all("Award Dossier", {"lead_dossier": lead}, pluck="workflow_state")
    assert states == ["Decided"]
    assert frappe.db.get_value("Award Dossier", lead, "workflow_state") == "Decided"
    awarded = frappe.get_all("Award Nomination", {"lead_dossier": lead}, pluck="status")
    assert awarded == ["Awarded"] * 4


def test_a_declined_nomination_is_not_in_the_annex(people: People, as_user: Any) -> None:
    lead = collected(people, as_user)
    name = frappe.db.get_value(
        "Award Nomination", {"lead_dossier": lead.name, "subject_kind": "household"}
    )
    with as_user(people.appraiser):
        appraise_dossier(lead.name, "Xem", [{"nomination": name, "reason": "Trùng thành tích"}])
        rows = draft_decision("BG-2023", PROVINCE_MERIT, [lead.name])["rows"]

    assert rows == 3
    assert frappe.db.get_value("Award Nomination", name, ["status", "ruling_note"]) == (
        "Declined",
        "Trùng thành tích",
    )


def test_a_revoked_decision_leaves_its_records_marked(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    with as_user(people.chair):
        revoke_decision(decision.name, "Kê khai sai")
    decision.reload()

    assert (decision.docstatus, decision.workflow_state) == (2, "Revoked")
    records = frappe.get_all("Award Record", {"decision": decision.name}, pluck="status")
    assert records == ["Revoked"] * 4


def test_an_issued_decision_cannot_be_edited(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    with as_user(people.chair):
        decision.signer_name = "Người khác"
        with pytest.raises(frappe.ValidationError):
            decision.save()


def test_a_number_is_given_once_a_year(people: People, as_user: Any) -> None:
    issued(people, as_user)
    with as_user(people.other_proposer):
        dossier = a_dossier(unit(HIEP_HOA))
        a_commune(dossier, "Xã Lương Phong")
        submit_dossier(dossier.name)
    with as_user(people.lead):
        receive_dossier(dossier.name)
        lead = collect_dossiers("BG-2023", PROVINCE_MERIT, [dossier.name])["dossier"]
        document = frappe.get_doc("Award Dossier", lead)
        for component in ("submission_letter", "nominee_list", "minutes"):
            document.append("components", {"component": component})
        document.save()
        submit_dossier(lead)
    with as_user(people.appraiser):
        receive_dossier(lead)
        appraise_dossier(lead, "Đủ")
        decision = draft_decision("BG-2023", PROVINCE_MERIT, [lead])["decision"]
        send_to_signer(decision)
    with as_user(people.chair):
        sign_decision(decision)
    with as_user(people.clerk), refused("NUMBER_TAKEN"):
        issue_decision(decision, "1234", "2023-12-28")


def test_every_step_leaves_its_line(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    lead = decision.dossiers[0].dossier

    lines = frappe.get_all(
        "Emulation Trace",
        filters={"reference_name": lead},
        fields=["action", "actor", "is_business_date"],
        order_by="creation asc",
    )
    assert [(row["action"], row["actor"]) for row in lines] == [
        ("Submit Dossier", people.lead),
        ("Receive", people.appraiser),
        ("Appraise", people.appraiser),
        ("Decide", people.chair),
    ]
    assert {row["is_business_date"] for row in lines} == {1}
