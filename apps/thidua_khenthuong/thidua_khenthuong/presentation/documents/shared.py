"""What every official document has: head, place and date, signature, Nơi nhận.

Facts are what a caller knows; the `…Block` classes are what a template prints, word for word.
Layout and wording after Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..vietnamese import BLANK, written_date

# Capitals in bold 13 pt that the left column of the head holds.
LONGEST_LINE_OF_HEAD = 24
_FOLDS = re.compile(r"(?<=-) | (?=(?:TỈNH|HUYỆN|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG) )")


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True)
class PrintedPart:
    """One run of pages with its own page numbers; `content` is the view model of `template`."""

    template: str
    content: object
    orientation: Orientation = Orientation.PORTRAIT


@dataclass(frozen=True)
class PrintedDocument:
    """A document ready to print; the parts after the first are its annexes."""

    title: str
    parts: tuple[PrintedPart, ...]


@dataclass(frozen=True)
class Letterhead:
    """Names in any case; a line break in a name is kept. `number` None prints a blank."""

    issuer: str
    symbol: str
    parent: str | None = None
    number: str | int | None = None

    def numbered(self, word: str) -> str:
        """`Số: 05/QĐ-UBND`; before the clerk has given a number, `Số:      /QĐ-UBND`."""
        if self.number is None or self.number == "":
            return f"{word}{BLANK}/{self.symbol}"
        number = f"{self.number:02d}" if isinstance(self.number, int) else self.number
        return f"{word} {number}/{self.symbol}"


@dataclass(frozen=True)
class PlaceAndDate:
    """Where and when; what is None stays blank."""

    place: str | None
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def on(cls, place: str | None, day: date) -> PlaceAndDate:
        return cls(place, day.year, day.month, day.day)

    @property
    def date_text(self) -> str:
        return written_date(self.year, self.month, self.day)


class Authority(StrEnum):
    """Quyền hạn of the signer; the value is what is printed before it."""

    OWN = ""
    TM = "TM."
    Q = "Q."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."


@dataclass(frozen=True)
class Signature:
    """`on_behalf_of` follows the authority: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`."""

    title: str | None
    name: str | None = None
    authority: Authority = Authority.OWN
    on_behalf_of: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if (self.authority is Authority.OWN) != (self.on_behalf_of is None):
            raise ValueError("An authority and the one acted for are given together")

    @classmethod
    def of_prefix(cls, prefix: str | None, title: str | None, name: str | None) -> Signature:
        """From a stored line such as `TM. ỦY BAN NHÂN DÂN`; ValueError for another prefix."""
        word, _, acted_for = (prefix or "").strip().partition(" ")
        return cls(title, name, Authority(word), acted_for.strip() or None)


@dataclass(frozen=True)
class HeadBlock:
    parent_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    number: str
    place_and_date: str


@dataclass(frozen=True)
class SignatureBlock:
    title_lines: tuple[str, ...]
    note: str | None
    name: str | None


@dataclass(frozen=True)
class FootBlock:
    copies_to: tuple[str, ...]
    signature: SignatureBlock


def build_head(letterhead: Letterhead, place_and_date: PlaceAndDate) -> HeadBlock:
    return HeadBlock(
        parent_lines=_capital_lines(letterhead.parent),
        issuer_lines=_capital_lines(letterhead.issuer),
        number=letterhead.numbered("Số:"),
        place_and_date=f"{place_and_date.place or '.....'}, {place_and_date.date_text}",
    )


def build_foot(signature: Signature, copies_to: tuple[str, ...]) -> FootBlock:
    return FootBlock(recipient_lines(copies_to), build_signature(signature))


def build_signature(signature: Signature) -> SignatureBlock:
    authority_line = f"{signature.authority} {signature.on_behalf_of}"
    lines = _capital_lines(authority_line) if signature.authority else ()
    return SignatureBlock(
        title_lines=lines + _capital_lines(signature.title),
        note=signature.note,
        name=signature.name,
    )


def recipient_lines(copies_to: tuple[str, ...]) -> tuple[str, ...]:
    """`- Như trên;` … `- Lưu: VT, NC.`: dash before, semicolon between, full stop at the end."""
    bare = [line.strip().removeprefix("-").strip().rstrip(";.") for line in copies_to]
    return tuple(
        f"- {line}{'.' if position == len(bare) else ';'}"
        for position, line in enumerate(bare, start=1)
    )


def basis_lines(bases: tuple[str, ...]) -> tuple[str, ...]:
    """The căn cứ, each ended by `;`, the last by `.`."""
    bare = [basis.strip().rstrip(";.,") for basis in bases]
    return tuple(
        f"{line}{'.' if position == len(bare) else ';'}"
        for position, line in enumerate(bare, start=1)
    )


def composed(text: str) -> str:
    """NFC, which fonts and readers of the PDF meet with one glyph a letter."""
    return unicodedata.normalize("NFC", text)


def _capital_lines(text: str | None) -> tuple[str, ...]:
    if not text:
        return ()
    lines = [line.strip() for line in composed(text).upper().splitlines() if line.strip()]
    return tuple(part for line in lines for part in _folded(line))


def _folded(line: str) -> tuple[str, ...]:
    """A name too long for its column breaks after a dash or before `TỈNH …`, where sense does."""
    folds = [fold.start() for fold in _FOLDS.finditer(line) if len(line) > LONGEST_LINE_OF_HEAD]
    if not folds:
        return (line,)
    best = min(folds, key=lambda place: max(place, len(line) - place - 1))
    return (line[:best], line[best + 1 :])
