"""To whom an item is sent: the plan's addressees, the bodies on the way, one of several missing."""

from collections.abc import Iterator

from .findings import Finding, FindingCode, reject, warn
from .names import ResolvedUnit, is_named, resolve_unit, selects
from .plan import CampaignPlan
from .plan_rules import (
    Addressee,
    Deadline,
)
from .request import ProposalRequest
from .vocabulary import Item

WAY = "(qua "
"""The body on the way, as letters name it behind the addressee: "Hội đồng (qua Phòng Nội vụ)"."""


def check_addressees(
    plan: CampaignPlan, request: ProposalRequest, unit: ResolvedUnit | None
) -> list[Finding]:
    """Findings on the stated addressees, by the flow of the plan that they fit best.

    A unit may owe several flows (its own report and the province's): it is judged by the kindest.
    """
    if request.facts.addressees is None:
        return []
    results = [
        list(check_flow(plan, flow, request.facts.addressees))
        for flow in flows(plan, request, unit)
    ]
    return min(results, key=severity, default=[])


def severity(findings: list[Finding]) -> tuple[int, int]:
    rejects = sum(finding.level == "reject" for finding in findings)
    return rejects, len(findings)


def flows(
    plan: CampaignPlan, request: ProposalRequest, unit: ResolvedUnit | None
) -> list[Deadline]:
    """The plan's flows that the request may mean: the stated one, else by item, stage, sender."""
    facts = request.facts
    if facts.deadline is not None:
        return [flow for flow in plan.deadlines if flow.code == facts.deadline]
    item = facts.item or (Item.DOSSIER if request.nominations else None)
    found = [
        flow
        for flow in (*plan.deadlines, *undated_reports(plan))
        if flow.addressees
        and (item is None or flow.item is item)
        and (facts.stage is None or flow.stage is None or flow.stage is facts.stage)
    ]
    if facts.stage is not None and any(flow.stage is facts.stage for flow in found):
        return [flow for flow in found if flow.stage is facts.stage]
    return [flow for flow in found if may_send(plan, flow, unit)]


def undated_reports(plan: CampaignPlan) -> list[Deadline]:
    """The flows of reports that bodies owe without a day."""
    return [
        Deadline(
            code=owed.code,
            source=owed.source,
            item=Item.REPORT,
            comparator=None,
            senders=owed.reporter,
            addressees=owed.addressees,
            text=owed.text,
        )
        for owed in plan.obligations
        if owed.deadline is None
    ]


def may_send(plan: CampaignPlan, flow: Deadline, unit: ResolvedUnit | None) -> bool:
    """Whether the unit is among the flow's senders.

    An unnamed sender may be anybody's where all send, and where a report goes to several bodies at
    once: whoever reaches one of them has to reach the others.
    """
    if unit is None:
        anybody = not flow.senders.names and not flow.senders.classes
        return anybody or (flow.item is Item.REPORT and len(flow.addressees) > 1)
    return selects(plan, flow.senders, unit)


def check_flow(
    plan: CampaignPlan, flow: Deadline, addressees: tuple[str, ...]
) -> Iterator[Finding]:
    """Wrong bodies first; among the right ones, those that are missing."""
    reached: set[str] = set()
    expected = "; ".join(described(addressee) for addressee in flow.addressees)
    for name in addressees:
        matching = [
            addressee.name for addressee in flow.addressees if reaches(plan, addressee, name)
        ]
        reached.update(matching)
        if not matching:
            yield reject(
                FindingCode.WRONG_ADDRESSEE,
                flow.source,
                addressee=name,
                expected=expected,
                item=flow.item,
            )
    missing = [
        described(addressee) for addressee in flow.addressees if addressee.name not in reached
    ]
    if missing and reached:
        yield warn(FindingCode.MISSING_ADDRESSEE, flow.source, missing="; ".join(missing))


def reaches(plan: CampaignPlan, addressee: Addressee, name: str) -> bool:
    """Whether sending to `name` reaches the addressee, itself or a body on the way to it."""
    body = resolve_unit(plan, (), name.partition(WAY)[0])
    return is_named(plan, (addressee.name, *addressee.via), body)


def described(addressee: Addressee) -> str:
    via = f" (qua {', '.join(addressee.via)})" if addressee.via else ""
    return addressee.name + via
