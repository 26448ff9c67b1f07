"""The home page's view: what the reader may see, gathered once."""

from collections.abc import Iterable
from typing import Any

from thidua_khenthuong.presentation.pages.home_page import (
    AccountLine,
    HomePage,
    Listing,
    Names,
    campaign_lines,
    decision_listing,
    dossier_listing,
    nomination_listing,
    report_listing,
    turns_of_mine,
)
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.nominations import unit_names
from thidua_khenthuong.queries.overview import (
    Reader,
    Rows,
    campaigns_for,
    decisions_for,
    dossiers_for,
    handling_units,
    nominations_for,
    reports_for,
    subjects_by_dossier,
    titles_of,
)

NOTHING = Listing((), 0)


def home_page(
    reader: Reader, search: str, accounts: tuple[AccountLine, ...], refusal: str = ""
) -> HomePage:
    """The view for the session's user; a guest sees public campaigns and the accounts of a demo."""
    campaigns = campaign_lines(campaigns_for(reader.user, search), now())
    if reader.is_guest:
        return HomePage(campaigns, NOTHING, NOTHING, NOTHING, NOTHING, 0, search, accounts, refusal)
    found = (
        dossiers_for(search),
        nominations_for(search),
        decisions_for(search),
        reports_for(search),
    )
    names = names_for(*found)
    dossiers = dossier_listing(found[0], names, reader)
    decisions = decision_listing(found[2], names, reader)
    reports = report_listing(found[3], names, reader)
    return HomePage(
        campaigns=campaigns,
        dossiers=dossiers,
        nominations=nomination_listing(found[1], names),
        decisions=decisions,
        reports=reports,
        mine=turns_of_mine(dossiers, decisions, reports),
        search=search,
        accounts=(),
        refusal=refusal,
    )


def names_for(dossiers: Rows, nominations: Rows, decisions: Rows, reports: Rows) -> Names:
    """Everything that the lines call by name, asked for once a kind."""
    rows = [*dossiers.rows, *nominations.rows, *decisions.rows, *reports.rows]
    campaigns = handling_units(row["campaign"] for row in rows)
    units = {
        *values(rows, ("unit", "receiving_unit", "issuing_unit")),
        *values(campaigns.values(), ("standing_unit", "lead_unit")),
    }
    return Names(
        units=unit_names(units),
        award_forms=titles_of("Award Form", values(rows, ("award_form",)), "printed_name"),
        obligations=titles_of("Report Obligation", values(rows, ("obligation",)), "title"),
        campaigns=campaigns,
        subjects=subjects_by_dossier(row["name"] for row in dossiers.rows),
    )


def values(rows: Iterable[Any], columns: tuple[str, ...]) -> set[str]:
    return {row[column] for row in rows for column in columns if row.get(column)}
