"""Doors that answer with a printed document."""

from typing import Any

import frappe

from thidua_khenthuong.presentation.documents import PrintedDocument, document_pdf
from thidua_khenthuong.services.permitted import permitted
from thidua_khenthuong.services.prints.decision import printed_decision
from thidua_khenthuong.services.prints.letter import printed_letter
from thidua_khenthuong.services.prints.report import printed_report


@frappe.whitelist(methods=["GET"])
def decision_pdf(decision: str) -> None:
    """The decision with its annex, as PDF."""
    doc = permitted("Award Decision", decision, "print")
    answer_with(doc, printed_decision(doc))


@frappe.whitelist(methods=["GET"])
def submission_letter_pdf(dossier: str) -> None:
    """A dossier's submission letter with its list, as PDF."""
    doc = permitted("Award Dossier", dossier, "print")
    answer_with(doc, printed_letter(doc))


@frappe.whitelist(methods=["GET"])
def report_pdf(report: str) -> None:
    """A summary report, as PDF."""
    doc = permitted("Summary Report", report, "print")
    answer_with(doc, printed_report(doc))


def answer_with(doc: Any, document: PrintedDocument) -> None:
    """Makes the reply a PDF file named after the record."""
    frappe.local.response.filename = f"{doc.name}.pdf"
    frappe.local.response.filecontent = document_pdf(document)
    frappe.local.response.type = "pdf"
