"""Quota rows of a plan against what a unit proposes: findings, what is left, the quota board."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .findings import (
    Finding,
    FindingCode,
    PoolUse,
    Verdict,
    inform,
    reject,
    verdict_of,
    warn,
)
from .names import KnownUnit, ResolvedUnit, is_named, resolve_unit, selects
from .plan import CampaignPlan
from .plan_rules import (
    QuotaRow,
)
from .quota import Allocation, Demand, Place, Row, allocate
from .request import Nomination
from .subjects import Fit, Match, match_subject
from .vocabulary import CountKind

NUMBERLESS = (CountKind.UNSPECIFIED, CountKind.FREE)


@dataclass(frozen=True)
class Filing:
    """A nomination to be placed; `path` null: it holds its places already."""

    nomination: Nomination
    path: str | None


@dataclass(frozen=True)
class Chances:
    """The places that a filing takes for certain, and those that depend on what is not stated."""

    certain: tuple[int, ...]
    unclear: tuple[tuple[int, Match], ...]


class RowSheet:
    """The rows that mean a unit, laid out as places for `quota.allocate`."""

    def __init__(self, plan: CampaignPlan, form: str, unit: ResolvedUnit) -> None:
        self.plan, self.unit = plan, unit
        self.quota_rows = rows_for(plan, form, unit)
        self.rows = [
            Row(number_for(plan, row, unit), row.count.kind is CountKind.UNSPECIFIED)
            for row in self.quota_rows
        ]
        self.places: list[Place] = []
        for index, row in enumerate(self.quota_rows):
            self.places.extend(Place(index, part.number) for part in row.parts)
            if not row.parts:
                self.places.append(Place(index))

    def chances(self, nomination: Nomination) -> Chances:
        """Which places the nomination may take for certain, and which perhaps."""
        certain: list[int] = []
        unclear: list[tuple[int, Match]] = []
        place = 0
        for row in self.quota_rows:
            whole = match_subject(self.plan, row.subjects, nomination, self.unit)
            for part in row.parts or (None,):
                match = whole
                if part is not None and whole.fit is not Fit.NO:
                    inner = match_subject(self.plan, part.subjects, nomination, self.unit)
                    match = inner if inner.fit is not Fit.YES else whole
                if match.fit is Fit.YES:
                    certain.append(place)
                elif match.fit is Fit.UNCLEAR:
                    unclear.append((place, match))
                place += 1
        return Chances(tuple(certain), tuple(unclear))


def rows_for(plan: CampaignPlan, form: str, unit: ResolvedUnit) -> list[QuotaRow]:
    """The rows of an award form that mean the unit; rows by name go before rows by class."""
    rows = [row for row in plan.quotas if row.award_form == form and selects(plan, row.units, unit)]
    if not any(is_named(plan, row.units.names, unit) for row in rows):
        return rows
    return [row for row in rows if not row.units.classes or is_named(plan, row.units.names, unit)]


def number_for(plan: CampaignPlan, row: QuotaRow, unit: ResolvedUnit) -> int | None:
    """The row's number for this unit; a named exception replaces it. Null: no limit."""
    for exception in row.exceptions:
        if is_named(plan, exception.units.names, unit):
            return exception.number
    return row.count.at_most if row.count.kind in NUMBERLESS else row.count.number


def check_quotas(
    plan: CampaignPlan,
    form: str,
    unit: ResolvedUnit,
    filings: Sequence[Filing],
) -> tuple[list[Finding], tuple[PoolUse, ...]]:
    """Findings on what is proposed, and each row's places after it.

    A form without any row in the plan has no limit. A unit without a row gets nothing: the list of
    those who may propose is closed.
    """
    if all(row.award_form != form for row in plan.quotas):
        return [], ()
    sheet = RowSheet(plan, form, unit)
    chances = [sheet.chances(filing.nomination) for filing in filings]
    demands = [
        Demand(
            filing.nomination.count,
            (*chance.certain, *(place for place, _ in chance.unclear)),
        )
        for filing, chance in zip(filings, chances, strict=True)
    ]
    allocation = allocate(demands, sheet.places, sheet.rows)
    findings = [
        *(
            finding
            for filing, chance, taken in zip(filings, chances, allocation.taken, strict=True)
            if filing.path is not None
            for finding in unplaceable(sheet, form, filing, chance, taken)
        ),
        *exceeded(sheet, filings, demands, allocation),
        *unspecified(sheet, filings, allocation),
    ]
    remaining = tuple(pool_uses(sheet, demands, allocation))
    if filings and verdict_of(tuple(findings)) is not Verdict.REJECT:
        findings.extend(underused(sheet, remaining))
    return findings, remaining


