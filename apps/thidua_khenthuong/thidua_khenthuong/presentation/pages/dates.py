"""Deadlines in few words: which day, how many days are left."""

from dataclasses import dataclass
from datetime import date, datetime

from thidua_khenthuong.domain.dues import DueStatus, due_day, due_status
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Deadline, UnitSelector
from thidua_khenthuong.domain.vocabulary import DueComparator, Item
from thidua_khenthuong.presentation.messages import WORDS
from thidua_khenthuong.presentation.vietnamese import listed, short_date, whole_number

OVER = (DueStatus.LATE, DueStatus.CLOSED, DueStatus.UNDATED)
EVERYBODY = "các cơ quan, đơn vị, địa phương"


@dataclass(frozen=True)
class DeadlineLine:
    """`what` goes to whom, by which `day`, and how today stands to it. `tone`: open, bad, quiet."""

    what: str
    senders: str
    addressees: str
    day: str
    left: str
    tone: str
    source: str
    ends_on: date | None
    is_over: bool


def deadline_lines(plan: CampaignPlan, moment: datetime) -> tuple[DeadlineLine, ...]:
    return tuple(deadline_line(deadline, moment) for deadline in plan.deadlines)


def deadline_line(deadline: Deadline, moment: datetime) -> DeadlineLine:
    left, tone = days_left(deadline, moment)
    return DeadlineLine(
        what="Hồ sơ" if deadline.item is Item.DOSSIER else "Báo cáo",
        senders=selected_units(deadline.senders),
        addressees=listed([addressee.name for addressee in deadline.addressees]),
        day=day_in_words(deadline, moment),
        left=left,
        tone=tone,
        source=deadline.source,
        ends_on=last_day(deadline, moment),
        is_over=due_status(deadline, moment) in OVER,
    )


def selected_units(selector: UnitSelector) -> str:
    """Whom a rule means: names and classes, minus exclusions."""
    chosen = [*selector.names, *(WORDS.get(name, name) for name in selector.classes)]
    left_out = [
        *selector.except_names,
        *(WORDS.get(name, name) for name in selector.except_classes),
    ]
    text = listed(chosen) if chosen else EVERYBODY
    return f"{text} (trừ {listed(left_out)})" if left_out else text


def day_in_words(deadline: Deadline, moment: datetime) -> str:
    """`trước ngày 30/11/2023`, `chậm nhất ngày …`, `từ … đến hết …`, `chưa có ngày`."""
    if deadline.comparator is DueComparator.WITHIN and deadline.opens_on and deadline.closes_on:
        return f"từ {short_date(deadline.opens_on)} đến hết {short_date(deadline.closes_on)}"
    if deadline.working_days is not None:
        return f"trong {deadline.working_days} ngày làm việc kể từ {deadline.event}"
    due = due_day(deadline, moment)
    if due is None:
        return "kế hoạch không ghi ngày"
    word = "trước ngày" if deadline.comparator is DueComparator.BEFORE else "chậm nhất ngày"
    return f"{word} {short_date(due)}"


def days_left(deadline: Deadline, moment: datetime) -> tuple[str, str]:
    """How many days are left to the last safe day, and the colour family."""
    status = due_status(deadline, moment)
    today = moment.date()
    if status is DueStatus.UNDATED:
        return "", "quiet"
    if status is DueStatus.BOUNDARY:
        return "đúng ngày hạn", "bad"
    if status in (DueStatus.LATE, DueStatus.CLOSED):
        return "đã qua", "quiet"
    if status is DueStatus.NOT_OPEN:
        return f"mở sau {days(deadline.opens_on, today)} ngày", "quiet"
    rest = days(last_day(deadline, moment), today)
    if deadline.comparator is DueComparator.BEFORE:
        rest -= 1
    if rest == 0:
        return "hôm nay là ngày cuối", "bad"
    return f"còn {whole_number(rest)} ngày", "bad" if rest <= 3 else "open"


def last_day(deadline: Deadline, moment: datetime) -> date | None:
    if deadline.comparator is DueComparator.WITHIN:
        return deadline.closes_on
    return due_day(deadline, moment)


def days(day: date | None, today: date) -> int:
    return (day - today).days if day else 0


def span(starts_on: date | None, ends_on: date | None) -> str:
    """`01/01/2021 – 31/12/2025`; an open end is "nay"."""
    start = short_date(starts_on) if starts_on else "…"
    return f"{start} – {short_date(ends_on) if ends_on else 'nay'}"
