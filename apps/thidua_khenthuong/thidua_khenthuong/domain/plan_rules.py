"""The rules of a campaign plan as data: groups, criteria, awards, quotas, routes, dossiers, dues.

Selectors say to whom a rule applies. An empty tuple does not restrict; null is "not stated".
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .vocabulary import (
    AdministrativeLevel,
    AwardRound,
    Channel,
    Comparator,
    Component,
    CountKind,
    DueComparator,
    Item,
    Measure,
    Occupation,
    Owner,
    ReportColumn,
    RouteStepKind,
    Stage,
    Strictness,
    SubjectFamily,
    SubjectKind,
)


@dataclass(frozen=True)
class UnitSelector:
    """Units by name or by class, minus exclusions; neither names nor classes means every unit."""

    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    except_names: tuple[str, ...] = ()
    except_classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubjectSelector:
    """Subjects by kind or family, group letter, level, owner, status of the person, block."""

    kinds: tuple[SubjectKind, ...] = ()
    families: tuple[SubjectFamily, ...] = ()
    groups: tuple[str, ...] = ()
    levels: tuple[AdministrativeLevel, ...] = ()
    owner: Owner | None = None
    officials_only: bool = False
    occupations: tuple[Occupation, ...] = ()
    leader: bool | None = None
    in_block: bool | None = None
    direct_worker: bool | None = None


@dataclass(frozen=True)
class SubjectGroup:
    """A lettered group of subjects; the letter belongs to this campaign alone.

    `kinds` go with the letter. `unlisted_kinds` take part in the campaign but stand in no list of
    those to be honoured: an officer decides. `officials_only`: true where only officials may
    stand, false where officials may not; null where the text does not say. `citizen_occupations`:
    persons filed as `individual` who belong to a group of citizens by what they do. `local_names`:
    the words for the kind that the text covers. `external_reference`: the group's words stand in
    another document that is not in the system.
    """

    letter: str
    source: str
    title: str
    kinds: tuple[SubjectKind, ...]
    text: str = ""
    family: SubjectFamily | None = None
    sub_kinds: tuple[str, ...] = ()
    unlisted_kinds: tuple[SubjectKind, ...] = ()
    officials_only: bool | None = None
    unclear_occupations: tuple[Occupation, ...] = ()
    citizen_occupations: tuple[Occupation, ...] = ()
    local_names: tuple[str, ...] = ()
    external_reference: str | None = None
    strand: str | None = None
    award_forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Threshold:
    """A number that facts are measured by; without `value` any positive amount meets it."""

    measure: Measure
    comparator: Comparator
    value: Decimal | None
    strictness: Strictness
    unit: str | None = None


@dataclass(frozen=True)
class Criterion:
    """One bullet of a standard. `group` null: common to all groups.

    `alternatives`: kinds of evidence of which one is enough. `requires`: attributes of a subject
    (`escaped_poverty`) that must not be denied. `applies_to`: sub-kinds to whom alone
    the bullet is put. `external_reference`: its words stand in another document, not entered yet.
    """

    code: str
    source: str
    group: str | None
    text: str = ""
    award_forms: tuple[str, ...] = ()
    strictness: Strictness = Strictness.HARD
    alternatives: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    requires: tuple[str, ...] = ()
    applies_to: SubjectSelector | None = None
    condition: str | None = None
    external_reference: str | None = None


@dataclass(frozen=True)
class AwardOccasion:
    """When a form may be given: at which rounds, in which years (empty: any)."""

    rounds: tuple[AwardRound, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class AwardFormRule:
    """An award form that the plan lists.

    `also_as`: other codes under which the plan's words cover the same award. `authorities`: units
    whose heads may give it, where the plan says; null: the form has one authority of its own.
    `subjects`: those whom the text names for this form; others are for an officer. Null: all.
    """

    form: str
    source: str
    text: str = ""
    name: str | None = None
    also_as: tuple[str, ...] = ()
    occasions: tuple[AwardOccasion, ...] = ()
    authorities: UnitSelector | None = None
    standards: str | None = None
    subjects: SubjectSelector | None = None


@dataclass(frozen=True)
class AwardStandard:
    """Standards of an award that another body sets, not the plan itself.

    `drafted_by`: who prepares them. `yearly`: they are set anew each year.
    """

    source: str
    award_forms: tuple[str, ...]
    set_by: tuple[str, ...]
    text: str = ""
    drafted_by: tuple[str, ...] = ()
    yearly: bool = False


@dataclass(frozen=True)
class QuotaCount:
    """How many. `number` null: none is printed. `at_most`: what bounds it all the same."""

    kind: CountKind
    number: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class QuotaPart:
    """A part of a split row that does not interchange with the others."""

    label: str
    number: int
    subjects: SubjectSelector


@dataclass(frozen=True)
class QuotaException:
    """Named units for which another number replaces (not adds to) the row's own."""

    source: str
    units: UnitSelector
    number: int
    text: str = ""


