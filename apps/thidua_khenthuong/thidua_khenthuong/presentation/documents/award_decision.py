"""Quyết định khen thưởng with its danh sách (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.2).

The authority is the chair's, so the head names the chair and the line above the căn cứ repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..vietnamese import listed, long_date, money, money_in_words
from .recipients import (
    FAMILY_NOUNS,
    BonusKind,
    Column,
    ListedRecipient,
    RecipientFamily,
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
    PlaceAndDate,
    PrintedDocument,
    PrintedPart,
    Signature,
    basis_lines,
    build_foot,
    build_head,
)


@dataclass(frozen=True)
class AwardDecisionFacts:
    """`achievement` states the campaign and the period: it starts the next interval."""

    letterhead: Letterhead
    place_and_date: PlaceAndDate
    authority: str
    award: str
    award_title: str
    bases: tuple[str, ...]
    achievement: str
    recipients: tuple[ListedRecipient, ...]
    executors: tuple[str, ...]
    signature: Signature
    copies_to: tuple[str, ...]
    proposer: str | None = None
    proposal_number: str | None = None
    proposal_date: date | None = None
    fund: str | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Article:
    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class AwardDecisionPage:
    head: HeadBlock
    subject: str
    authority: str
    bases: tuple[str, ...]
    articles: tuple[Article, ...]
    foot: FootBlock


def build_award_decision(facts: AwardDecisionFacts) -> PrintedDocument:
    """ValueError when nobody is rewarded."""
    if not facts.recipients:
        raise ValueError("An award decision rewards at least one recipient")
    subject = facts.subject or f"Về việc tặng {facts.award_title}"
    bodies = [body for body in (_award(facts), _bonus(facts), _execution(facts)) if body]
    articles = tuple(
        Article(f"Điều {place}.", paragraphs) for place, paragraphs in enumerate(bodies, start=1)
    )
    page = AwardDecisionPage(
        head=build_head(facts.letterhead, facts.place_and_date),
        subject=subject,
        authority=facts.authority.upper(),
        bases=basis_lines((*facts.bases, *_proposal(facts))),
        articles=articles,
        foot=build_foot(facts.signature, (f"Như Điều {len(articles)}", *facts.copies_to)),
    )
    return PrintedDocument(
        title=f"Quyết định {subject}",
        parts=(
            PrintedPart("award_decision.html", page),
            PrintedPart("recipient_list.html", _rewarded_list(facts)),
        ),
    )


def _proposal(facts: AwardDecisionFacts) -> tuple[str, ...]:
    if facts.proposer is None:
        return ()
    letter = f" tại Tờ trình số {facts.proposal_number}" if facts.proposal_number else ""
    day = f" {long_date(facts.proposal_date)}" if letter and facts.proposal_date else ""
    return (f"Theo đề nghị của {facts.proposer}{letter}{day}",)


def _award(facts: AwardDecisionFacts) -> tuple[str, ...]:
    counts = count_phrase(count_by_family(facts.recipients))
    return (f"Tặng {facts.award_title} cho {counts} {facts.achievement} (có danh sách kèm theo).",)


def _bonus(facts: AwardDecisionFacts) -> tuple[str, ...]:
    paragraphs = []
    paid = [row for row in facts.recipients if row.bonus_kind is BonusKind.CASH]
    if paid:
        total = sum(row.bonus_amount or 0 for row in paid)
        source = f", trích từ {facts.fund}" if facts.fund else ""
        paragraphs.append(f"Kèm theo {facts.award}, {_bonus_rates(paid)}.")
        paragraphs.append(
            f"Tổng số tiền thưởng là {money(total)} (Bằng chữ: {money_in_words(total)}){source}."
        )
    symbols = [row for row in facts.recipients if row.bonus_kind is BonusKind.SYMBOL]
    if symbols:
        counts = count_phrase(count_by_family(symbols))
        paragraphs.append(f"Tặng biểu trưng kèm theo {facts.award} cho {counts}.")
    return tuple(paragraphs)


def _bonus_rates(paid: Sequence[ListedRecipient]) -> str:
    amounts = {
        family: {row.bonus_amount or 0 for row in paid if row.family is family}
        for family in RecipientFamily
    }
    if any(len(values) > 1 for values in amounts.values()):
        return "mức tiền thưởng ghi tại danh sách"
    return listed(
        [
            f"mỗi {FAMILY_NOUNS[family]} được thưởng {money(values.pop())}"
            for family, values in amounts.items()
            if values
        ]
    )


def _execution(facts: AwardDecisionFacts) -> tuple[str, ...]:
    families = family_phrase(count_by_family(facts.recipients))
    bodies = listed((*facts.executors, f"các {families} có tên tại Điều 1"))
    return (
        "Quyết định này có hiệu lực kể từ ngày ký.",
        f"{bodies[0].upper()}{bodies[1:]} chịu trách nhiệm thi hành Quyết định này./.",
    )


def _rewarded_list(facts: AwardDecisionFacts) -> RecipientListPage:
    counts = count_by_family(facts.recipients)
    families = family_phrase(counts)
    numbered = facts.letterhead.numbered("số")
    columns = [
        (Column("Tên tập thể, chủ hộ, họ và tên", "name"), "printed_name"),
        (Column("Chức vụ, đơn vị, địa chỉ", "place"), "printed_place"),
    ]
    if any(row.bonus_kind is not BonusKind.NONE for row in facts.recipients):
        columns.append((Column("Tiền thưởng (đồng)", "amount"), "printed_bonus"))
    columns.append((Column("Ghi chú", "note"), "note"))
    return RecipientListPage(
        name=f"{families[0].upper()}{families[1:]} được tặng {facts.award_title}",
        note=f"(Kèm theo Quyết định {numbered} {facts.place_and_date.date_text} "
        f"của {facts.authority})",
        columns=(Column("STT", "ordinal"), *(column for column, _ in columns)),
        groups=build_groups(facts.recipients, [attribute for _, attribute in columns]),
        total=f"Danh sách có {count_phrase(counts)}./.",
    )
