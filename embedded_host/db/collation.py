"""Texts as MariaDB's utf8mb4_unicode_ci compares them: without marks, without case, Đ after D."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# After every letter that can follow a d, so that Đ sorts between D and E, as in the collation.
_STROKE = "d\U0010fffd"

# The order of ASCII signs there; digits and letters come after all of them.
_SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_SIGN_RANK = {ord(sign): chr(0x21 + rank) for rank, sign in enumerate(_SIGNS)}
_LETTERS = {ord("đ"): _STROKE}


def fold(text: str) -> str:
    """`text` without marks and case; the letter đ stays what it is."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def words_key(text: str) -> str:
    """A key whose plain order is the collation's order."""
    return fold(text).translate(_SIGN_RANK).translate(_LETTERS).rstrip(" ")


def like(pattern: str, text: str, escape: str = "\\") -> bool:
    """SQL's LIKE on folded texts: % any signs, _ one sign, `escape` before a sign meant itself."""
    core = pattern.strip("%")
    if "%" not in core and "_" not in core and escape not in core:
        return _plain(pattern, core, text)
    return _compiled(pattern, escape).fullmatch(text) is not None


def _plain(pattern: str, core: str, text: str) -> bool:
    starts, ends = pattern.startswith("%"), pattern.endswith("%")
    if starts and ends:
        return core in text
    if starts:
        return text.endswith(core)
    return text.startswith(core) if ends else text == core


@lru_cache(maxsize=512)
def _compiled(pattern: str, escape: str) -> re.Pattern[str]:
    parts = []
    signs = iter(pattern)
    for sign in signs:
        if sign == escape:
            parts.append(re.escape(next(signs, escape)))
        else:
            parts.append({"%": ".*", "_": "."}.get(sign, re.escape(sign)))
    return re.compile("".join(parts), re.DOTALL)
