"""The one place where what the rules found becomes a refusal.

A refusal keeps Frappe's envelope (HTTP 417) and adds the top-level key `findings`:
`[{code, level, message, source, path}]`. All findings are raised at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NoReturn, TypedDict

import frappe
from frappe import _

from thidua_khenthuong.domain.findings import Answer, Finding, FindingLevel
from thidua_khenthuong.domain.reading import Problem
from thidua_khenthuong.presentation.messages import finding_sentence, problem_sentence
from thidua_khenthuong.presentation.step_messages import step_text

MALFORMED = "MALFORMED"


class SpokenFinding(TypedDict):
    """A finding as a caller reads it."""

    code: str
    level: str
    message: str
    source: str | None
    path: str | None


def spoken(finding: Finding) -> SpokenFinding:
    return {
        "code": finding.code.value,
        "level": finding.level.value,
        "message": finding_sentence(finding),
        "source": finding.source or None,
        "path": finding.path,
    }


def refuse(findings: Iterable[Finding]) -> None:
    """Raises when one of the findings rejects; all of them are told."""
    told = list(findings)
    if any(finding.level is FindingLevel.REJECT for finding in told):
        refuse_with([spoken(finding) for finding in told])


def refuse_answer(answer: Answer) -> None:
    """Raises when the rules' answer rejects."""
    refuse(answer.findings)


def refuse_problems(problems: Sequence[Problem]) -> None:
    """Raises when data from outside could not be read; every problem is told with its path."""
    if problems:
        refuse_with(
            [
                {
                    "code": MALFORMED,
                    "level": FindingLevel.REJECT.value,
                    "message": problem_sentence(problem),
                    "source": None,
                    "path": problem.path or None,
                }
                for problem in problems
            ]
        )


def refuse_step(code: str, /, **parameters: object) -> NoReturn:
    """Refuses a step of the work: `code` is one of `presentation/step_messages.py`."""
    refuse_with(
        [
            {
                "code": code,
                "level": FindingLevel.REJECT.value,
                "message": step_text(code, parameters),
                "source": None,
                "path": None,
            }
        ]
    )


def refuse_with(findings: Sequence[Mapping[str, object]]) -> NoReturn:
    """HTTP 417 with every finding, in words and as `findings`."""
    frappe.local.response["findings"] = list(findings)
    # Desk shows messages as HTML, and they quote what callers wrote; `findings` are plain text.
    messages = [escape(str(finding["message"]), quote=False) for finding in findings]
    if len(messages) == 1:
        frappe.throw(messages[0], frappe.ValidationError, title=_("Not possible"))
    frappe.throw(messages, frappe.ValidationError, title=_("Not possible"), as_list=True)
