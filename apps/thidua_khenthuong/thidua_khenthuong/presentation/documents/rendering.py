"""From a view model to HTML and PDF. The templates see the view model and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..pdf import STYLESHEET, font_faces, render_pdf
from .shared import PrintedDocument, PrintedPart

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
_FONT_ADDRESS = "/assets/thidua_khenthuong/fonts"


def document_html(document: PrintedDocument) -> str:
    """One whole HTML page with all parts, its styles inside, for a browser."""
    styles = f"{font_faces(_FONT_ADDRESS)}\n{STYLESHEET.read_text('utf-8')}"
    return _page(document.title, document.parts, styles)


def document_pdf(document: PrintedDocument) -> bytes:
    """PDF/A-3b; the same view model gives the same bytes."""
    return render_pdf([_page(document.title, (part,), "") for part in document.parts])


def _page(title: str, parts: tuple[PrintedPart, ...], styles: str) -> str:
    return _templates().get_template("page.html").render(title=title, parts=parts, styles=styles)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
