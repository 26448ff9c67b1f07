"""`frappe.cache`: values that live as long as this process, one store for each site.

A bench keeps them in Redis, for all its processes; so nothing here may be the only copy of
anything, and a value that others change must not be kept (docs/host-differences.md).
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any, NoReturn

from embedded_host.context import current
from embedded_host.errors import AttributeNotSupportedByHost


class Cache:
    """The methods of Frappe's cache on plain keys, counters and lists; others are refused."""

    __slots__ = ()

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeNotSupportedByHost(f"frappe.cache.{name}")

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

    def exists(self, key: str, user: str | bool | None = None) -> bool:
        return self._found(self._key(key, user)) is not None

    def incrby(self, key: str, amount: int = 1) -> int:
        value, until = self._found(key) or 0, self._values.get(key, (None, None))[1]
        self._values[key] = (value + amount, until)
        return int(value + amount)

    def rpush(self, key: str, value: Any) -> int:
        values = self._found(key) or []
        values.append(value)
        self._values[key] = (values, None)
        return len(values)

    def lrange(self, key: str, start: int, stop: int) -> list[Any]:
        values: list[Any] = self._found(key) or []
        return values[start:] if stop == -1 else values[start : stop + 1]
