"""What a campaign plan says, part by part: bases, purposes, targets, assignments, outline.

Every part cites its clause in `source` ("IV.2.a gạch 6 dấu + 1"; several are joined by "; ") and
carries `text`, verbatim. In the data `text` may be left out: the clause's own is taken.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .vocabulary import Comparator, Strictness


@dataclass(frozen=True)
class Clause:
    """One printed line or paragraph of the plan, in printed order.

    `label` is the printed mark ("I.", "1.", "a)", "-", "+"); `raw` is the paragraph as printed,
    where `text` corrects a slip of the pen or of the scan; `correction` says why.
    """

    source: str
    text: str
    label: str = ""
    raw: str | None = None
    correction: str | None = None


class LegalBasisRole(StrEnum):
    """`basis`: the plan rests on it (căn cứ, thực hiện); `cited`: it is mentioned (viện dẫn)."""

    BASIS = "basis"
    CITED = "cited"


@dataclass(frozen=True)
class LegalBasis:
    """A document that the plan rests on or cites; what the plan does not say of it is null."""

    source: str
    kind: str
    number: str | None
    issued_on: date | None
    issuer: str | None
    subject: str | None
    role: LegalBasisRole
    text: str = ""
    short_name: str | None = None
    cited_part: str | None = None


@dataclass(frozen=True)
class PlanReference:
    """Another plan that this one hangs on; `code` once that plan is itself in the system."""

    number: str
    title: str
    issued_on: date | None = None
    code: str | None = None
    cited_parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RelatedCampaign:
    """Another campaign that the plan names; `aliases` are other spellings, `code` once on file."""

    source: str
    name: str
    text: str = ""
    aliases: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True)
class DraftingRemark:
    """What a reader has to know of a passage that is kept as printed; it changes no rule."""

    source: str
    note: str
    text: str = ""


class PeriodKind(StrEnum):
    CAMPAIGN = "campaign"
    RECOGNITION = "recognition"
    REVIEW = "review"
    DIRECTION = "direction"


@dataclass(frozen=True)
class Period:
    """A span of days, both ends included; an open end is null.

    `award_forms`: the forms for which a recognition period is stated; empty means all.
    """

    source: str
    kind: PeriodKind
    starts_on: date | None
    ends_on: date | None
    text: str = ""
    award_forms: tuple[str, ...] = ()


class PlanItemKind(StrEnum):
    PURPOSE = "purpose"
    REQUIREMENT = "requirement"
    CONTENT = "content"
    OBJECTIVE = "objective"
    SOLUTION = "solution"
    REVIEW_FORM = "review_form"
    PARTICIPANT = "participant"
    AWARD_SUBJECT = "award_subject"
    DIRECTION = "direction"
    FUNDING = "funding"


@dataclass(frozen=True)
class PlanItem:
    """One ordered item of a list in the plan.

    `title`: who or what the item is about, where the plan sets it apart. `outline`: numbers of the
    report headings that answer this content ("II.4").
    """

    source: str
    kind: PlanItemKind
    text: str = ""
    title: str | None = None
    outline: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """A target of the campaign; one without a number has neither comparator nor value.

    `low` and `high` serve the comparator `between`. `baseline` names what a ratio is taken of.
    """

    source: str
    code: str
    comparator: Comparator | None
    text: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    population: str | None = None
    denominator: str | None = None
    baseline: str | None = None
    due_on: date | None = None
    strictness: Strictness = Strictness.HARD


@dataclass(frozen=True)
class Phase:
    """A step of the plan's own timeline."""

    source: str
    name: str
    starts_on: date | None
    ends_on: date | None
    text: str = ""


@dataclass(frozen=True)
class Assignment:
    """What a body has to do. `by_request`: the body is asked ("Đề nghị …"), not ordered."""

    source: str
    bodies: tuple[str, ...]
    text: str = ""
    by_request: bool = False


@dataclass(frozen=True)
class Recipient:
    """A line of "Nơi nhận", printed as it stands. `purpose` is what stands in its brackets."""

    source: str
    text: str = ""
    purpose: str | None = None
    copies: str | None = None
    is_file_copy: bool = False


@dataclass(frozen=True)
class Signature:
    """Who signs. `authority_prefix`: the line of TM., KT., TL. or TUQ. ("KT. CHỦ TỊCH"), or null.

    What is not printed is null.
    """

    source: str
    authority_prefix: str | None
    titles: tuple[str, ...]
    name: str | None
    text: str = ""


class HeadingFigures(StrEnum):
    """Figures that a heading of a report takes from the register."""

    AWARD_COUNTS = "award_counts"


@dataclass(frozen=True)
class OutlineHeading:
    """A heading of the report outline; `number` as printed ("II", "4", "a)").

    `record_fields`: what each record listed under the heading has to tell (name, method, effect).
    """

    source: str
    number: str
    text: str = ""
    figures: HeadingFigures | None = None
    record_fields: tuple[str, ...] = ()
    children: tuple["OutlineHeading", ...] = ()


@dataclass(frozen=True)
class Outline:
    """The annexed outline of a report: printed head, title, headings, signer."""

    code: str
    source: str
    header: tuple[str, ...]
    headings: tuple[OutlineHeading, ...]
    text: str = ""
    signer: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
