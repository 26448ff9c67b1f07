"""What the rules answer with: findings with their clause, the verdict, what is left, the bonus."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .plan_merits import (
    BonusKind,
)


class FindingLevel(StrEnum):
    """`reject`: blocked or returned; `warn`: an officer acknowledges; `info`: changes nothing."""

    INFO = "info"
    WARN = "warn"
    REJECT = "reject"


class Verdict(StrEnum):
    ACCEPT = "accept"
    WARN = "warn"
    REJECT = "reject"


class FindingCode(StrEnum):
    """Every code that the rules know; `presentation/messages.py` has a sentence for each."""

    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    EITHER_OR_VIOLATED = "EITHER_OR_VIOLATED"
    POOL_EXCEEDED = "POOL_EXCEEDED"
    SPLIT_VIOLATED = "SPLIT_VIOLATED"
    NO_ALLOCATION = "NO_ALLOCATION"
    WRONG_ROUTE = "WRONG_ROUTE"
    OWNER_MISMATCH = "OWNER_MISMATCH"
    GROUP_MISMATCH = "GROUP_MISMATCH"
    WRONG_SUBJECT = "WRONG_SUBJECT"
    UNKNOWN_GROUP = "UNKNOWN_GROUP"
    QUOTA_UNSPECIFIED = "QUOTA_UNSPECIFIED"
    SUBJECT_NOT_LISTED = "SUBJECT_NOT_LISTED"
    SUBJECT_KIND_UNCLEAR = "SUBJECT_KIND_UNCLEAR"
    SUBJECT_STATUS_UNCLEAR = "SUBJECT_STATUS_UNCLEAR"
    WINDOW_NOT_OPEN = "WINDOW_NOT_OPEN"
    WINDOW_CLOSED = "WINDOW_CLOSED"
    DEADLINE_BOUNDARY = "DEADLINE_BOUNDARY"
    LATE = "LATE"
    CALENDAR_MISSING = "CALENDAR_MISSING"
    DEADLINE_COUNTED = "DEADLINE_COUNTED"
    DEADLINE_EXTENDED = "DEADLINE_EXTENDED"
    WRONG_CHANNEL = "WRONG_CHANNEL"
    WRONG_ADDRESSEE = "WRONG_ADDRESSEE"
    MISSING_ADDRESSEE = "MISSING_ADDRESSEE"
    DOSSIER_INCOMPLETE = "DOSSIER_INCOMPLETE"
    WRONG_SET_COUNT = "WRONG_SET_COUNT"
    OUT_OF_RECOGNITION_PERIOD = "OUT_OF_RECOGNITION_PERIOD"
    DUPLICATE_SUBJECT = "DUPLICATE_SUBJECT"
    STATE_LEVEL_EXCLUDED = "STATE_LEVEL_EXCLUDED"
    DISCIPLINED = "DISCIPLINED"
    CONTRIBUTION_BELOW = "CONTRIBUTION_BELOW"
    CRITERION_NOT_MET = "CRITERION_NOT_MET"
    TARGET_MISSED = "TARGET_MISSED"
    THRESHOLD_MISSED = "THRESHOLD_MISSED"
    FORM_OCCASION = "FORM_OCCASION"
    FORM_NOT_LISTED = "FORM_NOT_LISTED"
    AUTHORITY_NOT_LISTED = "AUTHORITY_NOT_LISTED"
    NO_AWARD_ROUND = "NO_AWARD_ROUND"
    REPORT_INCOMPLETE = "REPORT_INCOMPLETE"
    PRIORITY_NOTE = "PRIORITY_NOTE"
    RULE_SILENT = "RULE_SILENT"
    SUGGEST_STATE_LEVEL = "SUGGEST_STATE_LEVEL"
    UNDERUSED = "UNDERUSED"


@dataclass(frozen=True)
class Finding:
    """One thing found. `parameters` fill the sentence; `path` is the nomination it speaks of."""

    level: FindingLevel
    code: FindingCode
    source: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True)
class PoolUse:
    """A row's places: `allowed` and `left` null where the plan gives no number."""

    pool: str
    allowed: int | None
    used: int
    left: int | None


@dataclass(frozen=True)
class Bonus:
    """What goes with one award; `amount` in đồng, null where `basis` says why it is not known."""

    kind: BonusKind
    amount: int | None
    basis: str


@dataclass(frozen=True)
class Answer:
    """The verdict is the worst finding's level."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    remaining: tuple[PoolUse, ...] = ()
    bonus: Bonus | None = None


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """The worst level among the findings; an `info` never counts."""
    levels = {finding.level for finding in findings}
    if FindingLevel.REJECT in levels:
        return Verdict.REJECT
    return Verdict.WARN if FindingLevel.WARN in levels else Verdict.ACCEPT


def reject(
    code: FindingCode, source: str, path: str | None = None, **parameters: object
) -> Finding:
    return Finding(FindingLevel.REJECT, code, source, parameters, path)


def warn(code: FindingCode, source: str, path: str | None = None, **parameters: object) -> Finding:
    return Finding(FindingLevel.WARN, code, source, parameters, path)


def inform(
    code: FindingCode, source: str, path: str | None = None, **parameters: object
) -> Finding:
    return Finding(FindingLevel.INFO, code, source, parameters, path)
