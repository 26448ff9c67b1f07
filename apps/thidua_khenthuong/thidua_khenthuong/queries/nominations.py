"""Facts about nominations: what they say of their subjects, which places they hold."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import frappe
from frappe.utils import getdate

from thidua_khenthuong.domain.request import (
    Attributes,
    Contribution,
    Nomination,
    OtherNomination,
    SubjectFacts,
    Tasks,
    YearlyResult,
)
from thidua_khenthuong.domain.vocabulary import (
    AdministrativeLevel,
    Component,
    ContributionKind,
    Occupation,
    SubjectKind,
    Track,
)

NOMINATION = "Award Nomination"

HOLDING = ("Submitted", "Received", "Collected", "Appraised", "Held", "Awarded")
"""Statuses of a nomination that holds a place of its unit's quota."""

TRUTH = {"Yes": True, "No": False}
TRUTH_FIELDS = (
    "is_official",
    "owned_by_nominator",
    "is_nominating_unit",
    "in_block",
    "direct_worker",
    "leader",
    "proposed_for_state_award",
    "escaped_poverty",
    "is_credit_institution",
    "is_mass_organisation",
)
TEXT_FIELDS = ("position", "discipline", "local_name")
OWN_FIELDS = (
    "name",
    "dossier",
    "unit",
    "status",
    "nominee",
    "display_name",
    "search_key",
    "subject_kind",
    "subject_group",
    "level",
    "occupation",
    "managed_by",
    "track",
    "contribution_kind",
    *TRUTH_FIELDS,
    *TEXT_FIELDS,
)


def nominations_of(dossier: str) -> list[Any]:
    """The nominations of a dossier as whole documents, in the order of their names."""
    names = frappe.get_all(
        NOMINATION, filters={"dossier": dossier}, pluck="name", order_by="name asc"
    )
    return [frappe.get_doc(NOMINATION, name) for name in names]


def held_nominations(
    campaign: str, unit: str, award_form: str, besides: str | None = None, lock: bool = False
) -> tuple[Nomination, ...]:
    """What the unit has filed and still holds, without the dossier `besides`.

    `lock` reads what is committed now and keeps others from filing until this transaction ends:
    without it a database that reads from a snapshot would miss what was filed while this request
    waited.
    """
    rows = frappe.db.get_values(
        NOMINATION,
        {
            "campaign": campaign,
            "unit": unit,
            "award_form": award_form,
            "status": ["in", list(HOLDING)],
        },
        list(OWN_FIELDS),
        as_dict=True,
        for_update=lock,
    )
    return tuple(subject_of(row) for row in rows if row["dossier"] != besides)


def filed_by_others(
    campaign: str, unit: str, award_form: str, subjects: Sequence[Any]
) -> tuple[OtherNomination, ...]:
    """Which of `subjects` other units have filed in the same campaign and form.

    The same nominee, or the same name and kind where no nominee is on file: an officer looks at it.
    """
    keys = {(row.search_key, row.subject_kind) for row in subjects if row.search_key}
    nominees = {row.nominee for row in subjects if row.nominee}
    if not keys and not nominees:
        return ()
    rows = frappe.get_all(
        NOMINATION,
        filters={
            "campaign": campaign,
            "unit": ["!=", unit],
            "award_form": award_form,
            "status": ["in", list(HOLDING)],
            "search_key": ["in", sorted(key for key, _ in keys)],
        },
        fields=["unit", "subject_group", "nominee", "search_key", "subject_kind"],
    )
    names = unit_names(row["unit"] for row in rows)
    return tuple(
        OtherNomination(unit=names[row["unit"]], group=row["subject_group"], same_subject=True)
        for row in rows
        if row["nominee"] in nominees or (row["search_key"], row["subject_kind"]) in keys
    )


def unit_names(units: Iterable[str]) -> dict[str, str]:
    """The printed name of each unit."""
    rows = frappe.get_all(
        "Administrative Unit",
        filters={"name": ["in", list(set(units))]},
        fields=["name", "unit_name"],
    )
    return {row["name"]: row["unit_name"] for row in rows}


def subject_of(row: Any) -> Nomination:
    """A nomination's row as the rules see it: one subject."""
    return Nomination(
        subject_kind=SubjectKind(row.get("subject_kind")),
        count=1,
        group=row.get("subject_group") or None,
        level=chosen(AdministrativeLevel, row.get("level")),
        attributes=attributes_of(row),
    )


def attributes_of(row: Any) -> Attributes:
    managed_by = row.get("managed_by")
    return Attributes(
        managed_by=unit_names([managed_by]).get(managed_by) if managed_by else None,
        occupation=chosen(Occupation, row.get("occupation")),
        track=chosen(Track, row.get("track")),
        contribution_kind=chosen(ContributionKind, row.get("contribution_kind")),
        **{field: TRUTH.get(row.get(field) or "") for field in TRUTH_FIELDS},
        **{field: row.get(field) or None for field in TEXT_FIELDS},
    )


def filed_subject(doc: Any) -> Nomination:
    """A whole nomination with its facts: tasks, period, papers, contributions, yearly results."""
    subject = subject_of(doc)
    return Nomination(
        subject_kind=subject.subject_kind,
        count=1,
        group=subject.group,
        level=subject.level,
        attributes=subject.attributes,
        facts=SubjectFacts(
            tasks=tasks_of(doc),
            yearly_results=tuple(
                YearlyResult(row.year, Decimal(str(row.actual)), Decimal(str(row.target)))
                for row in doc.yearly_results
            )
            or None,
            contributions=tuple(
                Contribution(getdate(row.contributed_on), Decimal(str(row.amount)))
                for row in doc.contributions
            )
            or None,
            achievement_periods=period_of(doc),
            components=tuple(Component(row.component) for row in doc.papers),
        ),
    )


def tasks_of(doc: Any) -> Tasks | None:
    """The counts of tasks; none where no task is stated."""
    if not doc.tasks_assigned:
        return None
    return Tasks(doc.tasks_assigned, doc.tasks_completed or 0, doc.tasks_exceeded or 0)


def period_of(doc: Any) -> tuple[tuple[Any, Any], ...] | None:
    """The achievement period; none where one of its ends is open."""
    if not doc.achievement_from or not doc.achievement_to:
        return None
    return ((getdate(doc.achievement_from), getdate(doc.achievement_to)),)


def chosen(choices: Any, value: str | None) -> Any:
    return choices(value) if value else None
