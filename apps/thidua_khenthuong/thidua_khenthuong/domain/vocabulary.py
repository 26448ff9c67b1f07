"""The closed word lists of the field: kinds of subject, levels, bodies, forms of counting.

Award forms and unit classes are not here: they are reference data that an office may extend.
"""

from enum import StrEnum


class SubjectKind(StrEnum):
    """Who can be honoured."""

    COLLECTIVE = "collective"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"
    ENTERPRISE = "enterprise"
    COOPERATIVE = "cooperative"
    CREDIT_INSTITUTION = "credit_institution"
    ORGANISATION = "organisation"
    HOUSEHOLD = "household"
    INDIVIDUAL = "individual"
    CITIZEN = "citizen"
    OTHER = "other"


class SubjectFamily(StrEnum):
    """The three families that plans speak of: tập thể, cá nhân, hộ gia đình."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"


FAMILY_OF_KIND: dict[SubjectKind, SubjectFamily | None] = {
    SubjectKind.COLLECTIVE: SubjectFamily.COLLECTIVE,
    SubjectKind.DISTRICT: SubjectFamily.COLLECTIVE,
    SubjectKind.COMMUNE: SubjectFamily.COLLECTIVE,
    SubjectKind.VILLAGE: SubjectFamily.COLLECTIVE,
    SubjectKind.ENTERPRISE: SubjectFamily.COLLECTIVE,
    SubjectKind.COOPERATIVE: SubjectFamily.COLLECTIVE,
    SubjectKind.CREDIT_INSTITUTION: SubjectFamily.COLLECTIVE,
    SubjectKind.ORGANISATION: SubjectFamily.COLLECTIVE,
    SubjectKind.HOUSEHOLD: SubjectFamily.HOUSEHOLD,
    SubjectKind.INDIVIDUAL: SubjectFamily.INDIVIDUAL,
    SubjectKind.CITIZEN: SubjectFamily.INDIVIDUAL,
    SubjectKind.OTHER: None,
}


class AdministrativeLevel(StrEnum):
    """The level at which a subject works or lives."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


KIND_OF_LEVEL: dict[AdministrativeLevel, SubjectKind] = {
    AdministrativeLevel.DISTRICT: SubjectKind.DISTRICT,
    AdministrativeLevel.COMMUNE: SubjectKind.COMMUNE,
    AdministrativeLevel.VILLAGE: SubjectKind.VILLAGE,
}


class Occupation(StrEnum):
    """What a person does."""

    OFFICIAL = "official"
    SOLDIER = "soldier"
    ENTERPRISE_WORKER = "enterprise_worker"
    FARMER = "farmer"
    PUPIL = "pupil"
    VILLAGE_HEAD = "village_head"
    OTHER = "other"


class Track(StrEnum):
    POVERTY = "poverty"
    CHARITY = "charity"


class ContributionKind(StrEnum):
    MONEY = "money"
    GOODS = "goods"
    LAND = "land"
    ASSET = "asset"
    LABOUR = "labour"
    KNOWLEDGE = "knowledge"


class Channel(StrEnum):
    ONLINE = "online"
    PAPER = "paper"


class Item(StrEnum):
    """What travels: a commendation dossier or a report."""

    DOSSIER = "dossier"
    REPORT = "report"


class Stage(StrEnum):
    """Whose dossier: the nominating unit's own, or the collecting agency's."""

    UNIT = "unit"
    LEAD_AGENCY = "lead_agency"


class Component(StrEnum):
    """Parts of a dossier."""

    SUBMISSION_LETTER = "submission_letter"
    NOMINEE_LIST = "nominee_list"
    MINUTES = "minutes"
    ACHIEVEMENT_REPORT = "achievement_report"
    SUMMARY_BY_PROPOSER = "summary_by_proposer"


SUBJECT_COMPONENTS = frozenset({Component.ACHIEVEMENT_REPORT, Component.SUMMARY_BY_PROPOSER})
"""Papers that speak of one subject; the others speak of the dossier as a whole."""


class AwardRound(StrEnum):
    """Yearly, at the interim review (sơ kết), at the final review (tổng kết)."""

    ANNUAL = "annual"
    INTERIM = "interim"
    FINAL = "final"


class ReportColumn(StrEnum):
    ACTUAL = "actual"
    PLAN = "plan"
    SAME_PERIOD = "same_period"


class Comparator(StrEnum):
    """How a result is compared with a number."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="
    BETWEEN = "between"


class DueComparator(StrEnum):
    """`before`: trước ngày X; `by`: chậm nhất ngày X, inclusive; `within`: trong ngày X đến Y."""

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"


class CountKind(StrEnum):
    """How many a quota row allows: fixed, ceiling, pools, parts, none stated, free."""

    FIXED = "fixed"
    CEILING = "ceiling"
    EITHER_OR = "either_or"
    SHARED = "shared"
    SPLIT = "split"
    UNSPECIFIED = "unspecified"
    FREE = "free"


class Owner(StrEnum):
    """`own`: the subject belongs to the nominating unit ("của Sở", "của cơ quan")."""

    OWN = "own"


class RouteStepKind(StrEnum):
    PROPOSE = "propose"
    COLLECT = "collect"
    COUNCIL = "council"
    APPRAISE = "appraise"
    OPINION = "opinion"
    SIGN = "sign"


class Measure(StrEnum):
    """What a threshold counts."""

    TASKS_COMPLETED_PERCENT = "tasks_completed_percent"
    TASKS_EXCEEDED_PERCENT = "tasks_exceeded_percent"
    TASKS_EXCEEDED_COUNT = "tasks_exceeded_count"
    YEARLY_TARGET = "yearly_target"
    CONTRIBUTION = "contribution"


class Strictness(StrEnum):
    """`hard`: missed means rejected; `soft`: missed means an officer decides."""

    HARD = "hard"
    SOFT = "soft"
