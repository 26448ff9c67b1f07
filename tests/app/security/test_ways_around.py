"""Ways around the steps that need no forbidden word: a moved nomination, a borrowed row, a key that
the DocType does not have. Each was possible once.
"""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import (
    BAC_GIANG,
    HIEP_HOA,
    HOME_AFFAIRS,
    LABOUR,
    PROVINCE_MERIT,
    SON_DONG,
    a_commune,
    a_dossier,
    an_officer,
    unit,
)
from frappe.client import set_value

from app.conftest import People, refused
from app.test_dossier_way import collected, collected_with, filed_by_son_dong, issued
from app.test_reports import filed_by
from app.test_state_guard import a_draft_decision, give_role
from thidua_khenthuong.api.appraisal import appraise_dossier
from thidua_khenthuong.api.decisions import (
    draft_decision,
    issue_decision,
    send_back,
    send_to_signer,
    sign_decision,
)
from thidua_khenthuong.api.dossiers import (
    acknowledge_warning,
    admit_late_dossier,
    receive_dossier,
    return_dossier,
    submit_dossier,
    withdraw_dossier,
)
from thidua_khenthuong.api.reports import recall_report

pytestmark = pytest.mark.app


def works_also_for(user: str, unit_name: str, *roles: str) -> None:
    for role in roles:
        give_role(user, role)
    officer = frappe.new_doc("Unit Officer")
    officer.update({"user": user, "unit": unit(unit_name)})
    officer.insert()


def signed(people: People, as_user: Any) -> Any:
    decision = a_draft_decision(people, as_user)
    with as_user(people.appraiser):
        send_to_signer(decision.name)
    with as_user(people.chair):
        sign_decision(decision.name)
    decision.reload()
    return decision


def nominations(dossier: Any) -> list[str]:
    return list(frappe.get_all("Award Nomination", {"dossier": dossier.name}, pluck="name"))


# Nominations and dossiers


