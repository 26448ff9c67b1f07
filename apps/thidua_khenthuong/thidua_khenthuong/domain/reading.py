"""Reads plain data (from YAML or JSON) into frozen dataclasses and reports every problem at once.

The dataclasses themselves are the schema: their type hints say what is read, their defaults what
may be absent. `schema.py` publishes the same hints as JSON Schema.
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeGuard, Union


@dataclass(frozen=True)
class Problem:
    """One thing wrong with outside data: where (`nominations[1].count`), what, which values."""

    path: str
    code: str
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)


class DataInvalid(Exception):
    """Data from outside cannot be used; `problems` names every reason with its path."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path}: {p.code}" for p in self.problems))


Check = Callable[[Any], Iterable[tuple[str, str, Mapping[str, object]]]]
"""A field's own check (`metadata={"check": …}`): yields path below the field, code, parameters.

`metadata={"check_item": …}` is put to each item of a list by itself, so that one item that cannot
be read hides nothing of the others. A record's own `CONTRADICTIONS` gets the values that could be
read, by field name.
"""

INVALID: Any = object()
"""Stands for a value that could not be read, so that reading goes on and finds the next problem."""


def read_record(record: type, raw: object, path: str, problems: list[Problem]) -> Any:
    """An instance of the dataclass `record`, or `INVALID` with its reasons added to `problems`."""
    if not isinstance(raw, Mapping):
        problems.append(Problem(path, "not_an_object"))
        return INVALID
    hints = type_hints(record)
    known = {field.name: field for field in dataclasses.fields(record)}
    for key in raw:
        if key not in known:
            problems.append(Problem(join(path, str(key)), "unknown_key", {"key": str(key)}))
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in raw:
            values[name] = read_value(hints[name], raw[name], join(path, name), problems)
            if "check" in field.metadata and values[name] is not INVALID:
                problems.extend(checked(field.metadata["check"], values[name], join(path, name)))
            if "check_item" in field.metadata:
                problems.extend(
                    checked_items(field.metadata["check_item"], hints[name], raw[name], path, name)
                )
        elif is_required(field):
            problems.append(Problem(join(path, name), "missing"))
            values[name] = INVALID
    readable = {name: value for name, value in values.items() if value is not INVALID}
    contradictions: Check | None = getattr(record, "CONTRADICTIONS", None)
    if contradictions is not None:
        problems.extend(checked(contradictions, readable, path))
    return record(**values) if len(readable) == len(values) else INVALID


def checked(check: Check, value: Any, path: str) -> Iterator[Problem]:
    """What a field's own check finds, each with its path."""
    for below, code, parameters in check(value):
        yield Problem(path + below, code, parameters)


def checked_items(check: Check, hint: Any, raw: object, path: str, name: str) -> Iterator[Problem]:
    """What the check finds in each item of a list that can be read by itself."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return
    hints = (hint, *typing.get_args(hint))
    listed = next(part for part in hints if typing.get_origin(part) is tuple)
    for index, item in enumerate(raw):
        value = read_value(typing.get_args(listed)[0], item, "", [])
        if value is not INVALID:
            yield from checked(check, value, f"{join(path, name)}[{index}]")


def read_value(hint: Any, raw: object, path: str, problems: list[Problem]) -> Any:
    """`raw` as the type `hint` says, or `INVALID`."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return read_optional(hint, raw, path, problems)
    if origin is tuple:
        return read_list(typing.get_args(hint), raw, path, problems)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return read_record(hint, raw, path, problems)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return read_choice(hint, raw, path, problems)
    value = SCALARS[hint](raw)
    if value is INVALID:
        problems.append(Problem(path, f"not_a_{hint.__name__.lower()}", {"value": shown(raw)}))
    return value


def read_optional(hint: Any, raw: object, path: str, problems: list[Problem]) -> Any:
    """A value that may be null."""
    if raw is None:
        return None
    (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
    return read_value(inner, raw, path, problems)


def read_list(parts: tuple[Any, ...], raw: object, path: str, problems: list[Problem]) -> Any:
    """A list of any length (`tuple[X, ...]`) or of a fixed one (`tuple[date, date]`)."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        problems.append(Problem(path, "not_a_list"))
        return INVALID
    if parts[-1] is not Ellipsis and len(raw) != len(parts):
        problems.append(Problem(path, "wrong_length", {"length": len(parts)}))
        return INVALID
    hints = [parts[0]] * len(raw) if parts[-1] is Ellipsis else list(parts)
    values = [
        read_value(hint, item, f"{path}[{index}]", problems)
        for index, (hint, item) in enumerate(zip(hints, raw, strict=True))
    ]
    return INVALID if any(value is INVALID for value in values) else tuple(values)


def read_choice(choices: type[StrEnum], raw: object, path: str, problems: list[Problem]) -> Any:
    """One of an enumeration's values."""
    if isinstance(raw, str) and raw in choices._value2member_map_:
        return choices(raw)
    allowed = ", ".join(choice.value for choice in choices)
    problems.append(Problem(path, "not_a_choice", {"value": shown(raw), "allowed": allowed}))
    return INVALID


def as_text(raw: object) -> Any:
    return raw if isinstance(raw, str) else INVALID


def as_truth(raw: object) -> Any:
    return raw if isinstance(raw, bool) else INVALID


def as_whole_number(raw: object) -> Any:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else INVALID


def as_decimal(raw: object) -> Any:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        return INVALID
    try:
        number = Decimal(str(raw))
    except InvalidOperation:
        return INVALID
    return number if number.is_finite() else INVALID


def is_iso(raw: object) -> TypeGuard[str]:
    """Whether a text begins with a day as YYYY-MM-DD; other forms of ISO 8601 are not taken."""
    return isinstance(raw, str) and len(raw) >= 10 and raw[4] == raw[7] == "-"


def as_date(raw: object) -> Any:
    if isinstance(raw, datetime):
        return INVALID
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw) if is_iso(raw) else INVALID
    except ValueError:
        return INVALID


def as_time(raw: object) -> Any:
    if isinstance(raw, datetime):
        return raw
    try:
        return datetime.fromisoformat(raw) if is_iso(raw) else INVALID
    except ValueError:
        return INVALID


SCALARS: dict[Any, Any] = {
    str: as_text,
    bool: as_truth,
    int: as_whole_number,
    Decimal: as_decimal,
    date: as_date,
    datetime: as_time,
}


@functools.cache
def type_hints(record: type) -> dict[str, Any]:
    """The dataclass's resolved type hints."""
    return typing.get_type_hints(record)


def is_required(field: "dataclasses.Field[Any]") -> bool:
    """Whether the data must hold this key."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def shown(raw: object) -> str:
    """A value as a message may show it: never longer than a line."""
    return str(raw)[:80]
