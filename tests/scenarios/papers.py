"""What a printed document says."""

from __future__ import annotations

import io

import pdfplumber


def words_of(pdf: bytes) -> str:
    """All words of a PDF in reading order, blanks folded."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def cells_of(pdf: bytes) -> list[list[str]]:
    """The rows of all tables of a PDF, blanks folded; a row of a table that goes on is one row."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [
            [" ".join((cell or "").split()) for cell in row]
            for page in document.pages
            for table in page.extract_tables()
            for row in table
        ]
