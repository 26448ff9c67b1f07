"""Which subjects a group, a quota row or an exemption means; who may stand under a letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .findings import Finding, FindingCode, reject, warn
from .names import ResolvedUnit, is_below, is_of_first_rank, is_same_unit, name_key, resolve_unit
from .plan import CampaignPlan
from .plan_rules import (
    SubjectGroup,
    SubjectSelector,
)
from .request import Nomination
from .vocabulary import (
    FAMILY_OF_KIND,
    KIND_OF_LEVEL,
    Occupation,
    Owner,
    SubjectFamily,
    SubjectKind,
)


class Fit(Enum):
    """Whether a subject is meant: yes, no, or not to be told from what was stated."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Match:
    """`reason` names the aspect that decided: `kind`, `group`, `level`, `owner`, `official`…"""

    fit: Fit
    reason: str | None = None


YES = Match(Fit.YES)

ORGANS = frozenset(KIND_OF_LEVEL.values())
"""Kinds that may also be filed as a collective of their level."""

NOT_OFFICIALS = frozenset({Occupation.FARMER, Occupation.PUPIL, Occupation.ENTERPRISE_WORKER})
"""Occupations that are never those of cán bộ, công chức, viên chức."""

NOT_CITIZENS = frozenset(
    {Occupation.OFFICIAL, Occupation.SOLDIER, Occupation.PUPIL, Occupation.ENTERPRISE_WORKER}
)
"""Occupations of people who are honoured where they work or learn, not as residents."""


VILLAGE_HEAD_TITLES = tuple(
    name_key(title)
    for title in ("trưởng thôn", "trưởng xóm", "trưởng ấp", "trưởng bản", "trưởng tổ dân phố")
)
"""Posts that say what a person does where the occupation itself is not stated."""


def occupation_of(nomination: Nomination) -> Occupation | None:
    """The stated occupation, else the one that the person's post names."""
    said = nomination.attributes
    if said.occupation is None and said.position:
        post = name_key(said.position)
        if any(title in post for title in VILLAGE_HEAD_TITLES):
            return Occupation.VILLAGE_HEAD
    return said.occupation


def kinds_of(nomination: Nomination) -> frozenset[SubjectKind]:
    """The kinds that a nomination may count as, by what is said of it."""
    kind, said = nomination.subject_kind, nomination.attributes
    if kind is SubjectKind.COLLECTIVE and said.is_mass_organisation:
        return frozenset({SubjectKind.ORGANISATION})
    if kind is SubjectKind.ENTERPRISE and said.is_credit_institution:
        return frozenset({SubjectKind.CREDIT_INSTITUTION})
    if kind is SubjectKind.COLLECTIVE and nomination.level in KIND_OF_LEVEL:
        return frozenset({kind, KIND_OF_LEVEL[nomination.level]})
    return frozenset({kind})


def family_of(nomination: Nomination) -> SubjectFamily | None:
    return FAMILY_OF_KIND[nomination.subject_kind]


def groups_for(plan: CampaignPlan, nomination: Nomination) -> tuple[SubjectGroup, ...]:
    """The group that the letter names, or those that take the kind where no letter is given."""
    if nomination.group is not None:
        group = plan.group(nomination.group)
        return (group,) if group else ()
    return tuple(group for group in plan.groups if fits_group(group, nomination) is Fit.YES)


def fits_group(group: SubjectGroup, nomination: Nomination) -> Fit:
    """Whether the kind goes with the group."""
    kinds = kinds_of(nomination)
    if kinds & set(group.unlisted_kinds):
        return Fit.UNCLEAR
    if kinds & set(group.kinds):
        return Fit.YES
    occupation = occupation_of(nomination)
    if nomination.subject_kind is SubjectKind.INDIVIDUAL and (
        occupation in group.citizen_occupations and not nomination.attributes.is_official
    ):
        return Fit.YES
    lacks = lacks_level(nomination) and ORGANS & set(group.kinds)
    return Fit.UNCLEAR if SubjectKind.OTHER in kinds or lacks else Fit.NO


def lacks_level(nomination: Nomination) -> bool:
    """A collective without a level may be an organ of any."""
    return nomination.subject_kind is SubjectKind.COLLECTIVE and nomination.level is None


def official_status(nomination: Nomination) -> Fit:
    """Whether the person is cán bộ, công chức, viên chức."""
    said = nomination.attributes
    if said.is_official or (said.is_official is None and said.occupation is Occupation.OFFICIAL):
        return Fit.YES
    if said.is_official is False or said.occupation in NOT_OFFICIALS:
        return Fit.NO
    return Fit.UNCLEAR


