"""What `check_proposal` is told: the request that a dossier amounts to, and the facts around a
request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe

from thidua_khenthuong.domain.context import ProposalContext
from thidua_khenthuong.domain.names import ResolvedUnit, keys_of, resolve_unit, selects
from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Deadline
from thidua_khenthuong.domain.request import NominatingUnit, ProposalRequest, RequestFacts
from thidua_khenthuong.domain.vocabulary import (
    SUBJECT_COMPONENTS,
    Channel,
    Component,
    Item,
    Stage,
)
from thidua_khenthuong.queries.directory import aliases_of, known_units, unit_rows
from thidua_khenthuong.queries.extensions import extensions_for
from thidua_khenthuong.queries.nominations import (
    NOMINATION,
    filed_by_others,
    filed_subject,
    held_nominations,
)
from thidua_khenthuong.queries.reference import reference_data

CAMPAIGN = "Emulation Campaign"


@dataclass(frozen=True)
class CampaignBodies:
    """The records of the bodies that handle a campaign, and its state."""

    unit: str
    standing_unit: str | None
    lead_unit: str | None
    state: str
    has_awards: bool

    @property
    def receiving_unit(self) -> str | None:
        """Where units send their dossiers: the lead agency, where the campaign has one."""
        return self.lead_unit or self.standing_unit


def campaign_bodies(campaign: str, lock: bool = False) -> CampaignBodies:
    """The campaign's bodies; `lock` keeps others from filing in it until this transaction ends."""
    row = frappe.db.get_value(
        CAMPAIGN,
        campaign,
        ["unit", "standing_unit", "lead_unit", "workflow_state", "has_awards"],
        as_dict=True,
        for_update=lock,
    )
    return CampaignBodies(
        unit=row["unit"],
        standing_unit=row["standing_unit"] or None,
        lead_unit=row["lead_unit"] or None,
        state=row["workflow_state"] or "",
        has_awards=bool(row["has_awards"]),
    )


def unit_record(plan: CampaignPlan, issuing_unit: str, name: str) -> str | None:
    """The record of the unit that `name` means in this campaign; None for a unit that is not on
    file.
    """
    wanted = resolve_unit(plan, known_units(issuing_unit), name).keys
    rows = unit_rows(issuing_unit)
    aliases = aliases_of(row["name"] for row in rows)
    for row in rows:
        own = keys_of((row["unit_name"], *aliases.get(row["name"], ())), plan.issuing_unit)
        if not wanted.isdisjoint(own):
            return str(row["name"])
    return None


def asked_context(
    plan: CampaignPlan, bodies: CampaignBodies, request: ProposalRequest, unit: str | None
) -> ProposalContext:
    """The facts around a request from outside."""
    held = ()
    if unit and request.award_form:
        held = held_nominations(plan.code, unit, request.award_form)
    return ProposalContext(
        known_units=known_units(bodies.unit),
        held=held,
        reference=reference_data(),
        unit_classes=unit_classes(),
        extensions=extensions_for(plan.code, unit),
    )


def unit_classes() -> tuple[str, ...]:
    return tuple(frappe.get_all("Unit Class", pluck="name", order_by="name asc"))


@dataclass(frozen=True)
class FiledDossier:
    """A dossier about to be filed: the document, its subjects, when and to whom it goes."""

    doc: Any
    subjects: Sequence[Any]
    received_at: datetime
    receiving_name: str


def dossier_request(plan: CampaignPlan, filed: FiledDossier) -> ProposalRequest:
    """The dossier as a request: its unit, its subjects with their facts, its parts and its way."""
    doc = filed.doc
    own_subjects = filed.subjects if doc.stage == Stage.UNIT.value else ()
    unit_name = frappe.db.get_value("Administrative Unit", doc.unit, "unit_name")
    deadline = dossier_deadline(plan, known_units_of(doc.campaign), unit_name, doc)
    return ProposalRequest(
        campaign=plan.code,
        award_form=doc.award_form,
        nominating_unit=NominatingUnit(name=unit_name),
        nominations=tuple(filed_subject(row) for row in own_subjects),
        facts=RequestFacts(
            deadline=deadline.code if deadline else None,
            submitted_at=filed.received_at,
            channel=Channel(doc.channel) if doc.channel else None,
            item=Item.DOSSIER,
            addressees=(filed.receiving_name,),
            stage=Stage(doc.stage) if plan.lead_agency else None,
            components=dossier_components(doc, filed.subjects),
            sets=doc.sets or None,
        ),
    )


def dossier_components(doc: Any, subjects: Sequence[Any]) -> tuple[Component, ...]:
    """The dossier's parts; for a collecting agency also the papers that every subject has."""
    own = [Component(row.component) for row in doc.components]
    if doc.stage == Stage.UNIT.value or not subjects:
        return tuple(own)
    shared = set.intersection(*({row.component for row in subject.papers} for subject in subjects))
    return (*own, *(part for part in SUBJECT_COMPONENTS if part in shared and part not in own))


def known_units_of(campaign: str) -> Any:
    return known_units(campaign_bodies(campaign).unit)


def dossier_deadline(plan: CampaignPlan, units: Any, unit_name: str, doc: Any) -> Deadline | None:
    """The deadline that holds for this dossier."""
    unit = resolve_unit(plan, units, unit_name)
    stage = Stage(doc.stage) if plan.lead_agency else None
    return first_deadline(plan, unit, Item.DOSSIER, stage, doc.award_form)


def first_deadline(
    plan: CampaignPlan,
    unit: ResolvedUnit,
    item: Item,
    stage: Stage | None = None,
    award_form: str | None = None,
) -> Deadline | None:
    """The first of the plan's deadlines that holds for what this unit sends."""
    return next(
        (
            deadline
            for deadline in plan.deadlines
            if deadline.item is item
            and deadline.comparator is not None
            and (stage is None or deadline.stage in (None, stage))
            and (not deadline.award_forms or award_form in deadline.award_forms)
            and selects(plan, deadline.senders, unit)
        ),
        None,
    )


def dossier_context(
    plan: CampaignPlan, filed: FiledDossier, bodies: CampaignBodies, lock: bool = False
) -> ProposalContext:
    """The facts around a dossier: places that its unit holds beside it, subjects that others filed.

    A lead agency's dossier brings no subjects of its own: those in it were judged when they were
    filed.
    """
    doc = filed.doc
    own_subjects = filed.subjects if doc.stage == Stage.UNIT.value else ()
    return ProposalContext(
        known_units=known_units(bodies.unit),
        held=held_nominations(doc.campaign, doc.unit, doc.award_form, besides=doc.name, lock=lock),
        filed_by_others=filed_by_others(doc.campaign, doc.unit, doc.award_form, own_subjects),
        reference=reference_data(),
        unit_classes=unit_classes(),
        extensions=extensions_for(doc.campaign, doc.unit),
    )


def collected_subjects(lead_dossier: str) -> list[Any]:
    """The nominations that a lead agency has collected into its dossier."""
    names = frappe.get_all(
        NOMINATION,
        filters={"lead_dossier": lead_dossier},
        pluck="name",
        order_by="unit asc, name asc",
    )
    return [frappe.get_doc(NOMINATION, name) for name in names]


def collected_dossiers(lead_dossier: str) -> list[str]:
    """The units' dossiers in a lead agency's dossier."""
    return list(
        frappe.get_all(
            "Award Dossier",
            filters={"lead_dossier": lead_dossier},
            pluck="name",
            order_by="name asc",
        )
    )
