"""Codes that name records: no database may take two of them as equal that people tell apart."""

import re

from thidua_khenthuong.refusal import refuse_step

PLAIN_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def refuse_unplain_code(code: str | None) -> None:
    """Refuses a code with other signs than unmarked letters, digits, dashes and underscores."""
    if not PLAIN_CODE.fullmatch(code or ""):
        refuse_step("CODE_NOT_PLAIN", code=code or "")
