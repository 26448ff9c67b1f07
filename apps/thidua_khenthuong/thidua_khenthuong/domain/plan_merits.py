"""What bars an award and what goes with it, as a plan's data: penalties, contributions, bonus."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .plan_rules import SubjectSelector
from .vocabulary import AwardRound, ContributionKind, SubjectFamily, Track


@dataclass(frozen=True)
class DisciplineRule:
    """Penalties that bar an award, in the words of the field, from the mildest that does."""

    source: str
    barred_by: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class StateAwardExclusion:
    """Who is proposed for a State award is left out at these rounds; `unclear`: text silent."""

    source: str
    award_forms: tuple[str, ...]
    rounds: tuple[AwardRound, ...]
    excluded: tuple[SubjectSelector, ...]
    text: str = ""
    track: Track | None = None
    unclear: tuple[SubjectSelector, ...] = ()


@dataclass(frozen=True)
class ContributionRule:
    """The amount that a contributor must reach; null where the plan only refers to it.

    `since_last_award`: families whose contributions count from their last award of the same form.
    `more_suggests_state_award`: who gives more may be proposed for a State award.
    """

    source: str
    text: str = ""
    award_forms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    amount: Decimal | None = None
    reference: str | None = None
    since_last_award: tuple[SubjectFamily, ...] = ()
    more_suggests_state_award: bool = False


class BonusKind(StrEnum):
    CASH = "cash"
    SYMBOL = "symbol"
    NONE = "none"


@dataclass(frozen=True)
class BonusRule:
    """What goes with an award, where the plan says so; the first rule that fits counts."""

    source: str
    kind: BonusKind
    text: str = ""
    award_forms: tuple[str, ...] = ()
    contribution_kinds: tuple[ContributionKind, ...] = ()