@dataclass(frozen=True)
class QuotaRow:
    """Who may propose what, and how many.

    `units` x `subjects` x `count`, for one award form. `parts` only where `count.kind` is `split`.
    `coordinates_with`: bodies that the nominating unit has to bring in.
    """

    code: str
    source: str
    label: str
    award_form: str
    units: UnitSelector
    subjects: SubjectSelector
    count: QuotaCount
    text: str = ""
    parts: tuple[QuotaPart, ...] = ()
    exceptions: tuple[QuotaException, ...] = ()
    coordinates_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class RouteStep:
    """One step of the way: who does what, by when, with which papers."""

    order: int
    kind: RouteStepKind
    body: str
    source: str
    text: str = ""
    award_forms: tuple[str, ...] = ()
    deadline: str | None = None
    papers: tuple[Component, ...] = ()


@dataclass(frozen=True)
class RouteRule:
    """Which unit may nominate which subject.

    `from_units`: the rule concerns these nominators only. `nominators`: the units that the plan
    names for the subject. `managing_unit`: the subject's own managing unit is the nominator.
    `of_territory`: the nominators take these subjects as residents, whoever manages them.
    """

    source: str
    subjects: SubjectSelector
    text: str = ""
    award_forms: tuple[str, ...] = ()
    from_units: UnitSelector | None = None
    nominators: UnitSelector | None = None
    managing_unit: bool = False
    of_territory: bool = False


@dataclass(frozen=True)
class DossierComponent:
    """A part of the checklist. `form`: its printed form. `annexed_to`: the part that carries it."""

    component: Component
    source: str
    text: str = ""
    form: str | None = None
    form_source: str | None = None
    annexed_to: Component | None = None
    author: str | None = None


@dataclass(frozen=True)
class DossierExemption:
    """Subjects for whom another paper stands in for a part of the checklist."""

    source: str
    replaces: Component
    by: Component
    subjects: tuple[SubjectSelector, ...]
    text: str = ""


@dataclass(frozen=True)
class DossierRule:
    """What a dossier consists of. `sets` null: none is printed; `sets_read_as`: how it is read."""

    source: str
    components: tuple[DossierComponent, ...]
    text: str = ""
    stage: Stage | None = None
    author: UnitSelector | None = None
    award_forms: tuple[str, ...] = ()
    sets: int | None = None
    sets_read_as: int | None = None
    exemptions: tuple[DossierExemption, ...] = ()


@dataclass(frozen=True)
class Addressee:
    """A body that an item is sent to. `via`: bodies through which it may pass; they count."""

    name: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recurrence:
    """The same day every year, from the first year to the last (null: not bounded)."""

    month: int
    day: int
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class Deadline:
    """By when an item goes to whom.

    `before`: `due_on` itself is already too late in the strict sense. `by`: `due_on` included.
    `within`: from the first instant of `opens_on` to the last of `closes_on`, and nothing outside.
    `working_days` after the day `event_on` on which `event` came to pass (null: not yet known).
    A date that the plan does not give is null, and then so is the comparator.
    """

    code: str
    source: str
    item: Item
    comparator: DueComparator | None
    senders: UnitSelector
    addressees: tuple[Addressee, ...]
    text: str = ""
    stage: Stage | None = None
    due_on: date | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    recurrence: Recurrence | None = None
    working_days: int | None = None
    event: str | None = None
    event_on: date | None = None
    channel: Channel | None = None
    award_forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportObligation:
    """A report that a body owes. `consolidates`: obligations whose reports it is built from."""

    code: str
    source: str
    title: str
    reporter: UnitSelector
    text: str = ""
    deadline: str | None = None
    outline: str | None = None
    consolidates: tuple[str, ...] = ()
    addressees: tuple[Addressee, ...] = ()


@dataclass(frozen=True)
class ReportRule:
    """What a unit's report must hold; `award_figures`: how firmly award figures are asked for."""

    source: str
    text: str = ""
    units: UnitSelector = field(default_factory=UnitSelector)
    columns: tuple[ReportColumn, ...] = ()
    award_figures: Strictness | None = None


@dataclass(frozen=True)
class PriorityNote:
    """A note that some subjects come first; it gives no place of its own."""

    source: str
    preferred: tuple[SubjectSelector, ...]
    text: str = ""
    award_forms: tuple[str, ...] = ()
