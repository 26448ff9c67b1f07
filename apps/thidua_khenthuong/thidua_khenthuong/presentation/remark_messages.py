"""Remarks on what was handed in: they stand in nobody's way. One sentence a code."""

from collections.abc import Callable, Mapping

from frappe import _


def sentences() -> dict[str, Callable[[], str]]:
    """The sentence of each code, translated when it is asked for."""
    return {
        "CONFERENCE_FORM_MISSING": lambda: _(
            "The report does not say how the unit held its review: separately, combined with "
            "another conference, or in writing."
        ),
        "EVIDENCE_MISSING": lambda: _(
            "{subject}: the plan asks to name this evidence: {evidence}."
        ),
    }


def remark_text(code: str, parameters: Mapping[str, object]) -> str:
    """The sentence of `code` with its values; KeyError for a code that is not listed above."""
    return sentences()[code]().format(**parameters)
