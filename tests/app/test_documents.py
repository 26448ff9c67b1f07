"""Printed documents come from the same records as everything else."""

from __future__ import annotations

import io
from typing import Any

import frappe
import pdfplumber
import pytest
from builders import SON_DONG

from app.conftest import People
from app.test_dossier_way import collected, issued
from app.test_reports import filed_by
from thidua_khenthuong.api.documents import decision_pdf, report_pdf, submission_letter_pdf

pytestmark = pytest.mark.app


def text_of_reply() -> str:
    """The words of the PDF that lies in the reply, blanks folded."""
    with pdfplumber.open(io.BytesIO(frappe.local.response.filecontent)) as document:
        return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def test_the_decision_names_number_counts_and_everybody(people: People, as_user: Any) -> None:
    decision = issued(people, as_user)
    with as_user(people.clerk):
        decision_pdf(decision.name)
        text = text_of_reply()

    assert "Số: 1234/QĐ-UBND" in text
    assert "ngày 20 tháng 12 năm 2023" in text
    assert "02 tập thể, 01 hộ gia đình, 01 cá nhân" in text.replace(" và ", ", ")
    for row in decision.rows:
        assert row.display_name in text


def test_the_letter_of_the_lead_agency_lists_what_it_collected(
    people: People, as_user: Any
) -> None:
    lead = collected(people, as_user)
    with as_user(people.lead):
        submission_letter_pdf(lead.name)
        text = text_of_reply()

    assert "Số: 245/TTr-SLĐTBXH" in text
    assert "Xã Vân Sơn" in text


def test_a_report_prints_its_headings_and_texts(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Huyện miền núi phía đông")
    with as_user(people.proposer):
        report_pdf(report.name)
        text = text_of_reply()

    assert "Huyện miền núi phía đông" in text
    assert "KHÁI QUÁT ĐẶC ĐIỂM TÌNH HÌNH" in text


def test_a_document_of_another_unit_is_not_printed(people: People, as_user: Any) -> None:
    report = filed_by(people, as_user, people.proposer, SON_DONG, "Một")
    with as_user(people.other_proposer), pytest.raises(frappe.PermissionError):
        report_pdf(report.name)
