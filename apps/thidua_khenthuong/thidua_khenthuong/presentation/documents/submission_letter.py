"""Tờ trình đề nghị khen thưởng with its danh sách."""

from __future__ import annotations

from dataclasses import dataclass

from .recipients import (
    Column,
    ListedRecipient,
    RecipientListPage,
    build_groups,
    count_by_family,
    count_phrase,
    family_phrase,
)
from .shared import (
    FootBlock,
    HeadBlock,
    Letterhead,
    Orientation,
    PlaceAndDate,
    PrintedDocument,
    PrintedPart,
    Signature,
    basis_lines,
    build_foot,
    build_head,
)


@dataclass(frozen=True)
class SubmissionLetterFacts:
    """`achievement` continues the sentence `… cho N tập thể`: `đã có thành tích … trong …`."""

    letterhead: Letterhead
    place_and_date: PlaceAndDate
    subject: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    proposer: str
    request_to: str
    award_title: str
    achievement: str
    recipients: tuple[ListedRecipient, ...]
    signature: Signature
    copies_to: tuple[str, ...]
    statements: tuple[str, ...] = ()
    enclosures: str = "(Có biên bản, danh sách, báo cáo thành tích kèm theo)"


@dataclass(frozen=True)
class SubmissionLetterPage:
    head: HeadBlock
    subject: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    paragraphs: tuple[str, ...]
    closing: str
    foot: FootBlock


def build_submission_letter(facts: SubmissionLetterFacts) -> PrintedDocument:
    """ValueError when nobody is proposed: such a letter says nothing."""
    if not facts.recipients:
        raise ValueError("A submission letter proposes at least one recipient")
    letter = SubmissionLetterPage(
        head=build_head(facts.letterhead, facts.place_and_date),
        subject=facts.subject,
        addressees=facts.addressees,
        bases=basis_lines(facts.bases),
        paragraphs=(_request(facts), *facts.statements, facts.enclosures),
        closing=f"{facts.proposer} kính trình {facts.request_to} xem xét, quyết định./.",
        foot=build_foot(facts.signature, ("Như trên", *facts.copies_to)),
    )
    return PrintedDocument(
        title=f"Tờ trình {facts.subject}",
        parts=(
            PrintedPart("submission_letter.html", letter),
            PrintedPart("recipient_list.html", _proposed_list(facts), Orientation.LANDSCAPE),
        ),
    )


def _request(facts: SubmissionLetterFacts) -> str:
    counts = count_phrase(count_by_family(facts.recipients))
    return (
        f"{facts.proposer} trình {facts.request_to} xem xét, tặng {facts.award_title} "
        f"cho {counts} {facts.achievement}."
    )


def _proposed_list(facts: SubmissionLetterFacts) -> RecipientListPage:
    counts = count_by_family(facts.recipients)
    families = family_phrase(counts)
    numbered = facts.letterhead.numbered("số")
    return RecipientListPage(
        name=f"{families[0].upper()}{families[1:]} đề nghị tặng {facts.award_title}",
        note=f"(Kèm theo Tờ trình {numbered} {facts.place_and_date.date_text} "
        f"của {facts.proposer})",
        columns=(
            Column("STT", "ordinal"),
            Column("Tên tập thể, chủ hộ, họ và tên", "name"),
            Column("Năm sinh", "year"),
            Column("Chức vụ, đơn vị, địa chỉ", "place"),
            Column("Tóm tắt thành tích", "achievement"),
            Column("Hình thức đề nghị", "award"),
            Column("Tiêu chí", "criterion"),
            Column("Ghi chú", "note"),
        ),
        groups=build_groups(
            facts.recipients,
            (
                "printed_name",
                "birth_year",
                "printed_place",
                "achievement",
                "award",
                "criterion",
                "note",
            ),
        ),
        total=f"Danh sách có {count_phrase(counts)}./.",
    )
