"""Limits on how often one address may call a method or try a password.

Counters live in this process, one set per site: the host is one process, and a restart forgets
them. The address is the socket's peer; see `http.request.client_address` for proxies.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from time import monotonic
from typing import Any

from embedded_host.context import Context, current, is_open
from embedded_host.errors import RateLimitExceededError, TooManyRequestsError
from embedded_host.features.settings import system_setting
from embedded_host.messages import _, throw
from embedded_host.values import cint

_KEPT_COUNTERS = 10_000


class Counters:
    """Counts per key, each in a window that begins with its first count."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._windows: dict[tuple[str, ...], tuple[float, int]] = {}

    def count(self, key: tuple[str, ...], seconds: float) -> int:
        """Add one; the count within the current window."""
        moment = monotonic()
        with self._lock:
            ends, number = self._windows.get(key, (0.0, 0))
            if ends <= moment:
                ends, number = moment + seconds, 0
                self._drop_old(moment)
            self._windows[key] = (ends, number + 1)
            return number + 1

    def seen(self, key: tuple[str, ...]) -> tuple[int, float]:
        """The count in the current window, and the seconds until it ends."""
        ends, number = self._windows.get(key, (0.0, 0))
        left = ends - monotonic()
        return (number, left) if left > 0 else (0, 0.0)

    def forget(self, key: tuple[str, ...]) -> None:
        with self._lock:
            self._windows.pop(key, None)

    def _drop_old(self, moment: float) -> None:
        if len(self._windows) >= _KEPT_COUNTERS:
            for key in [one for one, (ends, _n) in self._windows.items() if ends <= moment]:
                del self._windows[key]


def counters(context: Context) -> Counters:
    found: Counters = context.site.kept.setdefault("rate_limits", Counters())
    return found


def rate_limit(
    key: str | None = None,
    limit: int | Callable[[], int] = 5,
    seconds: int = 24 * 60 * 60,
    methods: str | list[str] = "ALL",
    ip_based: bool = True,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`frappe.rate_limiter.rate_limit`: refuse (429) more than `limit` calls in `seconds` from
    one address, and/or with one value of the parameter `key`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def limited(*args: Any, **kwargs: Any) -> Any:
            if is_open() and current().request is not None:
                _count_call(name, key, limit, seconds, methods, ip_based)
            return function(*args, **kwargs)

        return limited

    return decorate


def _count_call(
    name: str,
    key: str | None,
    limit: int | Callable[[], int],
    seconds: int,
    methods: str | list[str],
    ip_based: bool,
) -> None:
    here = current()
    verbs = [methods] if isinstance(methods, str) else methods
    if "ALL" not in verbs and here.request.method not in [verb.upper() for verb in verbs]:
        return
    address = (here.request_ip or "") if ip_based else ""
    value = str(here.form_dict.get(key) or "") if key else ""
    most = limit() if callable(limit) else limit
    if counters(here).count((name, address, value), seconds) > most:
        throw(
            _("You hit the rate limit because of too many requests. Please try after sometime."),
            RateLimitExceededError,
        )


class Failures:
    """Wrong passwords of one user name and from one address: after 10 (50 from one address)
    both wait `allow_login_after_fail` seconds, 60 by default."""

    ALLOWED = 10
    ALLOWED_FROM_ADDRESS = 50

    def __init__(self, context: Context, login: str) -> None:
        self._counters = counters(context)
        self._seconds = cint(system_setting(context, "allow_login_after_fail")) or 60
        attempts = cint(system_setting(context, "allow_consecutive_login_attempts"))
        allowed = attempts or self.ALLOWED
        self._limits = {
            ("login", login): allowed,
            ("address", context.request_ip or ""): max(allowed, self.ALLOWED_FROM_ADDRESS),
        }

    def refuse_when_too_many(self) -> None:
        for key, most in self._limits.items():
            number, left = self._counters.seen(key)
            if number >= most:
                throw(
                    _("Too many failed sign-ins: try again in {0} seconds").format(int(left) + 1),
                    TooManyRequestsError,
                )

    def count(self) -> None:
        for key in self._limits:
            self._counters.count(key, self._seconds)

    def forget(self) -> None:
        self._counters.forget(next(iter(self._limits)))
