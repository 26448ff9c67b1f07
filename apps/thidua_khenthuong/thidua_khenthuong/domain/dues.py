"""Deadlines, submission windows and channels: how a moment stands to what the plan says."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from .findings import Finding, FindingCode, reject, warn
from .plan import CampaignPlan
from .plan_rules import (
    Deadline,
)
from .request import ProposalRequest
from .vocabulary import DueComparator, Item

LOCAL_OFFSET = timedelta(hours=7)
"""Asia/Ho_Chi_Minh; the offset has not changed since 1975."""


class DueStatus(StrEnum):
    """`boundary`: on the very day of "trước ngày X"; `undated`: the plan gives no date."""

    ON_TIME = "on_time"
    BOUNDARY = "boundary"
    LATE = "late"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    UNDATED = "undated"


def local_time(moment: datetime) -> datetime:
    """The moment as local time without an offset; one without an offset is local already."""
    offset = moment.utcoffset()
    if offset is None:
        return moment
    return (moment - offset + LOCAL_OFFSET).replace(tzinfo=None)


def due_day(deadline: Deadline, moment: datetime) -> date | None:
    """The day that counts for this moment: the printed one, or that of the moment's year."""
    if deadline.recurrence is None:
        return deadline.due_on
    first, last = deadline.recurrence.first_year, deadline.recurrence.last_year
    year = max(moment.year, first or moment.year)
    year = min(year, last or year)
    return date(year, deadline.recurrence.month, deadline.recurrence.day)


def due_status(deadline: Deadline, moment: datetime) -> DueStatus:
    """How `moment` stands to the deadline.

    `before` X: the last safe day is X-1, X itself is the boundary. `by` X: X is in time. `within`:
    from the first instant of the first day to the last instant of the last.
    """
    at = local_time(moment)
    if deadline.comparator is DueComparator.WITHIN:
        return window_status(deadline, at)
    due = due_day(deadline, at)
    if due is None:
        return DueStatus.UNDATED
    if deadline.comparator is DueComparator.BEFORE and at.date() == due:
        return DueStatus.BOUNDARY
    in_time = at.date() < due or (deadline.comparator is DueComparator.BY and at.date() == due)
    return DueStatus.ON_TIME if in_time else DueStatus.LATE


def window_status(deadline: Deadline, at: datetime) -> DueStatus:
    if deadline.opens_on is None or deadline.closes_on is None:
        return DueStatus.UNDATED
    if at < datetime.combine(deadline.opens_on, time.min):
        return DueStatus.NOT_OPEN
    closed = at >= datetime.combine(deadline.closes_on + timedelta(days=1), time.min)
    return DueStatus.CLOSED if closed else DueStatus.ON_TIME


def judged_deadlines(
    plan: CampaignPlan, form: str | None, request: ProposalRequest
) -> list[Deadline]:
    """The stated deadline; without one, the submission windows that a dossier meets anyway."""
    if request.facts.deadline is not None:
        deadline = plan.deadline(request.facts.deadline)
        return [deadline] if deadline else []
    if request.facts.item is Item.REPORT:
        return []
    return [
        deadline
        for deadline in plan.deadlines
        if deadline.comparator is DueComparator.WITHIN
        and deadline.item is Item.DOSSIER
        and (form is None or not deadline.award_forms or form in deadline.award_forms)
    ]


STATUS_CODES = {
    DueStatus.BOUNDARY: FindingCode.DEADLINE_BOUNDARY,
    DueStatus.LATE: FindingCode.LATE,
    DueStatus.NOT_OPEN: FindingCode.WINDOW_NOT_OPEN,
    DueStatus.CLOSED: FindingCode.WINDOW_CLOSED,
    DueStatus.UNDATED: FindingCode.RULE_SILENT,
}

REJECTED = (DueStatus.NOT_OPEN, DueStatus.CLOSED)
"""Only a window turns away; what is late otherwise is for an officer to admit or refuse."""


def check_dues(plan: CampaignPlan, form: str | None, request: ProposalRequest) -> Iterator[Finding]:
    """Time and channel of a submission; without `submitted_at` neither is judged."""
    submitted = request.facts.submitted_at
    if submitted is None:
        return
    for deadline in judged_deadlines(plan, form, request):
        status = due_status(deadline, submitted)
        if status in STATUS_CODES:
            finding = reject if status in REJECTED else warn
            yield finding(
                STATUS_CODES[status],
                deadline.source,
                submitted_at=local_time(submitted),
                due_on=due_day(deadline, local_time(submitted)),
                opens_on=deadline.opens_on,
                closes_on=deadline.closes_on,
                matter="thời hạn",
            )
        channel = request.facts.channel
        if channel is not None and deadline.channel is not None and channel != deadline.channel:
            yield reject(
                FindingCode.WRONG_CHANNEL,
                deadline.source,
                channel=channel,
                expected=deadline.channel,
            )
