"""View model of one campaign: its text, the rules read in it, its quota board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua_khenthuong.domain.plan import CampaignPlan
from thidua_khenthuong.domain.plan_rules import Criterion, DossierRule, RouteStep
from thidua_khenthuong.domain.plan_text import PlanReference
from thidua_khenthuong.presentation.messages import WORDS
from thidua_khenthuong.presentation.pages.board import Board, board_view
from thidua_khenthuong.presentation.pages.campaign_text import TextPart, quota_number, text_parts
from thidua_khenthuong.presentation.pages.dates import (
    DeadlineLine,
    deadline_lines,
    selected_units,
    span,
)
from thidua_khenthuong.presentation.pages.words import CAMPAIGN_STATES, capital, tone
from thidua_khenthuong.presentation.vietnamese import listed, short_date

NOT_PRINTED = "văn bản không ghi"
STEPS = {
    "propose": "đề nghị",
    "collect": "tổng hợp",
    "council": "họp xét",
    "appraise": "thẩm định",
    "opinion": "cho ý kiến",
    "sign": "quyết định",
}


@dataclass(frozen=True)
class GroupView:
    """A lettered group with its own criteria; `letter` empty: the criteria common to all."""

    letter: str
    title: str
    kinds: str
    external_reference: str | None
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class QuotaView:
    """A row of the allocation as the plan prints it."""

    units: str
    label: str
    award: str
    number: str
    exceptions: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class StepView:
    """A step of the way to an award."""

    body: str
    action: str
    papers: str
    source: str


@dataclass(frozen=True)
class RouteView:
    award: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class DossierView:
    """What a dossier consists of, and how many sets."""

    author: str
    sets: str
    components: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class CampaignPage:
    """One campaign as a document. `board` is null for guests: who filed what is not public."""

    code: str
    short_title: str
    title: str
    state: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[TextPart, ...]
    deadlines: tuple[DeadlineLine, ...]
    groups: tuple[GroupView, ...]
    quotas: tuple[QuotaView, ...]
    routes: tuple[RouteView, ...]
    dossiers: tuple[DossierView, ...]
    board: Board | None


def campaign_page(
    plan: CampaignPlan, state: str, moment: datetime, lines: Sequence[Mapping[str, Any]] | None
) -> CampaignPage:
    """`lines`: the quota board's lines that the reader may see, null for nobody's."""
    return CampaignPage(
        code=plan.code,
        short_title=plan.short_title or plan.title,
        title=plan.title,
        state=CAMPAIGN_STATES[state],
        tone=tone(state),
        facts=tuple(facts_of(plan)),
        parts=text_parts(plan, moment),
        deadlines=deadline_lines(plan, moment),
        groups=group_views(plan),
        quotas=quota_views(plan),
        routes=route_views(plan),
        dossiers=tuple(dossier_view(rule) for rule in plan.dossier_rules),
        board=None if lines is None else board_view(plan, lines),
    )


def facts_of(plan: CampaignPlan) -> list[tuple[str, str]]:
    issued = short_date(plan.issued_on) if plan.issued_on else plan.issued_on_text or NOT_PRINTED
    facts = [
        ("Cơ quan ban hành", plan.issuer),
        ("Số, ký hiệu", plan.number or plan.number_text or NOT_PRINTED),
        ("Ngày ban hành", issued),
        ("Cơ quan thường trực", plan.standing_body or NOT_PRINTED),
    ]
    if plan.lead_agency:
        facts.append(("Cơ quan chủ trì", plan.lead_agency))
    if plan.parent:
        facts.append(("Kế hoạch gốc", parent_words(plan.parent)))
    periods = [p for p in plan.periods if p.kind == "campaign"] or list(plan.periods[:1])
    if periods:
        facts.append(("Thời gian", span(periods[0].starts_on, periods[0].ends_on)))
    return facts


def parent_words(parent: PlanReference) -> str:
    """The plan that this one hangs on; without a code it is not in the system."""
    number = f"số {parent.number}" if parent.number else parent.title
    day = f" ngày {short_date(parent.issued_on)}" if parent.issued_on else ""
    return f"{number}{day}" + ("" if parent.code else " (chưa nhập)")


def group_views(plan: CampaignPlan) -> tuple[GroupView, ...]:
    """The criteria common to all first, then each group with its own."""
    common = tuple(criterion for criterion in plan.criteria if criterion.group is None)
    groups = [GroupView("", "Tiêu chuẩn chung", "", None, common)] if common else []
    for group in plan.groups:
        groups.append(
            GroupView(
                letter=group.letter,
                title=group.title,
                kinds=capital(listed([WORDS.get(kind, kind) for kind in group.kinds])),
                external_reference=group.external_reference,
                criteria=tuple(own for own in plan.criteria if own.group == group.letter),
            )
        )
    return tuple(groups)


def quota_views(plan: CampaignPlan) -> tuple[QuotaView, ...]:
    return tuple(
        QuotaView(
            units=capital(selected_units(row.units)),
            label=row.label,
            award=award_name(plan, row.award_form),
            number=quota_number(row),
            exceptions=tuple(
                f"riêng {selected_units(exception.units)}: {exception.number}"
                for exception in row.exceptions
            ),
            source=row.source,
        )
        for row in plan.quotas
    )


def award_name(plan: CampaignPlan, form: str) -> str:
    """The award as the plan calls it, else as the field does."""
    named = (rule.name for rule in plan.award_forms if rule.form == form and rule.name)
    return next(named, WORDS.get(form, form))


def route_views(plan: CampaignPlan) -> tuple[RouteView, ...]:
    """The way to each award, in the order of the plan's steps."""
    forms = list(dict.fromkeys(step.award_forms for step in plan.route_steps))
    return tuple(
        RouteView(
            award=listed([award_name(plan, form) for form in own]),
            steps=tuple(
                step_view(step)
                for step in sorted(plan.route_steps, key=lambda step: step.order)
                if step.award_forms == own
            ),
        )
        for own in forms
    )


def step_view(step: RouteStep) -> StepView:
    return StepView(
        body=step.body,
        action=STEPS[step.kind],
        papers=listed([WORDS[paper] for paper in step.papers]),
        source=step.source,
    )


def dossier_view(rule: DossierRule) -> DossierView:
    stage = "của cơ quan chủ trì" if rule.stage == "lead_agency" else "của đơn vị đề nghị"
    return DossierView(
        author=f"Hồ sơ {stage}",
        sets="kế hoạch không ghi số bộ" if rule.sets is None else f"{rule.sets:02d} bộ",
        components=tuple(
            capital(WORDS[part.component]) + (f" ({part.form})" if part.form else "")
            for part in rule.components
        ),
        source=rule.source,
    )
