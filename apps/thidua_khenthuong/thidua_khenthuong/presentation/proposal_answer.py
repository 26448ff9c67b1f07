"""The answer of `check_proposal` as plain data, in the shape that its callers are promised."""

from ..domain.findings import Answer
from .messages import finding_sentence


def answer_as_data(answer: Answer) -> dict[str, object]:
    """Verdict, findings with Vietnamese sentences, what is left per pool, and the bonus or null."""
    bonus = answer.bonus
    return {
        "verdict": answer.verdict.value,
        "findings": [
            {
                "level": finding.level.value,
                "code": finding.code.value,
                "message": finding_sentence(finding),
                "source": finding.source,
                "path": finding.path,
            }
            for finding in answer.findings
        ],
        "remaining": [
            {"pool": use.pool, "allowed": use.allowed, "used": use.used, "left": use.left}
            for use in answer.remaining
        ],
        "bonus": bonus and {"kind": bonus.kind.value, "amount": bonus.amount, "basis": bonus.basis},
    }
