"""The danh sách of those proposed or rewarded, and every count that a document states.

Body, annex and total take their figures from the same rows, so they cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..vietnamese import counted, listed, roman, whole_number


class RecipientFamily(StrEnum):
    """In the order in which the annex lists them."""

    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    INDIVIDUAL = "individual"


class Gender(StrEnum):
    MALE = "Male"
    FEMALE = "Female"


class BonusKind(StrEnum):
    CASH = "cash"
    SYMBOL = "symbol"
    NONE = "none"


FAMILY_NOUNS: Mapping[RecipientFamily, str] = {
    RecipientFamily.COLLECTIVE: "tập thể",
    RecipientFamily.HOUSEHOLD: "hộ gia đình",
    RecipientFamily.INDIVIDUAL: "cá nhân",
}
_FAMILY_HEADINGS: Mapping[RecipientFamily, str] = {
    RecipientFamily.COLLECTIVE: "TẬP THỂ",
    RecipientFamily.HOUSEHOLD: "HỘ GIA ĐÌNH",
    RecipientFamily.INDIVIDUAL: "CÁ NHÂN",
}
_HONORIFICS: Mapping[Gender | None, str] = {
    Gender.MALE: "ông",
    Gender.FEMALE: "bà",
    None: "ông (bà)",
}


@dataclass(frozen=True)
class ListedRecipient:
    """One row of a danh sách. `bonus_amount` in đồng, only with `BonusKind.CASH`."""

    family: RecipientFamily
    name: str
    gender: Gender | None = None
    birth_year: int | None = None
    position: str | None = None
    workplace: str | None = None
    address: str | None = None
    achievement: str | None = None
    criterion: str | None = None
    award: str | None = None
    bonus_kind: BonusKind = BonusKind.NONE
    bonus_amount: int | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if (self.bonus_kind is BonusKind.CASH) != (self.bonus_amount is not None):
            raise ValueError(f"A cash bonus and its amount are given together: {self.name}")

    @property
    def printed_name(self) -> str:
        """`Hộ gia đình ông (bà) …` for a household, `Ông …` for a person of known gender."""
        if self.family is RecipientFamily.HOUSEHOLD:
            if self.name.casefold().startswith("hộ "):
                return self.name
            return f"Hộ gia đình {_HONORIFICS[self.gender]} {self.name}"
        if self.family is RecipientFamily.INDIVIDUAL and self.gender is not None:
            return f"{_HONORIFICS[self.gender].capitalize()} {self.name}"
        return self.name

    @property
    def printed_place(self) -> str:
        """Position, workplace and address, as far as they are known."""
        return ", ".join(part for part in (self.position, self.workplace, self.address) if part)

    @property
    def printed_bonus(self) -> str:
        if self.bonus_amount is not None:
            return whole_number(self.bonus_amount)
        return "Biểu trưng" if self.bonus_kind is BonusKind.SYMBOL else ""


@dataclass(frozen=True)
class Column:
    """A column of a list; `style` is the class that sets its width."""

    heading: str
    style: str


@dataclass(frozen=True)
class RecipientGroup:
    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RecipientListPage:
    """The annex: `note` is the line in brackets under its name."""

    name: str
    note: str
    columns: tuple[Column, ...]
    groups: tuple[RecipientGroup, ...]
    total: str


def in_printed_order(recipients: Sequence[ListedRecipient]) -> tuple[ListedRecipient, ...]:
    """Collectives, households, individuals; inside a family the order given stays."""
    families = list(RecipientFamily)
    return tuple(sorted(recipients, key=lambda recipient: families.index(recipient.family)))


def count_by_family(recipients: Sequence[ListedRecipient]) -> dict[RecipientFamily, int]:
    return dict(Counter(recipient.family for recipient in recipients))


def count_phrase(counts: Mapping[RecipientFamily, int]) -> str:
    """`13 tập thể, 20 hộ gia đình và 21 cá nhân`; a family without members is not named."""
    return listed(
        [counted(counts[family], FAMILY_NOUNS[family]) for family in _present(counts)],
    )


def family_phrase(counts: Mapping[RecipientFamily, int]) -> str:
    """`tập thể, hộ gia đình, cá nhân`, as far as present."""
    return ", ".join(FAMILY_NOUNS[family] for family in _present(counts))


def build_groups(
    recipients: Sequence[ListedRecipient],
    columns: Sequence[str],
) -> tuple[RecipientGroup, ...]:
    """Rows of `columns` (attributes of ListedRecipient) after the ordinal.

    Ordinals run through the groups: in a decision they are the golden-book numbers.
    """
    ordered = in_printed_order(recipients)
    rows = [
        (row.family, (str(ordinal), *(str(getattr(row, column) or "") for column in columns)))
        for ordinal, row in enumerate(ordered, start=1)
    ]
    counts = count_by_family(recipients)
    return tuple(
        RecipientGroup(
            heading=f"{roman(place)}. {_FAMILY_HEADINGS[family]}",
            rows=tuple(cells for row_family, cells in rows if row_family is family),
        )
        for place, family in enumerate(_present(counts), start=1)
    )


def _present(counts: Mapping[RecipientFamily, int]) -> list[RecipientFamily]:
    return [family for family in RecipientFamily if counts.get(family)]
