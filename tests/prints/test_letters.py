"""Every letter of the language comes out of the shipped face, however it was typed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from thidua_khenthuong.presentation.pdf import FONTS, render_pdf

from .measuring import read_pages

_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_CONSONANTS = "bcdđghklmnpqrstvx"
LOWER = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
LETTERS = LOWER + LOWER.upper() + _CONSONANTS + _CONSONANTS.upper()
OTHER_SIGNS = "0123456789₫%.,;:/-–“”‘’()…+"
FACES = {
    "font-weight: normal": "Thidua-Serif",
    "font-weight: bold": "Thidua-Serif-Bold",
    "font-style: italic": "Thidua-Serif-Italic",
    "font-weight: bold; font-style: italic": "Thidua-Serif-Bold-Italic",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("style", FACES)
def test_every_letter_prints_composed_in_the_shipped_face(style: str, form: str) -> None:
    words = [LETTERS[start : start + 12] for start in range(0, len(LETTERS), 12)]
    typed = unicodedata.normalize(form, "<br>".join((*words, OTHER_SIGNS)))

    [page] = read_pages(render_pdf(f'<div class="part"><span style="{style}">{typed}</span></div>'))

    assert page.texts() == [*words, OTHER_SIGNS]
    assert {face for line in page.lines for face in line.faces} == {FACES[style]}


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.ttf")), ids=lambda file: file.stem)
def test_shipped_font_has_every_letter_and_may_be_embedded(file: Path) -> None:
    font = TTFont(file)

    missing = [sign for sign in LETTERS + OTHER_SIGNS if ord(sign) not in font.getBestCmap()]
    assert missing == []
    assert font["OS/2"].fsType == 0
    assert "2.1.5" in font["name"].getDebugName(5)


def test_licence_of_the_fonts_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_letters_tried_are_72_vowels_in_both_cases_and_34_consonants() -> None:
    assert (len(set(LETTERS)), len(set(LOWER))) == (2 * 72 + 34, 72)
