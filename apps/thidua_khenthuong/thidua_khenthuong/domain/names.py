"""When two names of a unit or body mean the same one.

Names match whatever the case, marks, spaces, kind of dash and a leading "UBND", and through
aliases; what a name says about its own province ("Sở A tỉnh B") is not needed to match.
"""

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .plan import CampaignPlan
from .plan_rules import (
    UnitSelector,
)

PEOPLES_COMMITTEE = ("ubnd", "uybannhandan")
"""The leading words that stand for the unit itself: "UBND huyện X" is huyện X."""

LOCAL_KINDS = ("xa", "phuong", "thitran", "phong")
"""Words at the head of a name that by law belong to a unit under a district."""

FIRST_RANK_KINDS = ("huyen", "thanhpho", "thixa", "tinh")
"""Words at the head of a name that, like "Sở", belong to the province or a unit right under it."""

TELLING_LENGTH = 6
"""Shorter keys (abbreviations) may stand in another name by chance."""

LEADING_ABBREVIATIONS = {"tp": "thanhpho", "tx": "thixa", "tt": "thitran"}
"""Kinds of unit that are written short in front of a name ("TP. A")."""


@dataclass(frozen=True)
class KnownUnit:
    """A unit on file: its names, its class, the names of the units above it."""

    name: str
    aliases: tuple[str, ...] = ()
    unit_class: str | None = None
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResolvedUnit:
    """A unit as the rules see it: every key that it answers to, and its class if there is one.

    `is_known`: it is on file or named in the plan.
    """

    name: str
    keys: frozenset[str]
    unit_class: str | None
    above: frozenset[str] = frozenset()
    is_known: bool = False


@functools.lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The name without case, marks, spaces, dashes, punctuation and a leading "UBND"."""
    folded = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d")
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    if words and words[0] in LEADING_ABBREVIATIONS:
        words[0] = LEADING_ABBREVIATIONS[words[0]]
    key = "".join(words)
    for prefix in PEOPLES_COMMITTEE:
        if key.startswith(prefix) and key != prefix:
            return key.removeprefix(prefix)
    return key


@functools.lru_cache(maxsize=8192)
def name_keys(name: str, issuing_unit: str) -> frozenset[str]:
    """The keys of a name with and without the issuing unit's own name at its end."""
    key = name_key(name)
    whole = name_key(issuing_unit)
    kind = name_key(issuing_unit.split(" ", 1)[0])
    if not key.endswith(whole) or key == whole:
        return frozenset({key})
    short = key.removesuffix(whole)
    return frozenset({key, short, short + kind})


def same_name(one: str, other: str, issuing_unit: str) -> bool:
    return not name_keys(one, issuing_unit).isdisjoint(name_keys(other, issuing_unit))


def keys_of(names: Iterable[str], issuing_unit: str) -> frozenset[str]:
    """All keys of several names of one unit."""
    return frozenset().union(*(name_keys(name, issuing_unit) for name in names))


def resolve_unit(
    plan: CampaignPlan,
    known_units: Iterable[KnownUnit],
    name: str,
    stated_class: str | None = None,
) -> ResolvedUnit:
    """The unit that `name` means in this campaign.

    The class on file counts; `stated_class` serves only for a unit that is not on file.
    """
    keys = name_keys(name, plan.issuing_unit)
    unit_class: str | None = None
    above: frozenset[str] = frozenset()
    on_file = is_known = False
    for unit in known_units:
        own = keys_of((unit.name, *unit.aliases), plan.issuing_unit)
        if not keys.isdisjoint(own):
            keys, unit_class, on_file = keys | own, unit.unit_class, True
            is_known = True
            above = keys_of(unit.above, plan.issuing_unit)
            break
    for body in plan.bodies:
        own = keys_of((body.name, *body.aliases), plan.issuing_unit)
        if not keys.isdisjoint(own):
            keys, is_known = keys | own, True
            unit_class = unit_class or body.unit_class
    if not on_file:
        unit_class = unit_class or stated_class
    return ResolvedUnit(name, keys, unit_class, above, is_known)


def is_named(plan: CampaignPlan, names: Iterable[str], unit: ResolvedUnit) -> bool:
    """Whether one of the plan's names means this unit."""
    return any(not unit.keys.isdisjoint(name_keys(name, plan.issuing_unit)) for name in names)


def selects(plan: CampaignPlan, selector: UnitSelector, unit: ResolvedUnit) -> bool:
    """Whether the selector means this unit: by name first, then by class, minus the exclusions."""
    if is_named(plan, selector.names, unit):
        return True
    if is_named(plan, selector.except_names, unit):
        return False
    if unit.unit_class is not None and unit.unit_class in selector.except_classes:
        return False
    if selector.classes:
        return unit.unit_class in selector.classes
    return not selector.names


def is_same_unit(one: ResolvedUnit, other: ResolvedUnit) -> bool:
    return not one.keys.isdisjoint(other.keys)


def is_below(unit: ResolvedUnit, upper: ResolvedUnit) -> bool:
    """Whether `unit` stands under `upper`, on file or by a name that carries the upper's own."""
    if not unit.above.isdisjoint(upper.keys):
        return True
    return any(
        (len(key) >= TELLING_LENGTH and key in name) or (len(key) > 4 and name.endswith(key))
        for key in upper.keys
        for name in unit.keys
        if key != name
    )


def is_of_first_rank(unit: ResolvedUnit) -> bool:
    """Whether the unit's name alone says that it stands under the province itself."""
    words = unit.name.split() or [""]
    return name_key(words[0]) == "so" or name_key(" ".join(words[:2])).startswith(FIRST_RANK_KINDS)


def is_local_kind(unit: ResolvedUnit) -> bool:
    """Whether the unit's name alone says that it stands under some district."""
    return any(key.startswith(kind) for key in unit.keys for kind in LOCAL_KINDS)