def test_a_nomination_is_not_moved_out_of_a_dossier_that_was_handed_in(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    name = nominations(dossier)[0]
    with as_user(people.proposer):
        other = a_dossier(unit(SON_DONG))
        with pytest.raises(frappe.ValidationError):
            set_value("Award Nomination", name, {"dossier": other.name, "display_name": "Khác"})

    assert frappe.db.get_value("Award Nomination", name, "dossier") == dossier.name


@pytest.mark.parametrize("field", ["campaign", "award_form", "unit"])
def test_what_a_dossiers_places_depend_on_is_fixed_when_it_is_made(
    people: People, as_user: Any, field: str
) -> None:
    works_also_for(people.other_proposer, SON_DONG)
    other = {"campaign": "CB-2023", "award_form": "UNIT_COMMENDATION", "unit": unit(SON_DONG)}
    with as_user(people.other_proposer):
        dossier = a_dossier(unit(HIEP_HOA))
        a_commune(dossier)
        before = dossier.get(field)
        with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
            set_value("Award Dossier", dossier.name, field, other[field])

    assert frappe.db.get_value("Award Dossier", dossier.name, field) == before


def test_a_receiving_officer_does_not_withdraw_a_units_dossier(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead), refused("NOT_PROPOSING_UNIT"):
        withdraw_dossier(dossier.name, "Xóa giúp")

    assert frappe.db.get_value("Award Dossier", dossier.name, "workflow_state") == "Submitted"


def test_an_old_note_is_no_reason_for_a_plain_return(
    people: People, as_user: Any, day: Any
) -> None:
    day("2023-12-01")
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        admit_late_dossier(dossier.name, "Đường sạt lở")
        with refused("REASON_MISSING"):
            set_value("Award Dossier", dossier.name, "workflow_state", "Returned")


def test_a_dossier_is_decided_by_a_decision_alone(people: People, as_user: Any) -> None:
    lead = collected(people, as_user)
    with as_user(people.appraiser):
        appraise_dossier(lead.name, "Đủ")
    with as_user(people.chair), refused("STEP_NOT_POSSIBLE"):
        set_value("Award Dossier", lead.name, "workflow_state", "Decided")

    assert frappe.db.get_value("Award Dossier", lead.name, "workflow_state") == "Appraised"


def test_nobody_outside_the_dossier_is_declined(people: People, as_user: Any) -> None:
    lead = collected(people, as_user)
    with as_user(people.appraiser), refused("NOT_IN_DOSSIER"):
        appraise_dossier(lead.name, "Đủ", [{"nomination": "NOM-2000-00001", "reason": "x"}])


@pytest.mark.parametrize("declined", [[{}], [{"nomination": "x"}], [{"reason": "x"}]])
def test_a_declined_row_without_its_parts_is_refused(
    people: People, as_user: Any, declined: Any
) -> None:
    lead = collected(people, as_user)
    with as_user(people.appraiser), pytest.raises(frappe.ValidationError):
        appraise_dossier(lead.name, "Đủ", declined)


def test_a_nomination_that_came_too_late_to_be_judged_is_not_carried_along(
    people: People, as_user: Any
) -> None:
    dossier = filed_by_son_dong(people, as_user)
    slipped_in = nominations(dossier)[0]
    # What a nomination looks like that was committed between the judgement and its commit.
    frappe.db.set_value("Award Nomination", slipped_in, "status", "Draft")
    with as_user(people.lead):
        receive_dossier(dossier.name)

    assert frappe.db.get_value("Award Nomination", slipped_in, "status") == "Draft"


# Warnings and lateness


def late_and_filed(people: People, as_user: Any, day: Any) -> tuple[Any, str]:
    day("2023-12-01")
    dossier = filed_by_son_dong(people, as_user)
    return dossier, frappe.db.get_value("Acknowledged Warning", {"dossier": dossier.name})


@pytest.mark.parametrize(
    "role", ["Emulation Officer", "Council Secretary", "Emulation Auditor", "Records Clerk"]
)
def test_a_warning_is_let_stand_by_an_appraiser_alone(
    people: People, as_user: Any, day: Any, role: str
) -> None:
    _dossier, warning = late_and_filed(people, as_user, day)
    colleague = an_officer("colleague@home.test", [role], unit(HOME_AFFAIRS))
    with as_user(colleague), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        acknowledge_warning(warning, "được")

    assert frappe.db.get_value("Acknowledged Warning", warning, "status") == "Open"


def test_whoever_handed_a_dossier_in_does_not_let_its_warnings_stand(
    people: People, as_user: Any, day: Any
) -> None:
    _dossier, warning = late_and_filed(people, as_user, day)
    works_also_for(people.proposer, HOME_AFFAIRS, "Appraisal Officer")
    with as_user(people.proposer), refused("SAME_PERSON"):
        acknowledge_warning(warning, "được")


def test_whoever_handed_a_dossier_in_does_not_admit_its_lateness(
    people: People, as_user: Any, day: Any
) -> None:
    dossier, _warning = late_and_filed(people, as_user, day)
    works_also_for(people.proposer, LABOUR, "Lead Agency Officer")
    with as_user(people.proposer), refused("SAME_PERSON"):
        admit_late_dossier(dossier.name, "tự cho")


def test_a_late_dossier_is_admitted_by_whoever_may_receive_it_alone(
    people: People, as_user: Any, day: Any
) -> None:
    dossier, _warning = late_and_filed(people, as_user, day)
    colleague = an_officer("colleague@labour.test", ["Emulation Officer"], unit(LABOUR))
    with as_user(colleague), refused("STEP_NOT_POSSIBLE"):
        admit_late_dossier(dossier.name, "tự cho")


# Proposer, appraiser, decider


def test_whoever_prepared_a_dossier_does_not_appraise_it(people: People, as_user: Any) -> None:
    writer = an_officer("writer@sondong.test", ["Emulation Officer"], unit(SON_DONG))
    with as_user(writer):
        dossier = a_dossier(unit(SON_DONG))
        a_commune(dossier)
    with as_user(people.proposer):
        submit_dossier(dossier.name)
    with as_user(people.lead):
        receive_dossier(dossier.name)
    lead = collected_with(people, as_user, dossier)
    works_also_for(writer, HOME_AFFAIRS, "Appraisal Officer")
    with as_user(writer), refused("SAME_PERSON"):
        appraise_dossier(lead.name, "Tự thẩm định")


def test_a_proposer_who_left_his_unit_still_does_not_appraise(people: People, as_user: Any) -> None:
    lead = collected(people, as_user)
    officer = frappe.get_doc("Unit Officer", {"user": people.proposer})
    officer.unit = unit(HOME_AFFAIRS)
    officer.save()
    give_role(people.proposer, "Appraisal Officer")
    with as_user(people.proposer), refused("SAME_PERSON"):
        appraise_dossier(lead.name, "Tự thẩm định")


def test_whoever_handed_it_in_before_a_return_still_counts_as_proposer(
    people: People, as_user: Any
) -> None:
    second = an_officer("second@sondong.test", ["Emulation Officer"], unit(SON_DONG))
    dossier = filed_by_son_dong(people, as_user)
    with as_user(people.lead):
        return_dossier(dossier.name, "Bổ sung")
    with as_user(second):
        submit_dossier(dossier.name)
    with as_user(people.lead):
        receive_dossier(dossier.name)
    dossier.reload()
    lead = collected_with(people, as_user, dossier)
    works_also_for(people.proposer, HOME_AFFAIRS, "Appraisal Officer")
    with as_user(people.proposer), refused("SAME_PERSON"):
        appraise_dossier(lead.name, "Tự thẩm định")


def test_the_name_of_a_drafter_cannot_be_written_over(people: People, as_user: Any) -> None:
    decision = a_draft_decision(people, as_user)
    with as_user(people.appraiser):
        decision.owner = people.lead
        decision.creation = "2020-01-01 00:00:00"
        decision.save()

    stored = frappe.get_doc("Award Decision", decision.name)
    assert stored.owner == people.appraiser
    assert not str(stored.creation).startswith("2020")


def test_whoever_sent_a_decision_to_the_signer_does_not_sign_it(
    people: People, as_user: Any
) -> None:
    decision = a_draft_decision(people, as_user)
    colleague = an_officer("colleague@home.test", ["Appraisal Officer"], unit(HOME_AFFAIRS))
    works_also_for(colleague, BAC_GIANG, "Decision Maker")
    with as_user(colleague):
        send_to_signer(decision.name)
        with refused("SAME_PERSON"):
            sign_decision(decision.name)


# Decisions


@pytest.mark.parametrize("who", ["clerk", "appraiser", "chair"])
def test_a_row_is_not_added_to_a_decision_after_its_signature(
    people: People, as_user: Any, who: str
) -> None:
    decision = signed(people, as_user)
    count = len(decision.rows)
    with as_user(getattr(people, who)):
        decision.append("rows", {"display_name": "Người thêm vào", "subject_kind": "individual"})
        with refused("CONTENT_FROZEN"):
            decision.save()

    assert len(frappe.get_doc("Award Decision", decision.name).rows) == count


def test_a_row_is_not_struck_out_before_the_signature(people: People, as_user: Any) -> None:
    decision = a_draft_decision(people, as_user)
    with as_user(people.appraiser):
        send_to_signer(decision.name)
        decision.reload()
        decision.set("rows", decision.rows[1:])
        with refused("CONTENT_FROZEN"):
            decision.save()


def test_a_signed_decision_is_still_issued_with_its_numbers(people: People, as_user: Any) -> None:
    decision = signed(people, as_user)
    with as_user(people.clerk):
        assert issue_decision(decision.name, "1234", "2023-12-20")["state"] == "Issued"

    rows = frappe.get_doc("Award Decision", decision.name).rows
    assert [row.golden_book_number for row in rows] == list(range(1, len(rows) + 1))


def own_commendation(unit_name: str, **values: Any) -> Any:
    decision = frappe.new_doc("Award Decision")
    decision.update(
        {
            "campaign": "BG-2023",
            "award_form": "UNIT_COMMENDATION",
            "issuing_unit": unit(unit_name),
            "rows": [{"display_name": "Hộ ông A", "subject_kind": "household"}],
            **values,
        }
    )
    return decision


def test_another_units_nomination_is_not_read_through_a_row(people: People, as_user: Any) -> None:
    theirs = nominations(filed_by_son_dong(people, as_user))[0]
    with as_user(people.other_proposer), pytest.raises(frappe.PermissionError):
        own_commendation(
            HIEP_HOA, rows=[{"nomination": theirs, "subject_kind": "household"}]
        ).insert()


def test_a_nomination_is_not_awarded_by_a_decision_on_another_form(
    people: People, as_user: Any
) -> None:
    head = an_officer("head@sondong.test", ["Decision Maker", "Records Clerk"], unit(SON_DONG))
    own = nominations(filed_by_son_dong(people, as_user))[0]
    with as_user(people.proposer):
        decision = own_commendation(SON_DONG, rows=[{"nomination": own, "subject_kind": "village"}])
        decision.insert()
        send_to_signer(decision.name)
    with as_user(head), refused("NOT_APPRAISED"):
        sign_decision(decision.name)

    assert frappe.db.get_value("Award Nomination", own, "status") == "Submitted"


def test_a_unit_does_not_decide_on_an_award_of_the_state(people: People, as_user: Any) -> None:
    head = an_officer("head@sondong.test", ["Decision Maker", "Records Clerk"], unit(SON_DONG))
    with as_user(people.proposer):
        decision = own_commendation(SON_DONG, award_form="LABOUR_ORDER_3")
        decision.insert()
        send_to_signer(decision.name)
    with as_user(head), refused("FORM_NOT_ITS_OWN"):
        sign_decision(decision.name)


def test_nobody_stands_twice_in_a_decision(people: People, as_user: Any) -> None:
    decision = a_draft_decision(people, as_user)
    with as_user(people.appraiser):
        first = decision.rows[0]
        decision.append(
            "rows", {"nomination": first.nomination, "subject_kind": first.subject_kind}
        )
        decision.save()
        send_to_signer(decision.name)
    with as_user(people.chair), refused("ROW_REPEATED"):
        sign_decision(decision.name)


def test_the_lead_agency_does_not_edit_the_decision_on_what_it_collected(
    people: People, as_user: Any
) -> None:
    decision = a_draft_decision(people, as_user)
    with as_user(people.lead):
        assert frappe.has_permission("Award Decision", "write", doc=decision) is False


def test_the_draft_is_given_back_by_the_issuing_unit_alone(people: People, as_user: Any) -> None:
    decision = a_draft_decision(people, as_user)
    other = an_officer("head@home.test", ["Decision Maker"], unit(HOME_AFFAIRS))
    with as_user(people.appraiser):
        send_to_signer(decision.name)
    with as_user(other), refused("NOT_ISSUING_UNIT"):
        send_back(decision.name)


@pytest.mark.parametrize("doctype", ["Award Decision", "Award Nominee"])
def test_a_key_that_the_doctype_does_not_have_opens_nothing(
    people: People, as_user: Any, doctype: str
) -> None:
    theirs = unit(SON_DONG)
    values = {
        "Award Decision": {
            "campaign": "BG-2023",
            "award_form": "UNIT_COMMENDATION",
            "issuing_unit": theirs,
        },
        "Award Nominee": {"display_name": "Ai đó", "subject_kind": "individual", "unit": theirs},
    }[doctype]
    with as_user(people.other_proposer), pytest.raises(frappe.PermissionError):
        frappe.get_doc({"doctype": doctype, **values, "receiving_unit": unit(HIEP_HOA)}).insert()


# Campaigns and reports


@pytest.mark.parametrize("who", ["appraiser", "chair"])
def test_an_issued_plan_is_not_rewritten_by_who_takes_its_steps(
    people: People, as_user: Any, who: str
) -> None:
    campaign = frappe.get_doc("Emulation Campaign", "BG-2023")
    with as_user(getattr(people, who)):
        campaign.standing_unit = unit(LABOUR)
        with refused("CONTENT_FROZEN"):
            campaign.save()

    assert frappe.db.get_value("Emulation Campaign", "BG-2023", "standing_unit") == unit(
        HOME_AFFAIRS
    )


def test_a_report_is_recalled_by_its_own_unit_alone(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    with as_user(people.appraiser), refused("NOT_REPORTING_UNIT"):
        recall_report(report.name)
    with as_user(people.proposer):
        assert recall_report(report.name)["state"] == "Recalled"


# Records that services alone write


def a_record(doctype: str, people: People) -> Any:
    values = {
        "Emulation Trace": {
            "reference_doctype": "Emulation Campaign",
            "reference_name": "BG-2023",
            "action": "Issue",
            "actor": people.lead,
            "at": "2023-11-20 08:00:00",
        },
        "Award Record": {
            "display_name": "Người tự thêm",
            "subject_kind": "individual",
            "award_form": PROVINCE_MERIT,
            "campaign": "BG-2023",
            "unit": unit(SON_DONG),
            "issuing_unit": unit(BAC_GIANG),
            "status": "Valid",
        },
        "Acknowledged Warning": {"dossier": None, "code": "LATE", "status": "Open"},
        "Award Nominee Identity": {"ciphertext": "x", "keyed_digest": "x"},
    }[doctype]
    return frappe.get_doc({"doctype": doctype, **values})


@pytest.mark.parametrize(
    "doctype",
    ["Emulation Trace", "Award Record", "Acknowledged Warning", "Award Nominee Identity"],
)
def test_what_services_write_is_not_written_by_the_sites_administrator_either(
    people: People, as_user: Any, doctype: str
) -> None:
    assert frappe.session.user == "Administrator"
    document = a_record(doctype, people)
    document.flags.ignore_mandatory = True
    with refused("WRITTEN_BY_STEPS"):
        document.insert()


@pytest.mark.parametrize("doctype", ["Emulation Trace", "Award Record"])
def test_what_services_wrote_is_not_changed_or_removed_by_the_sites_administrator(
    people: People, as_user: Any, doctype: str
) -> None:
    issued(people, as_user)
    name = frappe.get_all(doctype, pluck="name")[0]
    before = frappe.get_doc(doctype, name).as_dict()
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc(doctype, name).save()
    with pytest.raises(frappe.ValidationError):
        frappe.delete_doc(doctype, name)

    assert frappe.get_doc(doctype, name).as_dict() == before


def test_a_draft_of_one_unit_takes_no_dossier_of_another_campaign(
    people: People, as_user: Any
) -> None:
    lead = collected(people, as_user)
    with as_user(people.appraiser):
        appraise_dossier(lead.name, "Đủ")
        with refused("OTHER_CAMPAIGN"):
            draft_decision("BG-2023", "UNIT_COMMENDATION", [lead.name])


# Files


def a_file_of(doctype: str, name: str) -> Any:
    file = frappe.new_doc("File")
    file.update(
        {
            "file_name": "bien-ban.pdf",
            "content": "%PDF-1.4\n%%EOF\n",
            "is_private": 1,
            "attached_to_doctype": doctype,
            "attached_to_name": name,
        }
    )
    file.insert()
    return file


def test_a_file_stays_at_what_was_handed_in(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG))
        nomination = a_commune(dossier)
        files = [
            a_file_of("Award Dossier", dossier.name),
            a_file_of("Award Nomination", nomination.name),
        ]
        submit_dossier(dossier.name)
        for file in files:
            with pytest.raises(frappe.PermissionError):
                frappe.delete_doc("File", file.name)
            with refused("ATTACHMENT_FROZEN"):
                set_value(
                    "File", file.name, {"attached_to_doctype": None, "attached_to_name": None}
                )

    for file in files:
        assert frappe.db.get_value("File", file.name, "attached_to_name") is not None


def test_a_file_of_a_draft_may_be_taken_away(people: People, as_user: Any) -> None:
    with as_user(people.proposer):
        file = a_file_of("Award Dossier", a_dossier(unit(SON_DONG)).name)
        frappe.delete_doc("File", file.name)

    assert not frappe.db.exists("File", file.name)