def unplaceable(
    sheet: RowSheet, form: str, filing: Filing, chance: Chances, taken: Sequence[int]
) -> Iterator[Finding]:
    """Findings on a subject that no row takes, or that sits where it may not belong."""
    if chance.certain and not any(taken[place] for place, _ in chance.unclear):
        return
    if chance.unclear:
        yield from unclear_status(sheet, filing, chance)
    else:
        yield from refusals(sheet, form, filing)


REFUSED_FOR = {
    "owner": FindingCode.OWNER_MISMATCH,
    "is_official": FindingCode.WRONG_SUBJECT,
}
"""Aspects that keep a subject out of a row that otherwise means it."""


def refusals(sheet: RowSheet, form: str, filing: Filing) -> Iterator[Finding]:
    """Why no row of the unit takes the subject, and who may propose it instead."""
    nomination, plan = filing.nomination, sheet.plan
    known: dict[str | None, QuotaRow] = {}
    for row in sheet.quota_rows:
        known.setdefault(match_subject(plan, row.subjects, nomination, sheet.unit).reason, row)
    known = {reason: row for reason, row in known.items() if reason in REFUSED_FOR}
    for reason, row in known.items():
        yield reject(
            REFUSED_FOR[str(reason)],
            row.source,
            filing.path,
            unit=sheet.unit.name,
            kind=nomination.subject_kind,
            letter=", ".join(row.subjects.groups),
            title=row.label,
        )
    if known:
        return
    others = other_nominators(plan, form, sheet, nomination)
    source = (sheet.quota_rows or [r for r in plan.quotas if r.award_form == form])[0].source
    yield reject(
        FindingCode.NO_ALLOCATION,
        "; ".join(dict.fromkeys(row.source for row in sheet.quota_rows)) or clause_above(source),
        filing.path,
        unit=sheet.unit.name,
        kind=nomination.subject_kind,
    )
    if others:
        yield reject(
            FindingCode.WRONG_ROUTE,
            others[0].source,
            filing.path,
            kind=nomination.subject_kind,
            nominators="; ".join(dict.fromkeys(named_units(row) for row in others)),
        )


def clause_above(source: str) -> str:
    """The clause whose dashes a citation counts: "IV.2.a gạch 6 dấu + 1" stands in IV.2.a."""
    return source.split("; ")[0].split(" gạch ")[0]


def other_nominators(
    plan: CampaignPlan, form: str, sheet: RowSheet, nomination: Nomination
) -> list[QuotaRow]:
    """Rows of other units that mean this subject; none for a subject of the unit's own."""
    if nomination.attributes.owned_by_nominator:
        return []
    return [
        row
        for row in plan.quotas
        if row.award_form == form
        and row not in sheet.quota_rows
        and row.subjects.owner is None
        and may_take(plan, row, nomination)
    ]


def may_take(plan: CampaignPlan, row: QuotaRow, nomination: Nomination) -> bool:
    """Whether a row, and one of its parts where it has some, may mean the subject."""
    if match_subject(plan, row.subjects, nomination).fit is Fit.NO:
        return False
    return not row.parts or any(
        match_subject(plan, part.subjects, nomination).fit is not Fit.NO for part in row.parts
    )


def named_units(row: QuotaRow) -> str:
    return ", ".join((*row.units.names, *row.units.classes))


def unclear_status(sheet: RowSheet, filing: Filing, chance: Chances) -> Iterator[Finding]:
    """What was not stated and decides whether the unit's rows take the subject."""
    seen = set()
    for place, match in chance.unclear:
        if match.reason in seen or match.reason == "kind":
            continue
        seen.add(match.reason)
        yield warn(
            FindingCode.SUBJECT_STATUS_UNCLEAR,
            sheet.quota_rows[sheet.places[place].row].source,
            filing.path,
            kind=filing.nomination.subject_kind,
            missing=match.reason,
        )


def exceeded(
    sheet: RowSheet,
    filings: Sequence[Filing],
    demands: Sequence[Demand],
    allocation: Allocation,
) -> Iterator[Finding]:
    """One finding for each number that what is proposed does not keep."""
    blamed: dict[int, str | None] = {}
    for index, full_rows in enumerate(allocation.blocking):
        for full in sorted(full_rows):
            blamed.setdefault(full, filings[index].path)
    for row_index, path in blamed.items():
        row = sheet.quota_rows[row_index]
        wanted = wanted_by_kind(sheet, filings, demands, row_index)
        allowed = sheet.rows[row_index].number
        for code in codes_for(row, wanted, allowed or 0):
            yield reject(
                code,
                row.source,
                path,
                unit=sheet.unit.name,
                pool=row.label,
                allowed=allowed,
                wanted=sum(wanted.values()),
                parts="; ".join(f"{part.number:02d} {part.label}" for part in row.parts),
            )


