"""Values as Frappe's API handles them: `_dict`, text, JSON, and all of `numbers` and `dates`."""

from __future__ import annotations

import decimal
import json
import os
import re
import secrets
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from embedded_host.dates import (
    DATE_FORMAT,
    DATETIME_FORMAT,
    LOCALE,
    TIME_FORMAT,
    Locale,
    add_days,
    add_to_date,
    format_date,
    format_datetime,
    format_time,
    formatdate,
    get_datetime,
    get_time,
    getdate,
    locale,
    make_locale,
    now,
    now_datetime,
    nowdate,
    nowtime,
    to_timedelta,
    today,
)
from embedded_host.numbers import cint, cstr, flt, rounded, sbool

__all__ = [
    "DATETIME_FORMAT",
    "DATE_FORMAT",
    "LOCALE",
    "TIME_FORMAT",
    "Locale",
    "_dict",
    "add_days",
    "add_to_date",
    "as_json",
    "bold",
    "cast",
    "cint",
    "cstr",
    "flt",
    "format_date",
    "format_datetime",
    "format_time",
    "formatdate",
    "generate_hash",
    "get_datetime",
    "get_time",
    "getdate",
    "json_default",
    "locale",
    "make_locale",
    "now",
    "now_datetime",
    "nowdate",
    "nowtime",
    "parse_json",
    "random_name",
    "rounded",
    "sbool",
    "scrub",
    "strip_html",
    "to_timedelta",
    "today",
]


class _dict(dict[str, Any]):
    """A dictionary whose keys are attributes too; an unknown attribute is None."""

    __slots__ = ()
    if TYPE_CHECKING:

        def __setattr__(self, key: str, value: Any) -> None: ...

        def __delattr__(self, key: str) -> None: ...
    else:
        __setattr__ = dict.__setitem__
        __delattr__ = dict.__delitem__

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") and key.endswith("__"):
            raise AttributeError(key)  # so that copy and pickle find no false protocol
        return self.get(key)

    def update(self, *args: Any, **kwargs: Any) -> _dict:  # type: ignore[override]
        super().update(*args, **kwargs)
        return self

    def copy(self) -> _dict:
        return _dict(self)


def scrub(text: str) -> str:
    return cstr(text).replace(" ", "_").replace("-", "_").lower()


def bold(text: Any) -> str:
    return f"<strong>{text}</strong>"


_TAG = re.compile(r"<.*?>", re.DOTALL)


def strip_html(text: Any) -> str:
    return _TAG.sub("", cstr(text))


def generate_hash(txt: str | None = None, length: int = 56) -> str:
    """`length` random hexadecimal digits (`txt` is accepted as Frappe accepts it: unused)."""
    return secrets.token_hex((length + 1) // 2)[:length]


_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def random_name(length: int = 10) -> str:
    """`length` random characters of a-z and 0-9."""
    number = int.from_bytes(os.urandom(length), "big")
    letters = []
    for _position in range(length):
        number, digit = divmod(number, 36)
        letters.append(_ALPHABET[digit])
    return "".join(letters)


# JSON


def json_default(value: Any) -> Any:
    """What `json` cannot write by itself, as Frappe puts it on the wire."""
    if isinstance(value, date | time | timedelta):
        return str(value)
    if isinstance(value, decimal.Decimal):
        return float(value)
    if hasattr(value, "as_dict"):
        return value.as_dict(no_nulls=True)
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_json(
    value: Any, indent: int | None = 1, separators: Any = None, ensure_ascii: bool = True
) -> str:
    return json.dumps(
        value,
        indent=indent,
        sort_keys=True,
        default=json_default,
        separators=separators or (",", ": "),
        ensure_ascii=ensure_ascii,
    )


def parse_json(value: Any) -> Any:
    """JSON text read, dictionaries as `_dict`; anything that is no text as it came."""
    if isinstance(value, str):
        value = json.loads(value)
    return _dict(value) if isinstance(value, dict) else value


_CASTS: dict[str, Any] = {
    **dict.fromkeys(("Currency", "Float", "Percent", "Rating", "Duration"), flt),
    **dict.fromkeys(("Int", "Check"), cint),
    "Date": lambda value: getdate(value) if value else None,
    "Datetime": lambda value: get_datetime(value) if value else None,
    "Time": lambda value: to_timedelta(value) if value else None,
}


def cast(fieldtype: str, value: Any = None) -> Any:
    """`value` as the Python type of a field; text for every type not listed."""
    return _CASTS.get(fieldtype, cstr)(value)
