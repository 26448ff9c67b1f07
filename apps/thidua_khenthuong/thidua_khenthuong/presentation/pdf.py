"""HTML to PDF: archive variant, shipped fonts only, same pages in → same bytes out.

Runs with WeasyPrint 59, which Frappe 15 pins, and with the present one.
"""

from __future__ import annotations

import hashlib
import os
import threading
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parents[1]
FONTS = _PACKAGE / "public" / "fonts"
STYLESHEET = _PACKAGE / "templates" / "documents" / "document.css"

# A private name: the system may know an older face of the original name that lacks Ơ, Ư and
# all of U+1EA0 to U+1EF9.
FONT_FAMILY = "Thidua Serif"
_VARIANT = "pdf/a-3b"
_FACES = (
    ("LiberationSerif-Regular.ttf", "normal", "normal"),
    ("LiberationSerif-Bold.ttf", "bold", "normal"),
    ("LiberationSerif-Italic.ttf", "normal", "italic"),
    ("LiberationSerif-BoldItalic.ttf", "bold", "italic"),
)


def render_pdf(pages: str | Sequence[str]) -> bytes:
    """PDF/A-3b of one whole HTML page, or of several after each other.

    Each is laid out by itself: its page numbers start at 1, and only its first page has none.
    Nothing is loaded from anywhere: an address in the text, save a `data:` one, stays empty.
    """
    sources = [unicodedata.normalize("NFC", page) for page in _listed(pages)]
    identifier = hashlib.sha256("\0".join(sources).encode()).hexdigest()[:32].encode()
    press = _press(os.getpid())
    with press.lock:
        layouts = [
            press.library.HTML(string=source, url_fetcher=press.fetcher).render(
                stylesheets=[press.stylesheet],
                font_config=press.fonts,
                pdf_variant=_VARIANT,
                pdf_identifier=identifier,
            )
            for source in sources
        ]
        pages_laid_out = [page for layout in layouts for page in layout.pages]
        return _write(layouts[0].copy(pages_laid_out), identifier)


def _write(document: Any, identifier: bytes) -> bytes:
    with warnings.catch_warnings(), _no_time_of_day():
        # The library opens the colour profile that PDF/A asks for and never closes it, and 59
        # builds its file in a way that its own part, pydyf 0.10, calls old.
        warnings.filterwarnings("ignore", "unclosed file .*sRGB", ResourceWarning)
        warnings.filterwarnings("ignore", "PDF objects don", DeprecationWarning)
        written: bytes = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=identifier)
    return written


@contextmanager
def _no_time_of_day() -> Iterator[None]:
    """fontTools writes the present second into every subset of a font, unless told another."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def font_faces(address: str) -> str:
    """The @font-face rules for fonts under `address`, which ends without a slash."""
    return "\n".join(
        f'@font-face {{ font-family: "{FONT_FAMILY}"; font-weight: {weight}; '
        f'font-style: {style}; src: url("{address}/{file}"); }}'
        for file, weight, style in _FACES
    )


@dataclass
class _Press:
    library: Any
    fonts: Any
    stylesheet: Any
    fetcher: Any
    lock: threading.Lock = field(default_factory=threading.Lock)


@cache
def _press(process: int) -> _Press:
    """What all renderings of one process share.

    Per process and never dropped: a child that lets go of the configuration that it inherited
    deletes the parent's folder of fonts.
    """
    library = _library()
    fonts = library.text.fonts.FontConfiguration()
    stylesheet = library.CSS(
        string=f"{font_faces(FONTS.as_uri())}\n{STYLESHEET.read_text('utf-8')}",
        font_config=fonts,
    )
    return _Press(library, fonts, stylesheet, _fetcher(library.urls))


def _library() -> Any:
    """WeasyPrint, imported late because it takes half a second."""
    with warnings.catch_warnings():
        # Says that a library for making subsets of fonts will be needed one day; until then
        # fontTools does it.
        warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
        import weasyprint  # noqa: PLC0415
        import weasyprint.text.fonts  # noqa: PLC0415
    return weasyprint


def _fetcher(urls: Any) -> Any:
    if hasattr(urls, "URLFetcher"):
        return urls.URLFetcher(allowed_protocols=("data",))

    def fetch_embedded(address: str, **options: Any) -> dict[str, Any]:
        if not address.startswith("data:"):
            raise ValueError(f"Not loaded into a print: {address}")
        fetched: dict[str, Any] = urls.default_url_fetcher(address, **options)
        return fetched

    return fetch_embedded


def _listed(pages: str | Sequence[str]) -> Sequence[str]:
    return [pages] if isinstance(pages, str) else pages
