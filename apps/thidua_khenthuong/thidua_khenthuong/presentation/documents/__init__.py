"""Printed documents: facts in, a view model between, HTML or PDF out. No question to a database."""

from .award_decision import AwardDecisionFacts, build_award_decision
from .campaign_report import (
    CampaignReportFacts,
    FiguresTable,
    ReportCoverage,
    ReportSection,
    UnitContribution,
    build_campaign_report,
)
from .dossier_receipt import DossierReceiptFacts, ReceivedComponent, build_dossier_receipt
from .recipients import (
    BonusKind,
    Gender,
    ListedRecipient,
    RecipientFamily,
    in_printed_order,
)
from .rendering import document_html, document_pdf
from .shared import Authority, Letterhead, PlaceAndDate, PrintedDocument, Signature
from .submission_letter import SubmissionLetterFacts, build_submission_letter

__all__ = [
    "Authority",
    "AwardDecisionFacts",
    "BonusKind",
    "CampaignReportFacts",
    "DossierReceiptFacts",
    "FiguresTable",
    "Gender",
    "Letterhead",
    "ListedRecipient",
    "PlaceAndDate",
    "PrintedDocument",
    "ReceivedComponent",
    "RecipientFamily",
    "ReportCoverage",
    "ReportSection",
    "Signature",
    "SubmissionLetterFacts",
    "UnitContribution",
    "build_award_decision",
    "build_campaign_report",
    "build_dossier_receipt",
    "build_submission_letter",
    "document_html",
    "document_pdf",
    "in_printed_order",
]
