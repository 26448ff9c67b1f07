"""The same facts give the same file, whatever was printed before and in whatever process."""

from __future__ import annotations

import hashlib
import io
import logging
import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from thidua_khenthuong.presentation.documents import (
    build_award_decision,
    build_dossier_receipt,
    build_submission_letter,
    document_html,
    document_pdf,
)
from thidua_khenthuong.presentation.pdf import render_pdf

from .measuring import read_pages
from .samples import decision_facts, letter_facts, receipt_facts

_TESTS = Path(__file__).resolve().parents[1]
_PRINT_IN_A_NEW_PROCESS = """
import hashlib
from prints.samples import decision_facts
from thidua_khenthuong.presentation.documents import build_award_decision, document_pdf
print(hashlib.sha256(document_pdf(build_award_decision(decision_facts()))).hexdigest())
"""


def test_same_facts_give_the_same_bytes_after_other_prints() -> None:
    first = document_pdf(build_award_decision(decision_facts()))
    document_pdf(build_submission_letter(letter_facts()))
    document_pdf(build_dossier_receipt(receipt_facts()))

    assert document_pdf(build_award_decision(decision_facts())) == first


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_facts_give_the_same_bytes_in_another_process(seed: str) -> None:
    here = hashlib.sha256(document_pdf(build_award_decision(decision_facts()))).hexdigest()
    paths = os.pathsep.join([str(_TESTS), *filter(None, sys.path)])

    answer = subprocess.run(
        [sys.executable, "-c", _PRINT_IN_A_NEW_PROCESS],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert answer.stdout.strip() == here


def test_forked_process_prints_the_same_and_leaves_its_parents_fonts_alone() -> None:
    facts = receipt_facts()
    before = document_pdf(build_dossier_receipt(facts))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        inside = pool.apply(_printed_receipt)

    assert inside == before
    assert document_pdf(build_dossier_receipt(facts)) == before


def _printed_receipt() -> bytes:
    return document_pdf(build_dossier_receipt(receipt_facts()))


def test_another_date_gives_other_bytes() -> None:
    facts = receipt_facts()
    late = receipt_facts(received_at=facts.received_at.replace(minute=6))

    assert document_pdf(build_dossier_receipt(facts)) != document_pdf(build_dossier_receipt(late))


def test_file_declares_the_archive_variant_its_language_and_its_title() -> None:
    pdf = document_pdf(build_dossier_receipt(receipt_facts()))

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        catalogue = document.doc.catalog
        metadata = resolve1(catalogue["Metadata"]).get_data().decode()
        intents = [resolve1(intent) for intent in resolve1(catalogue["OutputIntents"])]
        title = document.metadata["Title"]
    assert title == "Giấy biên nhận hồ sơ HS-2023-00017"
    assert bytes(catalogue["Lang"]) == b"vi"
    assert [intent["S"].name for intent in intents] == ["GTS_PDFA1"]
    assert re.findall(r"pdfaid:(part|conformance)(?:=\"|>)(\w)", metadata) == [
        ("part", "3"),
        ("conformance", "B"),
    ]


def test_names_are_printed_as_text_and_never_as_markup() -> None:
    facts = receipt_facts(submitting_unit="<b>Công ty A & B</b> {{ 7 * 7 }}")

    [page] = read_pages(document_pdf(build_dossier_receipt(facts)))

    assert "<b>Công ty A & B</b> {{ 7 * 7 }}" in page.texts()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/seal.png", "file:///etc/hostname"])
def test_nothing_is_loaded_into_a_print(
    address: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("weasyprint"), "propagate", True)
    opened: list[str] = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda *given, **more: opened.append(str(given))
    )

    pdf = render_pdf(f'<div class="part">Trước<img src="{address}">sau</div>')

    assert opened == []
    assert [record.levelname for record in caplog.records if address in record.message] == ["ERROR"]
    assert "".join(read_pages(pdf)[0].texts()) == "Trướcsau"


def test_page_for_a_browser_holds_all_parts_and_its_styles() -> None:
    page = document_html(build_award_decision(decision_facts()))

    assert page.count('<section class="part') == 2
    assert page.count("/assets/thidua_khenthuong/fonts/LiberationSerif-") == 4
    assert "<link" not in page
    assert "<script" not in page
