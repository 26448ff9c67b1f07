"""How a unit's officer files: a dossier, a nomination for each subject, handing in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .doors import Answer, Caller

DOSSIER = "Award Dossier"
NOMINATION = "Award Nomination"
PROVINCE_MERIT = "PROVINCE_MERIT"


def opens_dossier(
    officer: Caller, campaign: str, unit: str, components: Iterable[str], **values: Any
) -> str:
    """A draft dossier of the unit (its record's name) with these parts; its name."""
    dossier = officer.creates(
        DOSSIER,
        campaign=campaign,
        award_form=PROVINCE_MERIT,
        unit=unit,
        components=[{"component": component} for component in components],
        **{"channel": "online", "sets": 1, **values},
    )
    return str(dossier["name"])


def names(officer: Caller, dossier: str, subject: dict[str, Any]) -> str:
    """A nomination in the dossier; its name."""
    return str(officer.creates(NOMINATION, dossier=dossier, **subject)["name"])


def files(
    officer: Caller,
    campaign: str,
    unit: str,
    components: Iterable[str],
    subjects: Iterable[dict[str, Any]],
    **values: Any,
) -> tuple[str, Answer]:
    """A dossier with its subjects, handed in; its name, and what the site answers."""
    dossier = opens_dossier(officer, campaign, unit, components, **values)
    for subject in subjects:
        names(officer, dossier, subject)
    return dossier, hands_in(officer, dossier)


def hands_in(officer: Caller, dossier: str) -> Answer:
    return officer.tries("dossiers.submit_dossier", dossier=dossier)


def takes_out(officer: Caller, dossier: str) -> None:
    """Removes a draft dossier with everybody in it."""
    for row in officer.lists(NOMINATION, ["name"], dossier=dossier):
        officer.removes(NOMINATION, row["name"])
    officer.removes(DOSSIER, dossier)


def state_of(caller: Caller, dossier: str) -> str:
    return str(caller.reads(DOSSIER, dossier)["workflow_state"])


def open_warnings(caller: Caller, dossier: str) -> list[dict[str, Any]]:
    """The warnings of a dossier that wait for an officer."""
    fields = ["name", "code", "clause"]
    return caller.lists("Acknowledged Warning", fields, dossier=dossier, status="Open")
