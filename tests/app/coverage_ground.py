"""A province at work over REST, for the tests that follow the plans row by row."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import pdfplumber
from scenarios.crew import APPRAISER, CLERK, DECISION_MAKER, PROPOSER, Crew
from scenarios.doors import Answer, Caller
from scenarios.grounds import EmbeddedGround

REPORT = "Summary Report"
MODEL = {
    "printed_name": "Tổ tương trợ vốn",
    "content": "Góp vốn xoay vòng",
    "method": "Mỗi quý giúp 01 hộ",
    "effect": "12 hộ thoát nghèo",
}


class Province:
    """A campaign that receives dossiers, and the people of the bodies that handle it."""

    def __init__(self, site: Any, province: str, campaign: str, standing_body: str) -> None:
        self.ground = EmbeddedGround(site)
        self.campaign = campaign
        self.crew = Crew(self.ground, province)
        self.administrator = self.crew.administrator
        self.chair = self.crew.employs("chair", province, [DECISION_MAKER])
        self.clerk = self.crew.employs("clerk", province, [CLERK])
        self.appraiser = self.crew.employs("appraiser", standing_body, [APPRAISER])
        self.officers: dict[str, Caller] = {}
        self.moves(self.chair, "Issue")
        self.moves(self.appraiser, "Open Receiving")

    def moves(self, caller: Caller, action: str) -> None:
        caller.does("campaigns.move_campaign", campaign=self.campaign, action=action)

    def officer(self, unit: str) -> Caller:
        """The officer who writes for the unit."""
        if unit not in self.officers:
            self.officers[unit] = self.crew.employs(f"u{len(self.officers)}", unit, [PROPOSER])
        return self.officers[unit]

    def drafts(self, unit: str, obligation: str) -> str:
        """A draft of the unit's report for what the plan obliges to."""
        officer = self.officer(unit)
        drafted = officer.does(
            "reports.draft_report",
            obligation=self.obligation(officer, obligation),
            unit=self.crew.units[unit],
        )
        return str(drafted["report"])

    def obligation(self, caller: Caller, code: str) -> str:
        rows = caller.lists("Report Obligation", ["name"], campaign=self.campaign, code=code)
        return str(rows[0]["name"])

    def page(self, caller: Caller) -> str:
        """The words of the campaign's page, blanks folded."""
        # A session of its own: after a page, its session needs a token for every other request.
        reader = self.crew.signs_in(caller.user)
        answer = reader.ask("GET", f"/ke-hoach/{self.campaign}")
        assert answer.status == 200
        text = re.sub(r"<[^>]+>", " ", answer.body.decode())
        return " ".join(html.unescape(text).split())

    def checks(self, unit: str, *subjects: dict[str, Any], **said: Any) -> Answer:
        """Asks the rules about subjects of a unit; nothing is kept."""
        return self.appraiser.tries(
            "v1.check_proposal",
            campaign=self.campaign,
            award_form="PROVINCE_MERIT",
            nominating_unit={"name": unit},
            nominations=list(subjects),
            baseline="empty",
            **said,
        )


OF_THE_RECORD = frozenset(
    [
        "name",
        "creation",
        "modified",
        "modified_by",
        "owner",
        "doctype",
        "docstatus",
        "idx",
        "parent",
        "parentfield",
        "parenttype",
        "seed_key",
        "seed_hash",
    ]
)


def said(record: dict[str, Any]) -> dict[str, Any]:
    """What a person would enter of a record, its rows included."""
    return {
        key: [said(row) for row in value] if isinstance(value, list) else value
        for key, value in record.items()
        if key not in OF_THE_RECORD and value not in (None, "")
    }


def enters_quotas_again(province: Province) -> int:
    """Removes every quota row of the campaign and enters each by itself; how many."""
    administrator = province.administrator
    rows = administrator.lists("Award Quota", ["name"], campaign=province.campaign)
    kept = [said(administrator.reads("Award Quota", row["name"])) for row in rows]
    for row in rows:
        administrator.removes("Award Quota", row["name"])
    for values in kept:
        administrator.creates("Award Quota", **values)
    return len(kept)


def words(document: bytes) -> str:
    """The words of a printed document, blanks folded."""
    with pdfplumber.open(io.BytesIO(document)) as pages:
        return " ".join(" ".join(page.extract_text() for page in pages.pages).split())


def stands_in_order(lines: list[str], text: str) -> bool:
    """Whether the lines occur in the text one after the other."""
    place = 0
    for line in lines:
        found = text.find(" ".join(line.split()), place)
        if found < 0:
            return False
        place = found + 1
    return True
