"""Giấy biên nhận hồ sơ: what was handed in, when, and whether it was in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..vietnamese import long_date, long_time
from .recipients import RecipientFamily, count_phrase
from .shared import (
    HeadBlock,
    Letterhead,
    PlaceAndDate,
    PrintedDocument,
    PrintedPart,
    Signature,
    SignatureBlock,
    build_head,
    build_signature,
)


@dataclass(frozen=True)
class ReceivedComponent:
    """`form` is `Bản chính`, `Bản điện tử`…; `copies` of this paper in one set."""

    name: str
    form: str
    copies: int
    note: str | None = None


@dataclass(frozen=True)
class DossierReceiptFacts:
    """`sets` handed in, each holding all `components`; `received_at` in the office's own time."""

    letterhead: Letterhead
    place_and_date: PlaceAndDate
    dossier_code: str
    receiver_office: str
    submitting_unit: str
    campaign_title: str
    award_title: str
    channel: str
    sets: int
    components: tuple[ReceivedComponent, ...]
    recipients_by_family: Mapping[RecipientFamily, int]
    received_at: datetime
    receiver_name: str | None = None
    receiver_title: str = "Người tiếp nhận"
    submitter_name: str | None = None
    deadline: date | datetime | None = None
    is_late: bool = False
    note: str | None = None


@dataclass(frozen=True)
class DossierReceiptPage:
    head: HeadBlock
    lines: tuple[tuple[str, str], ...]
    components: tuple[tuple[str, ...], ...]
    note: str | None
    submitter: SignatureBlock
    receiver: SignatureBlock


def build_dossier_receipt(facts: DossierReceiptFacts) -> PrintedDocument:
    page = DossierReceiptPage(
        head=build_head(facts.letterhead, facts.place_and_date),
        lines=_lines(facts),
        components=tuple(
            (str(ordinal), item.name, item.form, f"{item.copies:02d}", item.note or "")
            for ordinal, item in enumerate(facts.components, start=1)
        ),
        note=facts.note,
        submitter=build_signature(
            Signature("Người nộp hồ sơ", facts.submitter_name, note="(Ký, ghi rõ họ tên)")
        ),
        receiver=build_signature(
            Signature(facts.receiver_title, facts.receiver_name, note="(Ký, ghi rõ họ tên)")
        ),
    )
    return PrintedDocument(
        title=f"Giấy biên nhận hồ sơ {facts.dossier_code}",
        parts=(PrintedPart("dossier_receipt.html", page),),
    )


def _lines(facts: DossierReceiptFacts) -> tuple[tuple[str, str], ...]:
    lines = [
        ("Mã hồ sơ", facts.dossier_code),
        ("Đơn vị nộp", facts.submitting_unit),
        ("Nơi tiếp nhận", facts.receiver_office),
        ("Nội dung", f"Đề nghị tặng {facts.award_title}; {facts.campaign_title}"),
        ("Đối tượng đề nghị", count_phrase(facts.recipients_by_family)),
        ("Hình thức nộp", facts.channel),
        ("Số bộ hồ sơ", f"{facts.sets:02d} bộ"),
        ("Thời điểm tiếp nhận", long_time(facts.received_at)),
    ]
    if facts.deadline is not None:
        lines.append(("Thời hạn nộp", _deadline(facts.deadline)))
        lines.append(("Tình trạng", "Quá thời hạn" if facts.is_late else "Trong thời hạn"))
    return tuple((label, text) for label, text in lines if text)


def _deadline(deadline: date | datetime) -> str:
    if isinstance(deadline, datetime):
        return long_time(deadline)
    return long_date(deadline)
