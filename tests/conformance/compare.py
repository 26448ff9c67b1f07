"""Comparison of a replayed reply with the recorded one: status, keys, types and meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from .tokens import Tokens

#: The recorder shortened the traceback: only that there is one can be compared.
SHORTENED = ("exc",)
#: Times that a run took.
MEASURED = ("execution_time",)
#: A Rating is 0 in the reply to a write and 0.0 in every read: both are the number nought.
EITHER_NUMBER = ("rating",)
#: The text of a database driver's own exception says nothing that a client may rely on.
DRIVER_TEXT = re.compile(r"(?<=Error: )\(.*IntegrityError\(.*\)$", re.DOTALL)
SHAPE_TYPES = {"int": int, "float": float, "bool": bool, "NoneType": type(None), "str": str}


@dataclass(frozen=True)
class Difference:
    """One place where the replay differs; `path` is dotted, from the reply's root."""

    path: str
    expected: Any
    actual: Any

    def __str__(self) -> str:
        return f"{self.path}\n  expected {_short(self.expected)}\n  actual   {_short(self.actual)}"


@dataclass(frozen=True)
class Options:
    """How much of one reply is compared.

    `ignore`: globs of dotted paths that are left out on both sides. `only`: globs; everything
    else is left out. `rows`: "exact" (in order), "any order", or "kind" (as many rows, of the
    same keys and types) for lists of records below the reply's root.
    """

    ignore: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    rows: str = "exact"


