"""Identity numbers that somebody typed into a text that others read, print and export."""

import re
from typing import Any

from thidua_khenthuong.refusal import refuse_step

READ_BY_OTHERS = frozenset({"Data", "Small Text", "Text", "Long Text", "Text Editor"})
PERSONAL_NUMBER = re.compile(
    r"(?<![\w.,/-])0(?:0[1-9]|[1-8]\d|9[0-6])"
    r"(?:\d{9}|([ .-])\d{3}\1(?:\d{6}|\d{3}\1\d{3}))(?![\w-])"
)
"""Số định danh cá nhân: twelve digits, the first three a province's code, 001 to 096."""
NAMED_NUMBER = re.compile(
    r"(?:cmnd|cmtnd|cccd|căn cước|chứng minh|định danh)\D{0,30}\d{9}(?:\d{3})?(?!\d)", re.IGNORECASE
)
"""Any number that the text itself calls one; those of old cards have nine digits."""


def refuse_identity_in_text(doc: Any) -> None:
    """Refuses before anything is stored; the number itself is not repeated to anybody."""
    for field in doc.meta.fields:
        value = doc.get(field.fieldname)
        if field.fieldtype == "Table":
            for row in value or ():
                refuse_identity_in_text(row)
        elif field.fieldtype in READ_BY_OTHERS and holds_identity(value):
            refuse_step("IDENTITY_IN_TEXT", field=field.label or field.fieldname)


def holds_identity(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return bool(PERSONAL_NUMBER.search(value) or NAMED_NUMBER.search(value))
