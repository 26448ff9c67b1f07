"""Texts as MariaDB's utf8mb4_unicode_ci compares them: without marks, without case, Đ after D."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# The order of signs there; digits and letters come after all of them.
_SIGNS = " `^_-–—,;:!?.…'‘’\"“”()[]{}§@*/\\&#%°+<=>|~$"
_RANKS = {sign: chr(1 + rank) for rank, sign in enumerate(_SIGNS)}

# After every letter that can follow a d, so that Đ sorts between D and E, as in the collation.
_STROKE = "d\U0010fffd"


def _plain_letters(sign: str) -> str:
    spread = unicodedata.normalize("NFD", sign.casefold())
    return "".join(part for part in spread if not unicodedata.combining(part))


class _Table(dict[int, str]):
    """A table for `str.translate` that works out each sign when it first meets it."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        found = self[code] = self._work_out(chr(code))
        return found


def _key_part(sign: str) -> str:
    letters = _plain_letters(sign)
    return _STROKE if letters == "đ" else _RANKS.get(sign, letters)


_FOLDED = _Table(_plain_letters)
_KEYS = _Table(_key_part)


def fold(text: str) -> str:
    """`text` without marks and case; the letter đ stays what it is."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def words_key(text: str) -> str:
    """A key whose plain order is the collation's order."""
    return text.rstrip(" ").translate(_KEYS)


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


def glob_of(pattern: str, escape: str = "\\") -> str:
    """The pattern of LIKE, folded already, as SQLite's GLOB reads it."""
    parts = []
    signs = iter(pattern)
    for sign in signs:
        if sign == escape:
            parts.append(_glob_literal(next(signs, escape)))
        else:
            parts.append({"%": "*", "_": "?"}.get(sign) or _glob_literal(sign))
    return "".join(parts)


_OTHERS = re.compile(r"[^0-9 ./,-]+")


def rough_glob_of(pattern: str) -> str:
    """What GLOB must find in every text that is like the pattern: its digits and a few signs, which
    no other sign folds to. It spares most texts the folding when somebody looks for a number."""
    return _OTHERS.sub("*", pattern)


def _glob_literal(sign: str) -> str:
    return f"[{sign}]" if sign in "*?[" else sign


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
