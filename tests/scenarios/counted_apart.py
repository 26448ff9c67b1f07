"""The same numbers by SQL of the tests' own, straight from the tables: no app, no `frappe`."""

from __future__ import annotations

from .grounds import Ground


def held_places(ground: Ground, campaign: str) -> int:
    """How many nominations hold a place."""
    ((number,),) = ground.sql(
        "select count(*) from `tabAward Nomination` where campaign = ? and status not in"
        " ('Draft', 'Returned', 'Withdrawn', 'Refused', 'Declined', 'Revoked')",
        campaign,
    )
    return int(number)


def held_by_unit(ground: Ground, campaign: str) -> dict[str, int]:
    """The same by the unit's printed name."""
    rows = ground.sql(
        "select u.unit_name, count(*) from `tabAward Nomination` n"
        " join `tabAdministrative Unit` u on u.name = n.unit"
        " where n.campaign = ? and n.status not in"
        " ('Draft', 'Returned', 'Withdrawn', 'Refused', 'Declined', 'Revoked')"
        " group by u.unit_name",
        campaign,
    )
    return {str(name): int(number) for name, number in rows}


def nominations_by_status(ground: Ground, campaign: str) -> dict[str, int]:
    rows = ground.sql(
        "select status, count(*) from `tabAward Nomination` where campaign = ? group by status",
        campaign,
    )
    return {str(status): int(number) for status, number in rows}


def annex_by_family(ground: Ground, decision: str) -> dict[str, int]:
    """Lines of a decision's annex: collectives, households, individuals."""
    rows = ground.sql(
        "select case when subject_kind = 'household' then 'household'"
        " when subject_kind in ('individual', 'citizen') then 'individual'"
        " else 'collective' end as family, count(*)"
        " from `tabAward Decision Row` where parent = ? group by 1",
        decision,
    )
    return {str(family): int(number) for family, number in rows}


def annex_names(ground: Ground, decision: str) -> list[str]:
    rows = ground.sql(
        "select display_name from `tabAward Decision Row` where parent = ? order by idx", decision
    )
    return [str(name) for (name,) in rows]


def awards(ground: Ground, campaign: str, unit: str | None = None) -> dict[tuple[str, str], int]:
    """Valid awards by form and kind; of one unit (its printed name) or of everybody."""
    only = "" if unit is None else " and u.unit_name = ?"
    rows = ground.sql(
        "select r.award_form, r.subject_kind, count(*) from `tabAward Record` r"
        " join `tabAdministrative Unit` u on u.name = r.unit"
        f" where r.campaign = ? and r.status = 'Valid'{only}"
        " group by r.award_form, r.subject_kind",
        campaign,
        *(() if unit is None else (unit,)),
    )
    return {(str(form), str(kind)): int(number) for form, kind, number in rows}


def bonus_total(ground: Ground, decision: str) -> int:
    """Đồng of all bonuses that the register has for a decision."""
    ((total,),) = ground.sql(
        "select sum(bonus_amount) from `tabAward Record` where decision = ?", decision
    )
    return int(total)


def actors(ground: Ground, campaign: str, action: str) -> set[str]:
    """Who took a step on the campaign's dossiers and decisions, as the trace has it."""
    rows = ground.sql(
        "select distinct actor from `tabEmulation Trace` where action = ? and reference_name in"
        " (select name from `tabAward Dossier` where campaign = ?"
        " union select name from `tabAward Decision` where campaign = ?)",
        action,
        campaign,
        campaign,
    )
    return {str(actor) for (actor,) in rows}
