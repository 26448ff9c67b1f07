"""Which functions may be called over HTTP: `frappe.whitelist` and the register behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from embedded_host import context
from embedded_host.errors import PermissionError
from embedded_host.messages import _, throw

Function = TypeVar("Function", bound=Callable[..., Any])

DEFAULT_VERBS = ("GET", "POST", "PUT", "DELETE")


class Offer(NamedTuple):
    allow_guest: bool
    verbs: tuple[str, ...]


_offers: dict[Callable[..., Any], Offer] = {}


def whitelist(
    allow_guest: bool = False,
    xss_safe: bool = False,
    methods: list[str] | tuple[str, ...] | None = None,
) -> Callable[[Function], Function]:
    """Offer a function, or a method of a controller, over HTTP.

    `methods` are the HTTP verbs it answers to; `xss_safe` is accepted for Frappe's sake: JSON
    replies are never read as HTML here (nosniff), so nothing is escaped for guests.
    """

    def register(function: Function) -> Function:
        _offers[_plain(function)] = Offer(allow_guest, tuple(methods or DEFAULT_VERBS))
        return function

    return register


def offer_of(function: Callable[..., Any]) -> Offer | None:
    return _offers.get(_plain(function))


def is_whitelisted(function: Callable[..., Any]) -> None:
    """Raise PermissionError unless the caller may call `function` at all."""
    offer = offer_of(function)
    if offer is None or (not offer.allow_guest and context.current().user == "Guest"):
        name = f"{function.__module__}.{function.__name__}"
        refuse_unlisted(name)


def refuse_unlisted(name: str) -> None:
    """The refusal of a method that is not offered to this caller, in Frappe's wording."""
    summary = _("You are not permitted to access this resource.")
    detail = _("Function {0} is not whitelisted.").format(f"<strong>{name}</strong>")
    throw(
        f"<details><summary>{summary}</summary>{detail}</details>",
        PermissionError,
        title=_("Method Not Allowed"),
    )


def check_verb(function: Callable[..., Any], verb: str) -> None:
    """Raise PermissionError where the function does not answer to this HTTP verb."""
    offer = offer_of(function)
    if offer is not None and verb not in offer.verbs:
        throw(_("Not permitted"), PermissionError)


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return getattr(function, "__func__", function)
