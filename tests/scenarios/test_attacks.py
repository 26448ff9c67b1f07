"""What nobody may do by going around the app's doors, each tried over REST by everybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from . import crew as roles
from .allocation import name_of
from .at_work import SCAN, ProvinceAtWork
from .bac_giang_2023 import HIEP_HOA, HOME_AFFAIRS, LABOUR, PROVINCE, SON_DONG
from .conftest import DATABASES, a_ground
from .doors import METHODS, RECORDS, Answer, Caller
from .filing import PROVINCE_MERIT, files, hands_in

pytestmark = [pytest.mark.scenario]


@pytest.fixture(scope="module", params=DATABASES)
def province(request: pytest.FixtureRequest) -> Iterator[ProvinceAtWork]:
    """Bắc Giang on 20/11/2023, with somebody of every role."""
    with a_ground(request, request.param) as ground:
        yield ProvinceAtWork(ground)


# Plain writes of a state


def by_put(caller: Caller, doctype: str, name: str, **values: Any) -> Answer:
    return caller.ask("PUT", f"{RECORDS}{doctype}/{name}", **values)


def by_set_value(caller: Caller, doctype: str, name: str, **values: Any) -> Answer:
    path = f"{METHODS}frappe.client.set_value"
    return caller.ask("POST", path, doctype=doctype, name=name, fieldname=values)


def by_bulk_update(caller: Caller, doctype: str, name: str, **values: Any) -> Answer:
    path = f"{METHODS}frappe.client.bulk_update"
    docs = json.dumps([{"doctype": doctype, "docname": name, **values}])
    return caller.ask("POST", path, docs=docs)


def by_save(caller: Caller, doctype: str, name: str, **values: Any) -> Answer:
    document = caller.ask("GET", f"{RECORDS}{doctype}/{name}")
    if document.status != 200:
        return document
    path = f"{METHODS}frappe.client.save"
    return caller.ask("POST", path, doc={**document.value(), **values})


def by_submit(caller: Caller, doctype: str, name: str, **values: Any) -> Answer:
    document = caller.ask("GET", f"{RECORDS}{doctype}/{name}")
    if document.status != 200:
        return document
    path = f"{METHODS}frappe.client.submit"
    return caller.ask("POST", path, doc={**document.value(), **values})


DOORS = [by_put, by_set_value, by_bulk_update, by_save, by_submit]
STATES = {
    "Award Dossier": [
        {"workflow_state": "Draft"},
        {"workflow_state": "Collected"},
        {"workflow_state": "Appraised"},
        {"workflow_state": "Decided"},
        {"workflow_state": "Refused"},
        {"docstatus": 1},
        {"workflow_state": "Decided", "docstatus": 1},
        {"is_late": 1, "late_ruling": "Admitted"},
        {"open_warnings": 7},
    ],
    "Award Decision": [
        {"workflow_state": "Signed"},
        {"workflow_state": "Issued"},
        {"workflow_state": "Issued", "docstatus": 1},
        {"docstatus": 1},
        {"docstatus": 2},
        {"decision_number": "9999", "decision_date": "2023-12-12"},
    ],
    "Emulation Campaign": [
        {"workflow_state": "Drafted"},
        {"workflow_state": "Issued"},
        {"workflow_state": "Reviewed"},
        {"docstatus": 1},
    ],
    "Award Nomination": [
        {"status": "Awarded"},
        {"status": "Appraised"},
        {"status": "Withdrawn"},
        {"docstatus": 1},
    ],
    "Summary Report": [
        {"workflow_state": "Draft"},
        {"docstatus": 0},
        {"is_late": 1},
        {"is_consolidated": 1},
    ],
}
KEPT = {
    "Award Dossier": ("workflow_state", "docstatus", "is_late", "late_ruling", "open_warnings"),
    "Award Decision": ("workflow_state", "docstatus", "decision_number", "decision_date"),
    "Emulation Campaign": ("workflow_state", "docstatus"),
    "Award Nomination": ("status", "docstatus"),
    "Summary Report": ("workflow_state", "docstatus", "is_late", "is_consolidated"),
}


def target(province: ProvinceAtWork, doctype: str) -> str:
    if doctype == "Award Nomination":
        ((name,),) = province.ground.sql(
            "select min(name) from `tabAward Nomination` where dossier = ?", province.waiting
        )
        return str(name)
    return {
        "Award Dossier": province.waiting,
        "Award Decision": province.decision,
        "Emulation Campaign": province.code,
        "Summary Report": province.report,
    }[doctype]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("doctype", STATES)
def test_no_role_writes_a_state_past_its_step(
    province: ProvinceAtWork, doctype: str, door: Any
) -> None:
    name = target(province, doctype)
    before = province.stored(doctype, name, *KEPT[doctype])

    for caller in province.everybody().values():
        for values in STATES[doctype]:
            answer = door(caller, doctype, name, **values)
            tried = (caller.user, values, answer.status, answer.body[:300])
            assert answer.status < 500, tried
            assert province.stored(doctype, name, *KEPT[doctype]) == before, tried


BORN = [
    {"workflow_state": "Decided"},
    {"docstatus": 1},
    {"workflow_state": "Received"},
    {"workflow_state": "Submitted"},
]


@pytest.mark.parametrize("values", BORN, ids=str)
def test_a_dossier_is_not_born_handed_in(province: ProvinceAtWork, values: dict[str, Any]) -> None:
    officer = province.officers[SON_DONG]
    new = {
        "campaign": province.code,
        "award_form": PROVINCE_MERIT,
        "unit": province.crew.units[SON_DONG],
    }
    answer = officer.ask("POST", f"{RECORDS}Award Dossier", **new, **values)

    assert answer.status in (403, 417)


@pytest.mark.parametrize("action", ["Receive", "Collect", "Appraise", "Decide", "Refuse"])
def test_the_workflows_own_door_gives_a_proposer_no_other_step(
    province: ProvinceAtWork, action: str
) -> None:
    officer = province.officers[SON_DONG]
    path = f"{METHODS}frappe.model.workflow.apply_workflow"
    document = officer.reads("Award Dossier", province.waiting)
    answer = officer.ask("POST", path, doc={"doctype": "Award Dossier", **document}, action=action)

    assert answer.status in (403, 417)
    assert province.stored("Award Dossier", province.waiting, "workflow_state") == ("Submitted",)


@pytest.mark.parametrize("doctype", ["Award Record", "Acknowledged Warning", "Emulation Trace"])
def test_the_register_the_warnings_and_the_trace_are_nobodys_to_write(
    province: ProvinceAtWork, doctype: str
) -> None:
    values = {
        "Award Record": {"display_name": "Người tự thêm", "campaign": province.code},
        "Acknowledged Warning": {"dossier": province.waiting, "code": "LATE"},
        "Emulation Trace": {
            "reference_doctype": "Award Dossier",
            "reference_name": province.waiting,
            "action": "Appraise",
            "actor": "Administrator",
            "at": "2023-11-20 08:00:00",
        },
    }[doctype]
    ((before,),) = province.ground.sql(f"select count(*) from `tab{doctype}`")

    for caller in province.everybody().values():
        assert caller.ask("POST", RECORDS + doctype, **values).status == 403, caller.user

    assert province.ground.sql(f"select count(*) from `tab{doctype}`") == [(before,)]


# Proposer, appraiser and decider are three people


def test_who_has_every_role_still_takes_one_part_only(province: ProvinceAtWork) -> None:
    everything = [roles.PROPOSER, roles.LEAD_OFFICER, roles.APPRAISER, roles.DECISION_MAKER]
    everywhere = province.crew.employs("everywhere", LABOUR, everything)
    administrator = province.crew.administrator
    for unit in (HOME_AFFAIRS, PROVINCE):
        user, record = everywhere.user, province.crew.units[unit]
        administrator.creates("Unit Officer", user=user, unit=record)
    own = province.allocation.of(LABOUR, "BG-Q02").subject()
    unit = province.crew.units[LABOUR]
    dossier, answer = files(everywhere, province.code, unit, province.parts, [own])
    answer.value()
    everywhere.does("dossiers.receive_dossier", dossier=dossier)
    lead = everywhere.does(
        "collection.collect_dossiers",
        campaign=province.code,
        award_form=PROVINCE_MERIT,
        dossiers=[dossier],
    )["dossier"]
    components = [{"component": part} for part in province.parts]
    everywhere.changes("Award Dossier", lead, components=components, sets=1)
    hands_in(everywhere, lead).value()
    everywhere.does("dossiers.receive_dossier", dossier=lead)

    own_appraisal = everywhere.tries("appraisal.appraise_dossier", dossier=lead, note="Tự xét")
    assert own_appraisal.codes == ["SAME_PERSON"]

    province.appraiser.does("appraisal.appraise_dossier", dossier=lead, note="Đủ")
    drafted = province.appraiser.does(
        "decisions.draft_decision",
        campaign=province.code,
        award_form=PROVINCE_MERIT,
        dossiers=[lead],
    )["decision"]
    province.appraiser.does("decisions.send_to_signer", decision=drafted)

    own_decision = everywhere.tries("decisions.sign_decision", decision=drafted)
    assert own_decision.codes == ["SAME_PERSON"]
    assert province.stored("Award Decision", drafted, "workflow_state") == ("Awaiting Signature",)
    assert province.chair.does("decisions.sign_decision", decision=drafted)["state"] == "Signed"


# Another district


def test_a_neighbour_does_not_read_a_dossier_or_what_belongs_to_it(
    province: ProvinceAtWork,
) -> None:
    neighbour = province.officers[HIEP_HOA]
    nomination = target(province, "Award Nomination")

    for doctype, name in [
        ("Award Dossier", province.waiting),
        ("Award Nomination", nomination),
        ("Summary Report", province.report),
        ("Award Decision", province.decision),
    ]:
        assert neighbour.ask("GET", f"{RECORDS}{doctype}/{name}").status == 403, doctype
        path = f"{METHODS}frappe.client.get"
        assert neighbour.ask("GET", path, doctype=doctype, name=name).status == 403, doctype


@pytest.mark.parametrize("doctype", ["Award Dossier", "Award Nomination", "Summary Report"])
def test_a_neighbour_lists_and_counts_his_own_alone(province: ProvinceAtWork, doctype: str) -> None:
    neighbour = province.officers[HIEP_HOA]
    unit = province.crew.units[HIEP_HOA]
    ((own,),) = province.ground.sql(f"select count(*) from `tab{doctype}` where unit = ?", unit)

    assert {row["unit"] for row in neighbour.lists(doctype, ["unit"])} <= {unit}
    assert len(neighbour.lists(doctype, ["name"])) == own
    counted = neighbour.ask("GET", f"{METHODS}frappe.client.get_count", doctype=doctype)
    assert counted.value() == own
    theirs = {"unit": province.crew.units[SON_DONG]}
    filtered = {"doctype": doctype, "filters": theirs}
    assert neighbour.ask("GET", f"{METHODS}frappe.client.get_count", **filtered).value() == 0
    found = neighbour.ask("GET", f"{METHODS}frappe.client.get_value", fieldname="name", **filtered)
    assert not found.value()


def test_a_neighbour_gets_no_file_and_no_print(province: ProvinceAtWork) -> None:
    # Sessions of their own: the refusal of a file is a page, after which a session needs its token.
    neighbour = province.crew.signs_in(province.officers[HIEP_HOA].user)
    owner = province.crew.signs_in(province.officers[SON_DONG].user)

    mine = owner.ask("GET", province.scan)
    assert (mine.status, mine.body) == (200, SCAN)
    assert neighbour.ask("GET", province.scan).status == 403
    assert not neighbour.lists("File", ["name"], attached_to_name=province.waiting)
    for door, said in [
        ("submission_letter_pdf", {"dossier": province.waiting}),
        ("report_pdf", {"report": province.report}),
        ("decision_pdf", {"decision": province.decision}),
    ]:
        path = f"{METHODS}thidua_khenthuong.api.documents.{door}"
        assert neighbour.ask("GET", path, **said).status == 403, door
    assert owner.printed("submission_letter_pdf", dossier=province.waiting)[:5] == b"%PDF-"


def test_a_neighbour_takes_no_step_on_a_dossier(province: ProvinceAtWork) -> None:
    neighbour = province.officers[HIEP_HOA]
    before = province.stored("Award Dossier", province.waiting, "workflow_state", "modified")

    for door, said in [
        ("submit_dossier", {}),
        ("receive_dossier", {}),
        ("return_dossier", {"reason": "x"}),
        ("withdraw_dossier", {"reason": "x"}),
        ("admit_late_dossier", {"note": "x"}),
        ("refuse_late_dossier", {"reason": "x"}),
    ]:
        answer = neighbour.tries(f"dossiers.{door}", dossier=province.waiting, **said)
        assert answer.status == 403, door
    after = province.stored("Award Dossier", province.waiting, "workflow_state", "modified")
    assert after == before


def test_a_neighbours_board_shows_his_own_lines(province: ProvinceAtWork) -> None:
    neighbour = province.officers[HIEP_HOA]
    board = neighbour.looks("campaigns.quota_board", campaign=province.code)

    assert {line["unit_name"] for line in board} == {HIEP_HOA}


def test_a_neighbour_does_not_file_for_another_district(province: ProvinceAtWork) -> None:
    neighbour = province.officers[HIEP_HOA]
    new = {"campaign": province.code, "award_form": PROVINCE_MERIT}
    unit = province.crew.units[SON_DONG]

    assert neighbour.ask("POST", f"{RECORDS}Award Dossier", unit=unit, **new).status == 403
    subject = province.allocation.of(SON_DONG, "BG-Q13").subject()
    into = neighbour.ask("POST", f"{RECORDS}Award Nomination", dossier=province.waiting, **subject)
    assert into.status in (403, 417)
    ((number,),) = province.ground.sql(
        "select count(*) from `tabAward Nomination` where dossier = ? and display_name = ?",
        province.waiting,
        subject["display_name"],
    )
    assert number == 0


def test_a_guest_reaches_nothing(province: ProvinceAtWork) -> None:
    guest = Caller(province.ground.doors, "Guest", "")

    assert guest.ask("GET", province.scan).status == 403
    assert guest.ask("GET", f"{RECORDS}Award Dossier").status == 403
    assert guest.ask("GET", f"{RECORDS}Award Dossier/{province.waiting}").status == 403
    assert guest.tries("dossiers.submit_dossier", dossier=province.waiting).status == 403
    path = f"{METHODS}thidua_khenthuong.api.documents.submission_letter_pdf"
    assert guest.ask("GET", path, dossier=province.waiting).status == 403


# A place that is given up


def test_a_withdrawn_dossiers_place_is_free_for_another(province: ProvinceAtWork) -> None:
    officer = province.officers[SON_DONG]
    unit = province.crew.units[SON_DONG]
    village = province.allocation.of(SON_DONG, "BG-Q12")
    first, taken = files(officer, province.code, unit, province.parts, [village.subject()])
    taken.value()
    second, full = files(officer, province.code, unit, province.parts, [village.subject()])
    assert full.codes == ["QUOTA_EXCEEDED"]

    officer.does("dossiers.withdraw_dossier", dossier=first, reason="Thôn xin rút")

    assert hands_in(officer, second).value()["state"] == "Submitted"
    officer.does("dossiers.withdraw_dossier", dossier=second, reason="Trả lại như trước")


def test_a_place_is_not_taken_by_changing_what_was_handed_in(province: ProvinceAtWork) -> None:
    officer = province.officers[SON_DONG]
    name = target(province, "Award Nomination")
    before = province.stored("Award Nomination", name, "display_name", "subject_kind")

    for values in ({"display_name": name_of("village")}, {"subject_kind": "household"}):
        answer = officer.ask("PUT", f"{RECORDS}Award Nomination/{name}", **values)
        assert answer.codes == ["CONTENT_FROZEN"]
    assert officer.ask("DELETE", f"{RECORDS}Award Nomination/{name}").status in (403, 417)
    assert province.stored("Award Nomination", name, "display_name", "subject_kind") == before