def check_subjects(
    plan: CampaignPlan, form: str, nomination: Nomination, path: str
) -> list[Finding]:
    """Whether kind, letter and person go together; kinds the text does not name need an officer."""
    groups = groups_for(plan, nomination)
    if nomination.group is not None and not groups and plan.groups:
        letters = ", ".join(group.letter for group in plan.groups)
        source = plan.groups_source or plan.groups[0].source
        return [
            reject(
                FindingCode.UNKNOWN_GROUP, source, path, letter=nomination.group, letters=letters
            )
        ]
    if nomination.group is None:
        if not groups and any(governs(group, form) for group in plan.groups):
            return [unnamed_kind(plan, nomination, path)]
        return list(check_person(groups[0], form, nomination, path)) if len(groups) == 1 else []
    return [
        finding
        for group in groups
        if governs(group, form)
        for finding in (
            *check_kind(plan, group, nomination, path),
            *check_person(group, form, nomination, path),
        )
    ]


def governs(group: SubjectGroup, form: str) -> bool:
    """Whether the group's list of kinds is meant for this award form."""
    return not group.award_forms or form in group.award_forms


def unnamed_kind(plan: CampaignPlan, nomination: Nomination, path: str) -> Finding:
    """A kind filed without a letter that no group of the plan takes for certain."""
    source = plan.groups_source or plan.groups[0].source
    if nomination.subject_kind is SubjectKind.OTHER:
        return warn(FindingCode.SUBJECT_KIND_UNCLEAR, source, path, kind=nomination.subject_kind)
    return warn(FindingCode.SUBJECT_NOT_LISTED, source, path, kind=nomination.subject_kind)


def check_kind(
    plan: CampaignPlan, group: SubjectGroup, nomination: Nomination, path: str
) -> Iterator[Finding]:
    """Kind against letter, level against kind, local name against the text's own word."""
    kind, source = nomination.subject_kind, group.source
    fit = fits_group(group, nomination)
    if fit is Fit.NO:
        fitting = ", ".join(
            other.letter for other in plan.groups if fits_group(other, nomination) is Fit.YES
        )
        yield reject(
            FindingCode.GROUP_MISMATCH,
            source,
            path,
            kind=kind,
            letter=group.letter,
            title=group.title,
            fitting=fitting,
        )
    elif kind is SubjectKind.OTHER and fit is Fit.UNCLEAR:
        yield warn(FindingCode.SUBJECT_KIND_UNCLEAR, source, path, kind=kind)
    elif fit is Fit.UNCLEAR and kinds_of(nomination) & set(group.unlisted_kinds):
        yield warn(FindingCode.SUBJECT_NOT_LISTED, source, path, kind=kind)
    elif fit is Fit.UNCLEAR:
        yield warn(FindingCode.SUBJECT_STATUS_UNCLEAR, source, path, kind=kind, missing="level")
    if kind in ORGANS and nomination.level and KIND_OF_LEVEL.get(nomination.level) is not kind:
        yield warn(FindingCode.SUBJECT_KIND_UNCLEAR, source, path, kind=kind)
    local = nomination.attributes.local_name
    if local and group.local_names and fit is Fit.YES and not is_local_name(group, local):
        yield warn(FindingCode.SUBJECT_NOT_LISTED, source, path, kind=local)
        yield warn(FindingCode.SUBJECT_KIND_UNCLEAR, source, path, kind=local)


def is_local_name(group: SubjectGroup, local: str) -> bool:
    """Whether the subject's own word for its kind is one that the group's text covers."""
    words = {name_key(name) for name in group.local_names}
    first = local.split()[0] if local.split() else local
    return name_key(local) in words or name_key(first) in words


def check_person(
    group: SubjectGroup, form: str, nomination: Nomination, path: str
) -> Iterator[Finding]:
    """Whether the person may stand under the letter, by status and occupation."""
    if family_of(nomination) is not SubjectFamily.INDIVIDUAL or not governs(group, form):
        return
    occupation, source = occupation_of(nomination), group.source
    status = official_status(nomination)
    unclear = status is not Fit.YES and occupation in group.unclear_occupations
    if group.officials_only and unclear:
        yield warn(
            FindingCode.SUBJECT_STATUS_UNCLEAR,
            source,
            path,
            kind=nomination.subject_kind,
            missing="is_official",
        )
    elif is_excluded(group, nomination, status):
        yield reject(
            FindingCode.WRONG_SUBJECT, source, path, letter=group.letter, title=group.title
        )


