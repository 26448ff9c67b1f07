"""What goes with one award: the regime, base salary and coefficient of the day of the decision."""

from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from .context import (
    BaseSalary,
    BonusCoefficient,
    LegalRegime,
    ReferenceData,
    RoundingMode,
)
from .findings import Bonus
from .names import ResolvedUnit
from .plan import CampaignPlan
from .plan_merits import (
    BonusKind,
)
from .request import Nomination
from .subjects import family_of


def bonus_for(
    plan: CampaignPlan,
    form: str,
    nomination: Nomination,
    unit: ResolvedUnit | None,
    decided_on: date | None,
    reference: ReferenceData,
) -> Bonus | None:
    """The bonus for a single subject; null for a form that pays none or more than one subject.

    The plan's own rule goes first; where it has none, the decree in force on the day of decision.
    """
    if nomination.count != 1:
        return None
    kind = nomination.attributes.contribution_kind
    for rule in plan.bonus_rules:
        forms = not rule.award_forms or form in rule.award_forms
        if forms and (not rule.contribution_kinds or kind in rule.contribution_kinds):
            if rule.kind is not BonusKind.CASH:
                return Bonus(rule.kind, None, rule.text)
            break
    if not any(
        item.award_form == form for regime in reference.regimes for item in regime.coefficients
    ):
        return None
    return cash(form, nomination, unit, decided_on, reference)


def cash(
    form: str,
    nomination: Nomination,
    unit: ResolvedUnit | None,
    decided_on: date | None,
    reference: ReferenceData,
) -> Bonus:
    """Coefficient times base salary, rounded as the regime says; no amount where one is unknown."""
    if decided_on is None:
        return unknown("chưa có ngày quyết định nên chưa xác định chế độ, mức lương cơ sở")
    regime = regime_on(reference, decided_on)
    salary = base_salary_on(reference, decided_on)
    if regime is None or salary is None:
        return unknown(f"chưa có chế độ hoặc mức lương cơ sở cho ngày {decided_on:%d/%m/%Y}")
    coefficient = coefficient_for(regime, form, nomination, unit)
    if coefficient is not None and coefficient.coefficient is None and coefficient.unit_classes:
        return unknown(coefficient.source or coefficient.award_form)
    if coefficient is None or coefficient.coefficient is None:
        return unknown(f"{regime.decree} không ghi hệ số cho trường hợp này")
    raw = coefficient.coefficient * salary.amount
    amount = rounded(raw, regime)
    basis = f"{vietnamese(coefficient.coefficient)} × {grouped(salary.amount)} đ ({regime.decree})"
    if amount != raw:
        basis += f", làm tròn từ {grouped(int(raw))} đ"
    if coefficient.unverified or regime.unverified or salary.unverified:
        basis += ", chưa kiểm chứng"
    return Bonus(BonusKind.CASH, amount, basis)


def unknown(reason: str) -> Bonus:
    return Bonus(BonusKind.CASH, None, reason)


def regime_on(reference: ReferenceData, day: date) -> LegalRegime | None:
    """The regime in force on a day."""
    return next(
        (
            regime
            for regime in reference.regimes
            if regime.valid_from <= day and (regime.valid_to is None or day <= regime.valid_to)
        ),
        None,
    )


def base_salary_on(reference: ReferenceData, day: date) -> BaseSalary | None:
    """The last base salary that began on or before a day."""
    begun = [salary for salary in reference.base_salaries if salary.valid_from <= day]
    return max(begun, key=lambda salary: salary.valid_from, default=None)


def coefficient_for(
    regime: LegalRegime, form: str, nomination: Nomination, unit: ResolvedUnit | None
) -> BonusCoefficient | None:
    """The regime's line for the form and family; one for the unit's class goes before the rest."""
    lines = [
        line
        for line in regime.coefficients
        if line.award_form == form and line.family is family_of(nomination)
    ]
    own = [line for line in lines if unit is not None and unit.unit_class in line.unit_classes]
    return next(iter(own or [line for line in lines if not line.unit_classes]), None)


def rounded(amount: Decimal, regime: LegalRegime) -> int:
    """The amount rounded to the regime's unit in its own way."""
    mode = ROUND_CEILING if regime.rounding_mode is RoundingMode.UP else ROUND_HALF_UP
    units = (amount / regime.rounding_unit).quantize(Decimal(1), rounding=mode)
    return int(units) * regime.rounding_unit


def vietnamese(number: Decimal) -> str:
    """A coefficient with a decimal comma and at least one decimal: 1 is "1,0"."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return (text if "." in text else text + ".0").replace(".", ",")


def grouped(amount: int) -> str:
    """An amount with dots between the thousands."""
    return f"{amount:,}".replace(",", ".")
