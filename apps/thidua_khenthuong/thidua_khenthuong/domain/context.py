"""What the rules are told about the world: units on file, places held, dated reference records."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .due_dates import Extension
from .names import KnownUnit
from .reading import DataInvalid, Problem, read_record
from .request import Nomination, OtherNomination
from .vocabulary import SubjectFamily
from .working_days import CalendarYear


@dataclass(frozen=True)
class AwardForm:
    """An award form of the catalogue. `title`: what the document itself is called ("Giấy khen")."""

    code: str
    name: str
    title: str
    is_state_award: bool = False
    source: str | None = None
    unverified: bool = False


class RoundingMode(StrEnum):
    """`up`: to the next unit, as the decree's words say; `half_up`: to the nearest."""

    UP = "up"
    HALF_UP = "half_up"


@dataclass(frozen=True)
class BonusCoefficient:
    """The multiple of the base salary that goes with an award form under a regime.

    Null: the regime knows no national figure for this family. `unit_classes`: the coefficient holds
    for awards by units of these classes only; empty: by any.
    """

    award_form: str
    family: SubjectFamily
    coefficient: Decimal | None
    unit_classes: tuple[str, ...] = ()
    source: str | None = None
    unverified: bool = False


@dataclass(frozen=True)
class LegalRegime:
    """A legal regime in force from one day to another (null: still), with its bonus table."""

    code: str
    name: str
    law: str
    decree: str
    valid_from: date
    valid_to: date | None
    rounding_unit: int
    rounding_mode: RoundingMode
    coefficients: tuple[BonusCoefficient, ...]
    circular: str | None = None
    note: str | None = None
    source: str | None = None
    unverified: bool = False


@dataclass(frozen=True)
class BaseSalary:
    """The base salary (lương cơ sở, đồng a month) from a day on."""

    valid_from: date
    amount: int
    instrument: str
    source: str | None = None
    unverified: bool = False


@dataclass(frozen=True)
class ReferenceData:
    """The dated reference records: award forms, regimes, base salaries, working calendars."""

    award_forms: tuple[AwardForm, ...] = ()
    regimes: tuple[LegalRegime, ...] = ()
    base_salaries: tuple[BaseSalary, ...] = ()
    calendars: tuple[CalendarYear, ...] = ()


def read_reference(raw: object) -> ReferenceData:
    """The reference records that `raw` (parsed YAML) holds, or `DataInvalid` with every problem."""
    problems: list[Problem] = []
    reference = read_record(ReferenceData, raw, "", problems)
    if problems or not isinstance(reference, ReferenceData):
        raise DataInvalid(problems)
    return reference


UNIT_CLASSES = (
    "district",
    "commune",
    "village",
    "provincial_block_member",
    "non_block_enterprise",
    "division",
)
"""The classes that the product is delivered with; an office may keep more."""


@dataclass(frozen=True)
class ProposalContext:
    """Facts that the request does not bring.

    `held`: what the nominating unit has filed in this campaign for this award form and still holds.
    `filed_by_others`: subjects of this request found among other units' filed nominations.
    `extensions`: deadlines of this campaign put off for the nominating unit, or for all.
    """

    known_units: tuple[KnownUnit, ...] = ()
    held: tuple[Nomination, ...] = ()
    filed_by_others: tuple[OtherNomination, ...] = ()
    reference: ReferenceData = field(default_factory=ReferenceData)
    unit_classes: tuple[str, ...] = UNIT_CLASSES
    extensions: tuple[Extension, ...] = ()