def is_excluded(group: SubjectGroup, nomination: Nomination, status: Fit) -> bool:
    """Whether the group's words leave this person out."""
    if group.officials_only is None:
        return False
    if group.officials_only:
        return status is Fit.NO or nomination.subject_kind is SubjectKind.CITIZEN
    return status is Fit.YES or nomination.attributes.occupation in NOT_CITIZENS


def match_subject(
    plan: CampaignPlan,
    selector: SubjectSelector,
    nomination: Nomination,
    unit: ResolvedUnit | None = None,
) -> Match:
    """Whether the selector means the subject; a certain no outweighs what is unclear."""
    matches = [
        match_kind(selector, nomination),
        match_group(plan, selector, nomination),
        match_level(selector, nomination),
        match_owner(plan, selector, nomination, unit),
        match_official(selector, nomination),
        match_occupation(selector, nomination),
        match_flag(selector.leader, nomination.attributes.leader, "leader"),
        match_flag(selector.in_block, nomination.attributes.in_block, "in_block"),
        match_flag(selector.direct_worker, nomination.attributes.direct_worker, "direct_worker"),
    ]
    for fit in (Fit.NO, Fit.UNCLEAR):
        for match in matches:
            if match.fit is fit:
                return match
    return YES


def match_kind(selector: SubjectSelector, nomination: Nomination) -> Match:
    if not selector.kinds and not selector.families:
        return YES
    kinds = kinds_of(nomination)
    families = {FAMILY_OF_KIND[kind] for kind in kinds}
    if kinds & set(selector.kinds) or families & set(selector.families):
        return YES
    if SubjectKind.OTHER in kinds:
        return Match(Fit.UNCLEAR, "kind")
    if lacks_level(nomination) and ORGANS & set(selector.kinds):
        return Match(Fit.UNCLEAR, "level")
    return Match(Fit.NO, "kind")


def match_group(plan: CampaignPlan, selector: SubjectSelector, nomination: Nomination) -> Match:
    if not selector.groups:
        return YES
    if nomination.group is not None:
        return YES if nomination.group in selector.groups else Match(Fit.NO, "group")
    letters = {group.letter for group in groups_for(plan, nomination)}
    return YES if not letters or letters & set(selector.groups) else Match(Fit.NO, "group")


def match_level(selector: SubjectSelector, nomination: Nomination) -> Match:
    if not selector.levels:
        return YES
    if nomination.level is None:
        return Match(Fit.UNCLEAR, "level")
    return YES if nomination.level in selector.levels else Match(Fit.NO, "level")


def match_owner(
    plan: CampaignPlan,
    selector: SubjectSelector,
    nomination: Nomination,
    unit: ResolvedUnit | None,
) -> Match:
    if selector.owner is not Owner.OWN:
        return YES
    said = nomination.attributes
    if said.is_nominating_unit or said.owned_by_nominator:
        return YES
    if said.owned_by_nominator is False:
        return Match(Fit.NO, "owner")
    if said.managed_by is not None and unit is not None:
        manager = resolve_unit(plan, (), said.managed_by)
        if is_same_unit(manager, unit) or is_below(manager, unit):
            return YES
        if manager.is_known or is_of_first_rank(manager):
            return Match(Fit.NO, "owner")
    return Match(Fit.UNCLEAR, "owned_by_nominator")


def match_official(selector: SubjectSelector, nomination: Nomination) -> Match:
    if not selector.officials_only:
        return YES
    status = official_status(nomination)
    if occupation_of(nomination) is Occupation.VILLAGE_HEAD and status is not Fit.YES:
        return Match(Fit.UNCLEAR, "is_official")
    return Match(status, "is_official")


def match_occupation(selector: SubjectSelector, nomination: Nomination) -> Match:
    if not selector.occupations:
        return YES
    occupation = occupation_of(nomination)
    if occupation is None and nomination.attributes.is_official:
        occupation = Occupation.OFFICIAL
    if occupation is None:
        return Match(Fit.UNCLEAR, "occupation")
    return YES if occupation in selector.occupations else Match(Fit.NO, "occupation")


def match_flag(wanted: bool | None, said: bool | None, name: str) -> Match:
    if wanted is None:
        return YES
    if said is None:
        return Match(Fit.UNCLEAR, name)
    return YES if said is wanted else Match(Fit.NO, name)
