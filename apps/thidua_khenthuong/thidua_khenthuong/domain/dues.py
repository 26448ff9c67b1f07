"""Deadlines, submission windows and channels: how a moment stands to what the plan says."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from .context import ProposalContext
from .due_dates import NO_FACTS, DueDate, DueFacts, due_date
from .findings import Finding, FindingCode, inform, reject, warn
from .plan import CampaignPlan
from .plan_rules import (
    Deadline,
)
from .request import ProposalRequest
from .vocabulary import DueComparator, Item

LOCAL_OFFSET = timedelta(hours=7)
"""Asia/Ho_Chi_Minh; the offset has not changed since 1975."""


class DueStatus(StrEnum):
    """`boundary`: on the very day of "trước ngày X"; `undated`: the plan gives no date.

    `uncounted`: a year of the working calendar is missing, so that the day is not known.
    """

    ON_TIME = "on_time"
    BOUNDARY = "boundary"
    LATE = "late"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    UNDATED = "undated"
    UNCOUNTED = "uncounted"


def local_time(moment: datetime) -> datetime:
    """The moment as local time without an offset; one without an offset is local already."""
    offset = moment.utcoffset()
    if offset is None:
        return moment
    return (moment - offset + LOCAL_OFFSET).replace(tzinfo=None)


def due_day(deadline: Deadline, moment: datetime, facts: DueFacts = NO_FACTS) -> date | None:
    """The plan's day for this moment: printed, of the moment's year, or counted."""
    return due_date(deadline, moment, facts).day


def due_status(deadline: Deadline, moment: datetime, facts: DueFacts = NO_FACTS) -> DueStatus:
    """How `moment` stands to the deadline.

    `before` X: the last safe day is X-1, X itself is the boundary. `by` X: X is in time. `within`:
    from the first instant of the first day to the last instant of the last. An extension is in time
    up to its own instant, and what is after it is late (a window: closed).
    """
    at = local_time(moment)
    due = due_date(deadline, at, facts)
    status = plain_status(deadline, at, due)
    if due.extension is None or status in (DueStatus.ON_TIME, DueStatus.NOT_OPEN):
        return status
    if at <= due.extension.until:
        return DueStatus.ON_TIME
    return status if status is DueStatus.CLOSED else DueStatus.LATE


def plain_status(deadline: Deadline, at: datetime, due_on: DueDate) -> DueStatus:
    """How `at` stands to the plan's own day."""
    if deadline.comparator is DueComparator.WITHIN:
        return window_status(deadline, at)
    due = due_on.day
    if due is None:
        missing = due_on.counted is not None and due_on.counted.missing_year is not None
        return DueStatus.UNCOUNTED if missing else DueStatus.UNDATED
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
    DueStatus.UNCOUNTED: FindingCode.CALENDAR_MISSING,
}

REJECTED = (DueStatus.NOT_OPEN, DueStatus.CLOSED)
"""Only a window turns away; what is late otherwise is for an officer to admit or refuse."""


def check_dues(
    plan: CampaignPlan, form: str | None, request: ProposalRequest, context: ProposalContext
) -> Iterator[Finding]:
    """Time and channel of a submission; without `submitted_at` neither is judged."""
    submitted = request.facts.submitted_at
    if submitted is None:
        return
    facts = DueFacts(context.reference.calendars, context.extensions, request.facts.report_year)
    for deadline in judged_deadlines(plan, form, request):
        yield from check_time(deadline, local_time(submitted), facts)
        channel = request.facts.channel
        if channel is not None and deadline.channel is not None and channel != deadline.channel:
            yield reject(
                FindingCode.WRONG_CHANNEL,
                deadline.source,
                channel=channel,
                expected=deadline.channel,
            )


def check_time(deadline: Deadline, at: datetime, facts: DueFacts) -> Iterator[Finding]:
    """How the moment stands to one deadline, and how its day came about."""
    due = due_date(deadline, at, facts)
    status = due_status(deadline, at, facts)
    yield from explain_day(deadline, due)
    if status in STATUS_CODES:
        finding = reject if status in REJECTED else warn
        yield finding(
            STATUS_CODES[status],
            deadline.source,
            submitted_at=at,
            due_on=due.extension.until if due.extension else due.day,
            opens_on=deadline.opens_on,
            closes_on=due.extension.until if due.extension else deadline.closes_on,
            matter="thời hạn",
            year=due.counted.missing_year if due.counted else None,
            days=deadline.working_days,
        )
    elif due.extension and plain_status(deadline, at, due) is not DueStatus.ON_TIME:
        yield inform(
            FindingCode.DEADLINE_EXTENDED,
            deadline.source,
            until=due.extension.until,
            document=due.extension.document_number,
            reason=due.extension.reason,
        )


def explain_day(deadline: Deadline, due: DueDate) -> Iterator[Finding]:
    """A day counted in working days is told with its count."""
    if due.counted is not None and due.day is not None:
        yield inform(
            FindingCode.DEADLINE_COUNTED,
            deadline.source,
            due_on=due.day,
            days=deadline.working_days,
            event=deadline.event,
            event_on=deadline.event_on,
            calendar="chưa kiểm chứng" if due.counted.unverified else "đã kiểm chứng",
        )
