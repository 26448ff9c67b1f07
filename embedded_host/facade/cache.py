"""`frappe.cache`: values that live as long as this process, one store for each site.

A bench keeps them in Redis, for all its processes; so nothing here may be the only copy of
anything, and a value that others change must not be kept (docs/host-differences.md).
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, TypeVar

from embedded_host.context import current

Function = TypeVar("Function", bound=Callable[..., Any])


class Cache:
    """The methods of Frappe's cache that work on plain keys, hashes, lists, sets and counters."""

    __slots__ = ()

    def __call__(self) -> Cache:
        return self

    @property
    def _values(self) -> dict[str, tuple[Any, float | None]]:
        kept: dict[str, tuple[Any, float | None]] = current().site.kept.setdefault("values", {})
        return kept

    @staticmethod
    def _key(key: str, user: str | bool | None = None) -> str:
        if not user:
            return key
        return f"{key}:{current().user if user is True else user}"

    def _found(self, key: str) -> Any:
        value, until = self._values.get(key, (None, None))
        if until is not None and until <= monotonic():
            self._values.pop(key, None)
            return None
        return value

    def _of_kind(self, key: str, kind: Callable[[], Any]) -> Any:
        value = self._found(key)
        if value is None:
            value = kind()
            self._values[key] = (value, None)
        return value

    def get_value(
        self,
        key: str,
        generator: Callable[[], Any] | None = None,
        user: str | bool | None = None,
        expires: bool = False,
    ) -> Any:
        """The value, or what `generator` gives (and then it is kept), or None."""
        name = self._key(key, user)
        value = self._found(name)
        if value is None and generator is not None:
            value = generator()
            self._values[name] = (value, None)
        return value

    def set_value(
        self,
        key: str,
        val: Any,
        user: str | bool | None = None,
        expires_in_sec: float | None = None,
    ) -> None:
        until = monotonic() + expires_in_sec if expires_in_sec else None
        self._values[self._key(key, user)] = (val, until)

    def delete_value(self, keys: str | list[str], user: str | bool | None = None) -> None:
        for key in [keys] if isinstance(keys, str) else keys:
            self._values.pop(self._key(key, user), None)

    delete_key = delete_value

    def get_keys(self, pattern: str) -> list[str]:
        return fnmatch.filter(list(self._values), f"{pattern}*")

    def delete_keys(self, pattern: str) -> None:
        self.delete_value(self.get_keys(pattern))

    def exists(self, key: str, user: str | bool | None = None) -> bool:
        return self._found(self._key(key, user)) is not None

    def expire_key(self, key: str, time: float, user: str | bool | None = None) -> None:
        name = self._key(key, user)
        if self._found(name) is not None:
            self._values[name] = (self._values[name][0], monotonic() + time)

    def incrby(self, key: str, amount: int = 1) -> int:
        value, until = self._found(key) or 0, self._values.get(key, (None, None))[1]
        self._values[key] = (value + amount, until)
        return int(value + amount)

    # hashes

    def hset(self, name: str, key: str, value: Any) -> None:
        self._of_kind(name, dict)[key] = value

    def hget(self, name: str, key: str, generator: Callable[[], Any] | None = None) -> Any:
        values = self._of_kind(name, dict)
        if key not in values and generator is not None:
            values[key] = generator()
        return values.get(key)

    def hgetall(self, name: str) -> dict[str, Any]:
        return dict(self._of_kind(name, dict))

    def hkeys(self, name: str) -> list[str]:
        return list(self._of_kind(name, dict))

    def hexists(self, name: str, key: str) -> bool:
        return key in self._of_kind(name, dict)

    def hdel(self, name: str, keys: str | list[str]) -> None:
        for key in [keys] if isinstance(keys, str) else keys:
            self._of_kind(name, dict).pop(key, None)

    # lists and sets

    def rpush(self, key: str, value: Any) -> int:
        values = self._of_kind(key, list)
        values.append(value)
        return len(values)

    def lpush(self, key: str, value: Any) -> int:
        values = self._of_kind(key, list)
        values.insert(0, value)
        return len(values)

    def lpop(self, key: str) -> Any:
        values = self._of_kind(key, list)
        return values.pop(0) if values else None

    def rpop(self, key: str) -> Any:
        values = self._of_kind(key, list)
        return values.pop() if values else None

    def llen(self, key: str) -> int:
        return len(self._of_kind(key, list))

    def lrange(self, key: str, start: int, stop: int) -> list[Any]:
        values: list[Any] = self._of_kind(key, list)
        return values[start:] if stop == -1 else values[start : stop + 1]

    def sadd(self, name: str, *values: Any) -> None:
        self._of_kind(name, set).update(values)

    def srem(self, name: str, *values: Any) -> None:
        self._of_kind(name, set).difference_update(values)

    def sismember(self, name: str, value: Any) -> bool:
        return value in self._of_kind(name, set)

    def smembers(self, name: str) -> set[Any]:
        return set(self._of_kind(name, set))


def request_cache(function: Function) -> Function:
    """Remember what `function` answers until the end of this request."""

    @wraps(function)
    def remembered(*args: Any, **kwargs: Any) -> Any:
        answers = current().cache("request_cache").setdefault(function, {})
        key = (args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = function(*args, **kwargs)
        return answers[key]

    return remembered  # type: ignore[return-value]