def wanted_by_kind(
    sheet: RowSheet, filings: Sequence[Filing], demands: Sequence[Demand], row: int
) -> Counter[str]:
    """How many subjects of each kind would take a place of this row."""
    wanted: Counter[str] = Counter()
    for filing, demand in zip(filings, demands, strict=True):
        if any(sheet.places[place].row == row for place in demand.places):
            wanted[filing.nomination.subject_kind] += demand.count
    return wanted


def codes_for(row: QuotaRow, wanted: Counter[str], allowed: int) -> tuple[FindingCode, ...]:
    """The codes of a row that is exceeded: the joint number's, and the row's own if one kind does.

    Two of one kind break "01 tập thể hoặc 01 cá nhân" twice: more than one, and more than its 01.
    """
    kind = row.count.kind
    if kind is CountKind.SPLIT and sum(wanted.values()) <= allowed:
        return (FindingCode.SPLIT_VIOLATED,)
    alone = (FindingCode.QUOTA_EXCEEDED,) if max(wanted.values()) > allowed else ()
    if kind is CountKind.EITHER_OR:
        return (FindingCode.EITHER_OR_VIOLATED, *alone)
    if kind is CountKind.SHARED:
        return (FindingCode.POOL_EXCEEDED, *alone)
    return (FindingCode.QUOTA_EXCEEDED,)


def unspecified(
    sheet: RowSheet, filings: Sequence[Filing], allocation: Allocation
) -> Iterator[Finding]:
    """Places taken in rows for which the plan gives no number: an officer decides."""
    for place_index, place in enumerate(sheet.places):
        row = sheet.quota_rows[place.row]
        if row.count.kind is not CountKind.UNSPECIFIED:
            continue
        for index, filing in enumerate(filings):
            taken = allocation.taken[index][place_index]
            if filing.path is not None and taken:
                yield warn(
                    FindingCode.QUOTA_UNSPECIFIED,
                    row.source,
                    filing.path,
                    unit=sheet.unit.name,
                    pool=row.label,
                    wanted=taken,
                )


def pool_uses(
    sheet: RowSheet, demands: Sequence[Demand], allocation: Allocation
) -> Iterator[PoolUse]:
    """Each row's places, what is proposed included; what found no place counts where it belongs."""
    for row_index, row in enumerate(sheet.quota_rows):
        used = 0
        for index, demand in enumerate(demands):
            line = allocation.taken[index]
            used += sum(
                taken for place, taken in enumerate(line) if sheet.places[place].row == row_index
            )
            homes = {sheet.places[place].row for place in demand.places}
            if homes and row_index == min(homes):
                used += allocation.unplaced[index]
        allowed = None if row.count.kind in NUMBERLESS else sheet.rows[row_index].number
        yield PoolUse(row.label, allowed, used, None if allowed is None else max(allowed - used, 0))


def underused(sheet: RowSheet, remaining: Sequence[PoolUse]) -> Iterator[Finding]:
    """Places that the unit leaves open; no number of a plan obliges anybody to use it up."""
    left = [pool for pool in remaining if pool.left]
    if left:
        yield inform(
            FindingCode.UNDERUSED,
            "; ".join(dict.fromkeys(row.source for row in sheet.quota_rows)),
            unit=sheet.unit.name,
            left=sum(pool.left or 0 for pool in left),
            pools=", ".join(f"{pool.pool}: {pool.left}" for pool in left),
        )


@dataclass(frozen=True)
class BoardLine:
    """A unit's line of the quota board for one row."""

    unit: str
    row: str
    pool: str
    source: str
    allowed: int | None
    used: int
    left: int | None


def quota_board(
    plan: CampaignPlan,
    form: str,
    units: Sequence[KnownUnit],
    held: dict[str, Sequence[Nomination]],
) -> list[BoardLine]:
    """Allowed, used and left for each unit (by its name) and each row that means it.

    Units that no row means have no line. `held` maps a unit's name to what it has filed.
    """
    lines: list[BoardLine] = []
    for unit in units:
        resolved = resolve_unit(plan, (unit,), unit.name)
        sheet = RowSheet(plan, form, resolved)
        filings = [Filing(nomination, None) for nomination in held.get(unit.name, ())]
        _, uses = check_quotas(plan, form, resolved, filings)
        lines.extend(
            BoardLine(unit.name, row.code, row.label, row.source, use.allowed, use.used, use.left)
            for row, use in zip(sheet.quota_rows, uses, strict=True)
        )
    return lines


def board_totals(lines: Sequence[BoardLine]) -> PoolUse:
    """The campaign's places with a number, all units together; rows without one add no places."""
    allowed = sum(line.allowed or 0 for line in lines)
    used = sum(line.used for line in lines if line.allowed is not None)
    return PoolUse("", allowed, used, sum(line.left or 0 for line in lines))
