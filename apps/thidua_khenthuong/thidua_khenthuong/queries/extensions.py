"""Deadlines that were put off, as the rules are told of them."""

from collections.abc import Mapping
from typing import Any

import frappe

from thidua_khenthuong.domain.due_dates import Extension

EXTENSION = "Deadline Extension"


def granted_rows(campaign: str) -> list[Any]:
    """The extensions of a campaign that stand, in the order in which they were granted."""
    return list(
        frappe.get_all(
            EXTENSION,
            filters={"campaign": campaign, "status": "Granted"},
            fields=[
                "name",
                "unit",
                "all_units",
                "deadline_code",
                "report_year",
                "extended_until",
                "reason",
                "document_number",
            ],
            order_by="granted_at asc, name asc",
        )
    )


def extensions_for(campaign: str, unit: str | None) -> tuple[Extension, ...]:
    """What was put off for this unit; without a unit on file, what was put off for all."""
    return extensions_among(granted_rows(campaign), unit)


def extensions_among(rows: list[Any], unit: str | None) -> tuple[Extension, ...]:
    return tuple(extension_of(row) for row in rows if row["all_units"] or row["unit"] == unit)


def extension_of(row: Mapping[str, Any]) -> Extension:
    return Extension(
        deadline=row["deadline_code"],
        until=row["extended_until"],
        reason=row["reason"],
        document_number=row["document_number"],
        year=row["report_year"] or None,
    )
