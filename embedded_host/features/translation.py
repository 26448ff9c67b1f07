"""Words in the reader's language, from `translations/<language>.csv` of the host and its apps.

A row is `source,translation[,context]`; a later app's row wins. English is the source.
"""

from __future__ import annotations

import csv
from pathlib import Path

from embedded_host.context import current, is_open
from embedded_host.site import Site

SOURCE_LANGUAGE = "en"


def translate(text: str, lang: str | None = None, context: str | None = None) -> str:
    """`text` in `lang` (the reply's language where none is given)."""
    if not text or not is_open():
        return text
    here = current()
    lang = lang or here.lang
    if lang == SOURCE_LANGUAGE:
        return text
    words = dictionary(here.site, lang)
    known = words.get(f"{text}:{context}") if context else None
    return known or words.get(text) or words.get(text.strip()) or text


def dictionary(site: Site, lang: str) -> dict[str, str]:
    """Every translation into `lang`; a text with a context stands under "text:context"."""
    kept: dict[str, dict[str, str]] = site.cache("translations")
    if lang not in kept:
        words: dict[str, str] = {}
        for language in dict.fromkeys((lang.split("-")[0], lang)):
            for app in site.installed_apps():
                path = site.app_path(app) / "translations" / f"{language}.csv"
                words.update(site.content(path, read_translations) if path.is_file() else {})
        kept[lang] = words
    return kept[lang]


def read_translations(path: Path) -> dict[str, str]:
    """The rows of one file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines) if len(row) >= 2 and row[1]]
    return {row[0] if len(row) < 3 or not row[2] else f"{row[0]}:{row[2]}": row[1] for row in rows}
