"""What the pages at `/` show: rows that the reader may see, and what is public of a campaign."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe

from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.queries.nominations import unit_names
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.text_keys import search_key
from thidua_khenthuong.queries.units import scope_of

GUEST = "Guest"
CAMPAIGN = "Emulation Campaign"
NOT_PUBLIC = ("Drafted",)
"""States in which a campaign is its own unit's affair; an issued plan is public."""

MOST_ROWS = 200


@dataclass(frozen=True)
class Reader:
    """Who reads: units by record, with their names, and roles by name."""

    user: str
    full_name: str | None
    units: tuple[str, ...]
    places: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def is_guest(self) -> bool:
        return self.user == GUEST


@dataclass(frozen=True)
class ListedCampaign:
    """A campaign that the reader may see, with its plan and the units that handle it."""

    name: str
    state: str
    plan: CampaignPlan
    standing_unit: str | None
    lead_unit: str | None


@dataclass(frozen=True)
class Rows:
    """At most `MOST_ROWS` rows, and how many there are. A row is as the database holds it."""

    rows: tuple[Any, ...]
    total: int


def reader_of(user: str) -> Reader:
    """The signed-in user, or the guest, who has neither units nor roles."""
    if user == GUEST:
        return Reader(user, None, (), (), ())
    units = scope_of(user).units
    names = unit_names(units)
    return Reader(
        user=user,
        full_name=str(frappe.db.get_value("User", user, "full_name") or user),
        units=units,
        places=tuple(names[unit] for unit in units),
        roles=tuple(sorted(frappe.get_roles(user))),
    )


def is_public(state: str | None) -> bool:
    return (state or NOT_PUBLIC[0]) not in NOT_PUBLIC


def campaigns_for(user: str, search: str) -> tuple[ListedCampaign, ...]:
    """Public campaigns and those in the user's scope, in Vietnamese order; open ones first."""
    fields = ["name", "workflow_state", "standing_unit", "lead_unit", "sort_key", "search_key"]
    public = {"workflow_state": ["not in", list(NOT_PUBLIC)]}
    found = {row["name"]: row for row in frappe.get_all(CAMPAIGN, filters=public, fields=fields)}
    if may_list(CAMPAIGN, user):
        found.update(
            {row["name"]: row for row in frappe.get_list(CAMPAIGN, fields=fields, limit=0)}
        )
    key = search_key(search)
    wanted = [row for row in found.values() if key in (row["search_key"] or "")]
    wanted.sort(key=lambda row: (row["workflow_state"] != "Receiving", row["sort_key"] or ""))
    return tuple(
        ListedCampaign(
            name=row["name"],
            state=row["workflow_state"] or NOT_PUBLIC[0],
            plan=plan_of(row["name"]),
            standing_unit=row["standing_unit"] or None,
            lead_unit=row["lead_unit"] or None,
        )
        for row in wanted
    )


def may_list(doctype: str, user: str) -> bool:
    """Whether a role of the user opens lists of `doctype`; which rows is asked afterwards."""
    return user != GUEST and bool(frappe.has_permission(doctype, "read", user=user))


def campaign_state(campaign: str) -> str | None:
    """The state of a campaign that the session's user may read; None where he may not."""
    if not frappe.db.exists(CAMPAIGN, campaign):
        return None
    doc = frappe.get_doc(CAMPAIGN, campaign)
    if is_public(doc.workflow_state):
        return str(doc.workflow_state)
    if frappe.session.user != GUEST and doc.has_permission("read"):
        return str(doc.workflow_state or NOT_PUBLIC[0])
    return None


def permitted_rows(
    doctype: str,
    fields: Sequence[str],
    search: str,
    columns: Sequence[str],
    order_by: str = "modified desc, name desc",
) -> Rows:
    """The session's user's rows, newest first unless told otherwise.

    `search` looks into the column `search_key`, the record's own name and the names of the units
    in `columns`, all without marks.
    """
    if not may_list(doctype, frappe.session.user):
        return Rows((), 0)
    rows = frappe.get_list(doctype, fields=list(fields), order_by=order_by, limit=0)
    key = search_key(search)
    if key:
        names = unit_names(row[column] for row in rows for column in columns if row[column])
        rows = [row for row in rows if key in searched_text(row, columns, names)]
    return Rows(tuple(rows[:MOST_ROWS]), len(rows))


def searched_text(row: Any, columns: Sequence[str], names: dict[str, str]) -> str:
    texts = [row.get("search_key") or "", search_key(row["name"])]
    texts += [search_key(names[row[column]]) for column in columns if row[column]]
    return " | ".join(texts)


def dossiers_for(search: str) -> Rows:
    fields = [
        *("name", "campaign", "award_form", "unit", "stage", "workflow_state", "receiving_unit"),
        *("lead_dossier", "letter_number", "letter_date", "is_late", "late_ruling"),
        *("open_warnings", "received_at"),
    ]
    return permitted_rows("Award Dossier", fields, search, ("unit",))


def nominations_for(search: str) -> Rows:
    fields = [
        *("name", "dossier", "campaign", "award_form", "unit", "status", "display_name"),
        *("subject_kind", "subject_group", "search_key"),
    ]
    return permitted_rows("Award Nomination", fields, search, ("unit",), "sort_key asc, name asc")


def decisions_for(search: str) -> Rows:
    fields = [
        *("name", "campaign", "award_form", "issuing_unit", "workflow_state"),
        *("decision_number", "decision_date"),
    ]
    return permitted_rows("Award Decision", fields, search, ("issuing_unit",))


def reports_for(search: str) -> Rows:
    fields = [
        *("name", "campaign", "obligation", "unit", "receiving_unit", "workflow_state"),
        *("report_number", "report_date", "is_late"),
    ]
    return permitted_rows("Summary Report", fields, search, ("unit",))


def titles_of(doctype: str, names: Iterable[str], column: str) -> dict[str, str]:
    """What each record is called."""
    rows = frappe.get_all(
        doctype, filters={"name": ["in", list(set(names)) or [""]]}, fields=["name", column]
    )
    return {row["name"]: row[column] or row["name"] for row in rows}


def handling_units(campaigns: Iterable[str]) -> dict[str, Any]:
    """For each campaign its short title and the records of its standing body and lead agency."""
    rows = frappe.get_all(
        CAMPAIGN,
        filters={"name": ["in", list(set(campaigns)) or [""]]},
        fields=["name", "short_title", "unit", "standing_unit", "lead_unit"],
    )
    return {row["name"]: row for row in rows}


def subjects_by_dossier(dossiers: Iterable[str]) -> dict[str, int]:
    """How many subjects each dossier puts forward, its own or those it collected."""
    wanted = list(dossiers) or [""]
    counted: Counter[str] = Counter()
    for column in ("dossier", "lead_dossier"):
        counted.update(
            frappe.get_all("Award Nomination", filters={column: ["in", wanted]}, pluck=column)
        )
    return dict(counted)


def day_in_force(moment: datetime) -> str:
    """The site's day as `20/11/2023`."""
    return f"{moment:%d/%m/%Y}"
