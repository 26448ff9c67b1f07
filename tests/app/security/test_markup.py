"""Names that are programs for somebody else: a browser, a spreadsheet, a template."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from builders import SON_DONG, a_dossier, a_household, a_village, unit
from scenarios.doors import RECORDS

from app.conftest import People
from app.security.conftest import BesiegedProvince
from thidua_khenthuong.presentation.documents import rendering
from thidua_khenthuong.refusal import refuse_step

pytestmark = pytest.mark.app
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "=cmd|' /C calc'!A0",
    "{{ 7*7 }}{% raw %}",
    "</style><link rel=attachment href=file:///etc/passwd>",
    "<img src=file:///etc/passwd>",
    "\u202eoài T\u202c \u0000x",
]


def raw_markup(html: str) -> list[str]:
    """Markup of the payloads that a browser would follow."""
    wanted = ("<script>alert", "<img src=x", "<img src=file", "<link rel=attachment", "' onmouse")
    return [part for part in wanted if part in html]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_is_text_in_a_print(people: People, as_user: Any, payload: str) -> None:
    from thidua_khenthuong.services.prints.letter import printed_letter  # noqa: PLC0415

    with as_user(people.proposer):
        dossier = a_dossier(unit(SON_DONG), signer_name=payload, letter_number="1")
        a_household(dossier, f"Nông Văn Tài {payload}")
        a_village(dossier, f"Thôn {payload}")
        document = printed_letter(dossier)
        html = rendering.document_html(document)
        pdf = rendering.document_pdf(document)

    assert not raw_markup(html)
    assert "Tài 49" not in html
    assert pdf.startswith(b"%PDF")
    assert b"EmbeddedFile" not in pdf


def test_a_message_that_quotes_a_name_is_no_markup(site: Any) -> None:
    with pytest.raises(frappe.ValidationError) as told:
        refuse_step("NOT_APPRAISED", subject="<script>alert(1)</script>")

    assert "<script>" not in str(told.value)
    assert "<script>" in frappe.local.response["findings"][0]["message"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_is_text_on_every_page(besieged: BesiegedProvince, payload: str) -> None:
    officer = besieged.officers["Huyện Sơn Động"]
    dossier = officer.creates(
        "Award Dossier",
        campaign=besieged.code,
        award_form="PROVINCE_MERIT",
        unit=besieged.crew.units["Huyện Sơn Động"],
        signer_name=payload,
    )["name"]
    answer = officer.ask(
        "POST",
        f"{RECORDS}Award Nomination",
        dossier=dossier,
        display_name=f"Thôn {payload}",
        subject_kind="village",
        subject_group="d",
        level="village",
    )
    answer.value()
    reader = besieged.crew.signs_in(officer.user)
    for path, words in [
        ("/", {"q": payload}),
        ("/", {}),
        ("/dang-nhap", {"next": payload}),
        (f"/ke-hoach/{payload}", {}),
        (f"/ke-hoach/{besieged.code}", {"q": payload}),
    ]:
        page = reader.ask("GET", path.replace("\u0000", ""), **words)
        assert page.status < 500, (path, page.status)
        assert not raw_markup(page.body.decode(errors="replace")), path


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test", "///evil.test", "/\\evil.test", "\\\\evil.test", "https://evil.test",
        "/\t/evil.test", "/\r\nLocation: //evil.test", "javascript:alert(1)", "", " //evil.test",
    ],
)  # fmt: skip
def test_signing_in_leads_nobody_elsewhere(target: str) -> None:
    from thidua_khenthuong.page_reply import local_path  # noqa: PLC0415

    assert local_path(target) == "/"


def test_signing_in_leads_to_where_one_wanted_to_go() -> None:
    from thidua_khenthuong.page_reply import local_path  # noqa: PLC0415

    assert local_path("/ke-hoach/BG-2023?q=xã") == "/ke-hoach/BG-2023?q=xã"
