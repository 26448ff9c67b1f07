"""Heads, signatures and names of bodies as official documents print them."""

from typing import Any

import frappe

from thidua_khenthuong.presentation.documents import Authority, Letterhead, PlaceAndDate, Signature
from thidua_khenthuong.queries.plans import plan_of

UNIT = "Administrative Unit"
SEATS_OF_GOVERNMENT = ("Province", "District", "Commune")
"""Kinds of unit in whose name a people's committee writes."""


def unit_of(name: str) -> Any:
    return frappe.get_cached_doc(UNIT, name)


def in_a_sentence(name: str) -> str:
    """A unit's name inside a sentence: "Huyện Sơn Động" becomes "huyện Sơn Động"."""
    return name[:1].lower() + name[1:]


def issuing_name(unit: Any) -> str:
    """Who writes for the unit: the people's committee of an administrative unit, else the body
    itself.
    """
    if unit.kind in SEATS_OF_GOVERNMENT:
        return f"Ủy ban nhân dân {in_a_sentence(unit.unit_name)}"
    return str(unit.unit_name)


def head_of(unit: Any) -> str:
    """The head of the unit: "Chủ tịch Ủy ban nhân dân huyện Sơn Động", "Giám đốc Sở Nội vụ"."""
    return f"{unit.head_title or 'Thủ trưởng'} {issuing_name(unit)}"


def whole_words(name: str) -> str:
    """A printed name without the abbreviation of the people's committee."""
    return name.replace("UBND", "Ủy ban nhân dân")


def letterhead(unit: Any, kind: str, number: str | None) -> Letterhead:
    """The head of a document that the unit itself writes; `kind` is QĐ, TTr or BC."""
    above = unit.parent_administrative_unit
    return Letterhead(
        issuer=issuing_name(unit),
        symbol=f"{kind}-{unit.document_symbol or ''}".rstrip("-"),
        parent=issuing_name(unit_of(above)) if above else None,
        number=bare_number(number),
    )


def bare_number(number: str | None) -> str | None:
    """The number without the symbol that may have been typed after it."""
    return (number or "").partition("/")[0].strip() or None


def place_and_date(unit: Any, day: Any) -> PlaceAndDate:
    """Where and when; without a day the year, month and day stay blank."""
    if day is None:
        return PlaceAndDate(unit.place_name)
    return PlaceAndDate.on(unit.place_name, frappe.utils.getdate(day))


def signature(title: str | None, name: str | None, prefix: str | None = None) -> Signature:
    """The signature block as stored: "TM. ỦY BAN NHÂN DÂN" and the like before the title."""
    word, _, acted_for = (prefix or "").partition(" ")
    if not word or not acted_for:
        return Signature(title or None, name or None)
    return Signature(title or None, name or None, Authority(word), acted_for)


def file_copies(campaign: str) -> tuple[str, ...]:
    """The plan's own line of copies to be filed ("Lưu: VT, NC"), else the registry's."""
    lines = tuple(row.text for row in plan_of(campaign).recipients if row.is_file_copy)
    return lines or ("Lưu: VT",)


def campaign_words(campaign: str) -> str:
    """The campaign inside a sentence, without the review that its plan announces."""
    title = plan_of(campaign).title
    for opening in ("Sơ kết ", "Tổng kết ", "Phát động "):
        title = title.removeprefix(opening)
    return in_a_sentence(title)


def achievement_words(campaign: str, written: str | None = None) -> str:
    return written or f"đã có thành tích xuất sắc trong {campaign_words(campaign)}"
