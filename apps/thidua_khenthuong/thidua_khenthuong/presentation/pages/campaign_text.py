"""A plan's text as a readable document: clauses as printed, each with what the rules read in it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import QuotaRow
from thidua_khenthuong.domain.plan_text import Clause, LegalBasis, LegalBasisRole
from thidua_khenthuong.domain.vocabulary import CountKind
from thidua_khenthuong.presentation.pages.dates import day_in_words, selected_units, span
from thidua_khenthuong.presentation.vietnamese import listed, short_date
from thidua_khenthuong.queries.text_keys import search_key

PREAMBLE = "preamble"
PART_STARTS = (
    ("Mở đầu", PREAMBLE),
    ("Nơi nhận của báo cáo", "outline"),
    ("Nơi nhận", "recipients"),
    ("Ký báo cáo", "outline"),
    ("Ký", "signature"),
    ("Đầu mẫu báo cáo", "outline"),
    ("Đề cương", "outline"),
)
"""How the citations of the parts around a plan's sections begin; the longer words first."""

BODY = "body"
LABEL_DEPTHS = {"-": 4, "+": 5, "*": 5}
PERIODS = {
    "campaign": "Thời gian phong trào",
    "recognition": "Thời gian tính thành tích",
    "review": "Thời gian sơ kết, tổng kết",
    "direction": "Thời gian chỉ đạo",
}


@dataclass(frozen=True)
class ClauseNote:
    """What the rules read in a clause. `kind` groups notes of one colour."""

    kind: str
    text: str


@dataclass(frozen=True)
class ClauseBlock:
    """One printed line. `depth`: 1 for I., 2 for 1., 3 for a), 4 for -, 5 for +, 0 for no mark.

    `is_heading`: the line is a title with lines below it.
    """

    label: str
    text: str
    source: str
    anchor: str
    depth: int
    is_heading: bool
    raw: str | None
    correction: str | None
    notes: tuple[ClauseNote, ...]


@dataclass(frozen=True)
class TextPart:
    """A stretch of the document: head, title, preamble, body, recipients, signature or outline."""

    kind: str
    blocks: tuple[ClauseBlock, ...]


def text_parts(plan: CampaignPlan, moment: datetime) -> tuple[TextPart, ...]:
    """The plan's text in the order and wording in which it is printed."""
    notes = notes_by_clause(plan, moment)
    blocks = [
        (part, clause_block(place, clause, following, notes))
        for place, (part, clause, following) in enumerate(
            zip(parts_of(plan), plan.clauses, (*plan.clauses[1:], None), strict=True)
        )
    ]
    return tuple(
        TextPart(kind, tuple(block for _, block in own))
        for kind, own in groupby(blocks, key=lambda pair: pair[0])
    )


def parts_of(plan: CampaignPlan) -> list[str]:
    """Which part of the document each clause belongs to."""
    parts = [part_of(clause.source) for clause in plan.clauses]
    opening = [place for place, part in enumerate(parts) if part == PREAMBLE]
    titles = [place for place in opening if is_title(plan.clauses[place].text, plan.title)]
    if titles:
        for place in opening:
            if place < titles[0]:
                parts[place] = "head"
            elif place <= titles[-1]:
                parts[place] = "title"
    return parts


def part_of(source: str) -> str:
    return next((part for start, part in PART_STARTS if source.startswith(start)), BODY)


def is_title(text: str, title: str) -> bool:
    """Whether a line is the kind of document in capitals, or a line of its title."""
    return text.isupper() or search_key(text) in search_key(title)


def clause_block(
    place: int, clause: Clause, following: Clause | None, notes: dict[str, list[ClauseNote]]
) -> ClauseBlock:
    depth = depth_of(clause.label)
    has_more = following is not None and following.source.startswith(
        (f"{clause.source} ", f"{clause.source}.")
    )
    return ClauseBlock(
        label=clause.label,
        text=clause.text,
        source=clause.source,
        anchor=f"dieu-khoan-{place + 1}",
        depth=depth,
        is_heading=depth == 1 or (depth == 2 and has_more),
        raw=clause.raw,
        correction=clause.correction,
        notes=tuple(notes.get(clause.source, ())),
    )


def depth_of(label: str) -> int:
    """How deep a printed mark stands."""
    if label in LABEL_DEPTHS:
        return LABEL_DEPTHS[label]
    mark = label.rstrip(".)")
    if not mark:
        return 0
    if label.endswith(")"):
        return 3
    return 1 if mark.isalpha() and mark.isupper() else 2


def notes_by_clause(plan: CampaignPlan, moment: datetime) -> dict[str, list[ClauseNote]]:
    """What the records of the campaign cite each clause for."""
    notes: dict[str, list[ClauseNote]] = defaultdict(list)
    for sources, note in all_notes(plan, moment):
        for source in sources.split("; "):
            notes[source].append(note)
    return notes


def all_notes(plan: CampaignPlan, moment: datetime) -> Iterator[tuple[str, ClauseNote]]:
    for basis in plan.legal_bases:
        yield basis.source, ClauseNote("basis", basis_note(basis))
    for period in plan.periods:
        days = span(period.starts_on, period.ends_on)
        yield period.source, ClauseNote("period", f"{PERIODS[period.kind]}: {days}")
    for group in plan.groups:
        yield group.source, ClauseNote("group", f"Nhóm {group.letter}: {group.title}")
    for row in plan.quotas:
        yield from quota_notes(row)
    for step in plan.deadlines:
        text = f"Hạn của {selected_units(step.senders)}: {day_in_words(step, moment)}"
        yield step.source, ClauseNote("deadline", text)
    for task in plan.assignments:
        word = "Đề nghị" if task.by_request else "Giao"
        yield task.source, ClauseNote("assignment", f"{word}: {listed(task.bodies)}")


def basis_note(basis: LegalBasis) -> str:
    word = "Căn cứ" if basis.role is LegalBasisRole.BASIS else "Viện dẫn"
    day = f", {short_date(basis.issued_on)}" if basis.issued_on else ""
    return f"{word}: {basis.kind} {basis.number or '(không ghi số)'}{day}"


def quota_notes(row: QuotaRow) -> Iterator[tuple[str, ClauseNote]]:
    others = f"; phối hợp với {listed(row.coordinates_with)}" if row.coordinates_with else ""
    yield row.source, ClauseNote("quota", f"Chỉ tiêu “{row.label}”: {quota_number(row)}{others}")
    for exception in row.exceptions:
        text = f"Riêng {selected_units(exception.units)}: {exception.number}"
        yield exception.source, ClauseNote("quota", text)


def quota_number(row: QuotaRow) -> str:
    """The number of a row as the plan gives it; words where it gives none."""
    if row.count.kind is CountKind.FREE:
        return "thủ trưởng đơn vị tự quyết định số lượng"
    if row.count.number is None:
        return "chưa có số"
    parts = ", ".join(f"{part.number} {part.label}" for part in row.parts)
    return f"{row.count.number} ({parts})" if parts else str(row.count.number)