@dataclass
class Comparison:
    """Collects the differences of one reply and teaches `tokens` the pairs it sees."""

    tokens: Tokens
    options: Options = Options()
    differences: list[Difference] = field(default_factory=list)

    def value(self, path: str, expected: Any, actual: Any) -> None:
        """Compare two JSON values."""
        if self._left_out(path):
            return
        key = path.rpartition(".")[2]
        if key in SHORTENED or key in MEASURED:
            self._same_type(path, expected, actual)
        elif isinstance(expected, dict):
            self._mapping(path, expected, actual)
        elif isinstance(expected, list):
            self._list(path, expected, actual)
        elif isinstance(expected, str):
            self._text(path, key, expected, actual)
        else:
            self._scalar(path, key, expected, actual)

    def shape(self, path: str, expected: Any, actual: Any) -> None:
        """Compare a JSON value with a recorded shape ("str: …", ["list of 2; first:", …], …)."""
        if self._left_out(path):
            return
        if isinstance(expected, dict):
            if not isinstance(actual, dict):
                return self._differ(path, expected, actual)
            self._keys(path, expected, actual)
            for key in [key for key in expected if key in actual]:
                self.shape(f"{path}.{key}", expected[key], actual[key])
        elif isinstance(expected, list):
            self._list_shape(path, expected, actual)
        elif expected == "empty list":
            if actual != []:
                self._differ(path, [], actual)
        else:
            self._shape_word(path, str(expected), actual)
        return None

    def messages(self, expected: list[dict[str, Any]], actual: Any) -> None:
        """Compare decoded `_server_messages`, their texts without outer blanks."""
        decoded = decoded_messages(actual)
        if decoded is None:
            return self._differ("_server_messages", expected, actual)
        self.value("_server_messages", [_stripped(row) for row in expected], decoded)
        return None

    def _shape_word(self, path: str, word: str, actual: Any) -> None:
        if word.startswith("object of"):
            if not (isinstance(actual, dict) and actual):
                self._differ(path, word, actual)
            return
        wanted = SHAPE_TYPES[word.partition(":")[0]]
        if type(actual) is not wanted and not (actual is None and wanted is str):
            self._differ(path, word, actual)

    def _list_shape(self, path: str, expected: list[Any], actual: Any) -> None:
        head, *first = expected
        if not isinstance(actual, list):
            return self._differ(path, head, actual)
        count = re.match(r"list of (\d+)", str(head))
        if count and int(count.group(1)) != len(actual):
            self._differ(path, head, f"list of {len(actual)}")
        if first and actual:
            self.shape(f"{path}.0", first[0], actual[0])
        return None

    def _mapping(self, path: str, expected: dict[str, Any], actual: Any) -> None:
        if not isinstance(actual, dict):
            return self._differ(path, expected, actual)
        self._keys(path, expected, actual)
        for key in [key for key in expected if key in actual]:
            self.value(f"{path}.{key}", expected[key], actual[key])
        return None

    def _keys(self, path: str, expected: Iterable[str], actual: Iterable[str]) -> None:
        missing = [key for key in expected if key not in actual]
        extra = [key for key in actual if key not in expected]
        for key in [*missing, *extra]:
            if not self._left_out(f"{path}.{key}"):
                wanted = "present" if key in missing else "absent"
                found = "absent" if key in missing else "present"
                self._differ(f"{path}.{key}", f"key {wanted}", f"key {found}")

    def _list(self, path: str, expected: list[Any], actual: Any) -> None:
        if not isinstance(actual, list):
            return self._differ(path, expected, actual)
        if len(expected) != len(actual):
            return self._differ(path, expected, actual)
        if path.count(".") == 1 and self.options.rows != "exact":
            return self._rows(path, expected, actual)
        for index, (one, other) in enumerate(zip(expected, actual, strict=True)):
            self.value(f"{path}.{index}", one, other)
        return None

    def _rows(self, path: str, expected: list[Any], actual: list[Any]) -> None:
        if self.options.rows == "kind":
            for index, row in enumerate(actual):
                self.shape(f"{path}.{index}", shape_of(expected[0]), row)
            return
        left = list(actual)
        for index, row in enumerate(expected):
            match = next((other for other in left if self._equal(row, other)), None)
            if match is None:
                self._differ(f"{path}.{index}", row, f"no such row in {_short(actual)}")
            else:
                left.remove(match)

    def _equal(self, expected: Any, actual: Any) -> bool:
        trial = Comparison(Tokens(self.tokens.known))
        trial.value("row", expected, actual)
        return not trial.differences

    def _text(self, path: str, key: str, expected: str, actual: Any) -> None:
        if not isinstance(actual, str):
            return self._differ(path, expected, actual)
        if key == "exception":
            expected, actual = DRIVER_TEXT.sub("", expected), DRIVER_TEXT.sub("", actual)
        pattern, recorded = self.tokens.pattern(expected.strip(), key)
        match = pattern.fullmatch(actual.strip())
        if match is None:
            return self._differ(path, self.tokens.substituted(expected), actual)
        for token, replayed in zip(recorded, match.groups(), strict=False):
            self.tokens.learn(token, replayed)
        return None

    def _scalar(self, path: str, key: str, expected: Any, actual: Any) -> None:
        numbers = (int, float)
        if key in EITHER_NUMBER and type(actual) in numbers and type(expected) in numbers:
            same = expected == actual
        else:
            same = type(expected) is type(actual) and expected == actual
        if not same:
            self._differ(path, expected, actual)

    def _same_type(self, path: str, expected: Any, actual: Any) -> None:
        if type(expected) is not type(actual):
            self._differ(path, type(expected).__name__, type(actual).__name__)

    def _left_out(self, path: str) -> bool:
        if any(fnmatchcase(path, glob) for glob in self.options.ignore):
            return True
        return bool(self.options.only) and not any(
            fnmatchcase(path, glob) or glob.startswith(f"{path}.") for glob in self.options.only
        )

    def _differ(self, path: str, expected: Any, actual: Any) -> None:
        self.differences.append(Difference(path, expected, actual))


def decoded_messages(value: Any) -> list[dict[str, Any]] | None:
    """`_server_messages` as a list of dicts; None where it is not a JSON text of JSON texts."""
    try:
        rows = [json.loads(row) for row in json.loads(value)]
    except (TypeError, ValueError):
        return None
    return [_stripped(row) for row in rows]


def shape_of(value: Any) -> Any:
    """The recorded-shape notation of a value, one level of a record deep."""
    if isinstance(value, dict):
        return {key: shape_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [f"list of {len(value)}", *[shape_of(item) for item in value[:1]]]
    return "str" if value is None else type(value).__name__


def _stripped(row: dict[str, Any]) -> dict[str, Any]:
    return {key: item.strip() if isinstance(item, str) else item for key, item in row.items()}


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 400 else f"{text[:400]}…"
