"""Those proposed or rewarded, as the lists of a letter or a decision print them."""

from typing import Any

import frappe

from thidua_khenthuong.domain.vocabulary import FAMILY_OF_KIND, SubjectKind
from thidua_khenthuong.presentation.documents import (
    BonusKind,
    Gender,
    ListedRecipient,
    RecipientFamily,
)
from thidua_khenthuong.queries.plans import plan_of


def family_of(kind: str) -> RecipientFamily:
    """Where a list puts the subject; what has no family of its own stands with collectives."""
    family = FAMILY_OF_KIND[SubjectKind(kind)]
    return RecipientFamily(family.value) if family else RecipientFamily.COLLECTIVE


def genders_of(nominations: list[Any]) -> dict[str, Gender]:
    """The gender of those nominees who are on file, by nomination."""
    nominees = {row.name: row.nominee for row in nominations if row.nominee}
    rows = frappe.get_all(
        "Award Nominee",
        filters={"name": ["in", list(nominees.values()) or [""]]},
        fields=["name", "gender"],
    )
    known = {row["name"]: Gender(row["gender"]) for row in rows if row["gender"]}
    return {name: known[nominee] for name, nominee in nominees.items() if nominee in known}


def proposed(nominations: list[Any], award: str) -> tuple[ListedRecipient, ...]:
    """The rows of a submission letter's list."""
    genders = genders_of(nominations)
    return tuple(
        ListedRecipient(
            family=family_of(row.subject_kind),
            name=row.display_name,
            gender=genders.get(row.name),
            position=row.position or None,
            workplace=row.workplace or None,
            address=row.address or None,
            achievement=row.achievement_summary or None,
            criterion=criterion_words(row),
            award=award,
        )
        for row in nominations
    )


def criterion_words(row: Any) -> str | None:
    """The group whose standard the subject meets, by the campaign's own letter."""
    if not row.subject_group or plan_of(row.campaign).group(row.subject_group) is None:
        return None
    return f"điểm {row.subject_group}"


def rewarded(rows: list[Any]) -> tuple[ListedRecipient, ...]:
    """The rows of a decision's annex, with the bonus where its amount is known."""
    return tuple(
        ListedRecipient(
            family=family_of(row.subject_kind),
            name=row.display_name,
            position=row.position or None,
            workplace=row.workplace or None,
            address=row.address or None,
            bonus_kind=BonusKind(row.bonus_kind or "none"),
            bonus_amount=int(row.bonus_amount) if row.bonus_kind == "cash" else None,
        )
        for row in rows
    )
