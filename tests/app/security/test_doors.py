"""Strangers and guests at every door: refused, and nothing changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scenarios.crew import PASSWORD
from scenarios.doors import METHODS, Answer, Caller
from scenarios.grounds import change_config

from app.security.conftest import BesiegedProvince
from app.security.doors import Door, doors, said_at

pytestmark = [pytest.mark.app, pytest.mark.xdist_group("doors")]
DOORS = doors()
REFUSED = (403, 404, 417)
OPEN_TO_THE_PROVINCE = {
    "api.campaigns.quota_board": "one's own lines of an issued campaign",
    "api.deadlines.overdue": "one's own lines of an issued campaign",
    "api.counting.get_count": "what one may see, which is none of these",
}
"""Doors that answer a stranger of the same province, and with what."""


def test_every_door_is_found() -> None:
    paths = {str(door) for door in DOORS}

    assert len(paths) == len(DOORS) >= 28
    assert {"api.v1.check_proposal", "api.nominees.keep_identity"} <= paths


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_stranger_of_any_role_is_refused_and_changes_nothing(
    besieged: BesiegedProvince, door: Door
) -> None:
    said = said_at(door, besieged)
    with besieged.unchanged(door):
        for name, caller in besieged.strangers.items():
            answer = caller.ask(door.verb, door.address, **said)
            tried = (name, answer.status, answer.body[:400])
            if str(door) in OPEN_TO_THE_PROVINCE and answer.status == 200:
                assert is_about_nobody_else(answer), tried
            else:
                assert answer.status in REFUSED, tried
                assert "Sơn Động" not in json.dumps(answer.json.get("message")), tried


def is_about_nobody_else(answer: Answer) -> bool:
    value = answer.value()
    if isinstance(value, int):
        return value == 0
    texts = json.dumps(value, ensure_ascii=False)
    return "Sơn Động" not in texts and "Hiệp Hòa" not in texts


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_guest_finds_no_door_open(besieged: BesiegedProvince, guest: Caller, door: Door) -> None:
    assert not door.is_for_guests
    with besieged.unchanged(door):
        for verb in ("GET", "POST"):
            answer = guest.ask(verb, door.address, **said_at(door, besieged))
            assert answer.status in (401, 403), (verb, answer.body[:400])


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_what_is_not_there_and_what_is_not_ones_own_are_told_apart_no_more_than_by_frappe(
    besieged: BesiegedProvince, door: Door
) -> None:
    stranger = besieged.strangers["stranger Emulation Officer"]
    said = {
        key: "NONE-2023-99999" if key in ("dossier", "decision", "report", "nominee") else value
        for key, value in said_at(door, besieged).items()
    }
    answer = stranger.ask(door.verb, door.address, **said)

    assert answer.status < 500


@pytest.mark.parametrize("door", [door for door in DOORS if "GET" not in door.verbs], ids=str)
def test_looking_at_a_door_that_writes_does_nothing(besieged: BesiegedProvince, door: Door) -> None:
    with besieged.unchanged(door):
        for caller in (besieged.crew.administrator, besieged.lead, besieged.appraiser):
            assert caller.ask("GET", door.address, **said_at(door, besieged)).status == 403


@pytest.mark.parametrize("door", [door for door in DOORS if "GET" in door.verbs], ids=str)
def test_a_door_that_reads_writes_nothing(besieged: BesiegedProvince, door: Door) -> None:
    with besieged.unchanged(door):
        for caller in (besieged.crew.administrator, besieged.lead, besieged.appraiser):
            assert caller.ask("GET", door.address, **said_at(door, besieged)).status < 500


@pytest.mark.parametrize("door", [door for door in DOORS if "POST" in door.verbs], ids=str)
def test_a_session_that_has_seen_a_page_needs_its_token(
    besieged: BesiegedProvince, door: Door
) -> None:
    caller = besieged.crew.signs_in(besieged.lead.user)
    assert caller.ask("GET", "/").status == 200
    with besieged.unchanged(door):
        answer = besieged.ground.doors.send_form(door.address, caller._cookie, {})

    assert answer.status in (400, 403), answer.body[:300]
    assert b"CSRFTokenError" in answer.body or b"Invalid Request" in answer.body


HOSTILE: dict[str, Any] = {
    "NUL": "DOS\x00-2026-00001",
    "right to left": "\u202eDOS-2026\u202c\u200b",
    "decomposed": "Hội cựu chiến binh xã Vân Sơn".encode().decode() + "\u0300\u0301\u0323",
    "half a pair": "\ud800",
    "a megabyte": "Đ" * 1_000_000,
    "a path": "../../../../etc/passwd",
    "a formula": "=cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "a template": "{{ frappe.session.user }}{% for x in y %}",
    "SQL": "' or 1=1 -- ",
    "nothing": None,
    "a number": 1e308,
    "a flag": True,
    "a list": [[[["x"]]]],
    "an object": {"name": {"$ne": ""}, "__proto__": {"x": 1}},
    "a list of objects": [{"nomination": {"x": []}, "reason": 5}],
}


NEVER_TWICE = ("day", "number", "extended_until", "reason", "note", "declined")
"""Arguments that are looked at once the record is found: tried on no record, so that nothing is
issued, returned or appraised for good.
"""
RECORDS_ASKED_FOR = ("decision", "dossier", "warning", "extension", "deadline", "report")


def made_hostile(door: Door, name: str, value: Any, province: BesiegedProvince) -> dict[str, Any]:
    said = said_at(door, province)
    if name in NEVER_TWICE:
        said.update({key: "none" for key in said if key in RECORDS_ASKED_FOR})
    said[name] = value
    if door.verb == "GET":
        said = {key: str(text)[:5000].replace("\ud800", "?") for key, text in said.items()}
    return said


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_hostile_arguments_get_a_sentence_and_not_a_crash(
    besieged: BesiegedProvince, door: Door
) -> None:
    """Each argument in turn is the hostile one, the others are as they should be."""
    caller = besieged.crew.administrator
    crashed = []
    for kind, value in HOSTILE.items():
        for name in door.arguments:
            answer = caller.ask(
                door.verb, door.address, **made_hostile(door, name, value, besieged)
            )
            if answer.status >= 500:
                crashed.append((name, kind, answer.status, answer.body[-200:]))

    assert not crashed, crashed


@pytest.mark.parametrize("depth", [50, 200, 400, 600, 800, 900, 950, 990, 100_000])
@pytest.mark.parametrize("argument", ["campaign", "nominations", "facts", "unheard_of"])
def test_a_deeply_nested_body_is_refused(
    besieged: BesiegedProvince, argument: str, depth: int
) -> None:
    caller = besieged.crew.administrator
    path = f"{METHODS}thidua_khenthuong.api.v1.check_proposal"
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        deep = opening * depth + "1" + closing * depth
        body = f'{{"campaign": "{besieged.code}", "{argument}": {deep}}}'.encode()
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Cookie": caller._cookie,
        }
        status, _headers, reply = besieged.ground.doors._wire.send("POST", path, headers, body)
        assert 400 <= status < 500, reply[:500]


def test_five_megabytes_of_nominations_are_answered_or_refused(besieged: BesiegedProvince) -> None:
    nominations = [{"subject_kind": "village", "display_name": "Thôn " + "x" * 5000}] * 1000
    answer = besieged.crew.administrator.tries(
        "v1.check_proposal",
        campaign=besieged.code,
        award_form="PROVINCE_MERIT",
        nominating_unit={"name": "Huyện Sơn Động"},
        nominations=nominations,
    )

    assert answer.status < 500, answer.body[:500]


# How often


def test_one_address_asks_for_proposal_checks_as_often_as_the_site_allows(
    besieged: BesiegedProvince,
) -> None:
    change_config(besieged.ground.site.path / "site_config.json", {"proposal_checks_a_minute": 1})
    try:
        caller = besieged.officers["Huyện Sơn Động"]
        statuses = [caller.tries("v1.check_proposal", campaign="?").status for _time in range(3)]
    finally:
        change_config(
            besieged.ground.site.path / "site_config.json", {"proposal_checks_a_minute": 0}
        )

    assert statuses[-1] == 429


def test_whoever_guesses_a_password_waits(besieged: BesiegedProvince) -> None:
    victim = besieged.strangers["stranger no role"].user
    for address in ("/api/method/login", "/dang-nhap"):
        for _time in range(12):
            besieged.ground.doors.send_form(address, "", {"usr": victim, "pwd": "wrong"})
    doors = besieged.ground.doors
    answer = doors.send_form("/api/method/login", "", {"usr": victim, "pwd": PASSWORD})
    page = doors.send_form("/dang-nhap", "", {"usr": victim, "pwd": PASSWORD})

    assert answer.status in (401, 403, 417, 429)
    assert "sid=Guest" in page.headers.get("set-cookie", "sid=Guest")


@pytest.mark.parametrize("path", ["/dang-nhap?usr=Administrator&pwd=admin", "/dang-xuat"])
def test_looking_at_an_address_signs_nobody_in_or_out(
    besieged: BesiegedProvince, path: str
) -> None:
    before = besieged.ground.sql("select user, status from `tabSessions` order by user")
    caller = besieged.crew.signs_in(besieged.lead.user)
    signed_in = besieged.ground.sql("select count(*) from `tabSessions`")
    besieged.ground.doors.send("GET", path, caller._cookie)

    assert besieged.ground.sql("select count(*) from `tabSessions`") == signed_in
    assert len(before) + 1 == signed_in[0][0]
