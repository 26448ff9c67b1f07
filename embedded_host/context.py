"""The context of one request, one command or one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from embedded_host.values import _dict

if TYPE_CHECKING:
    from embedded_host.db.database import Database
    from embedded_host.site import Site

_current: ContextVar[Context | None] = ContextVar("embedded_host_context", default=None)


class Context:
    """What Frappe keeps in `frappe.local`: one user on one site, one database transaction.

    `lang` is the language of replies ("vi" unless the request or the user says otherwise);
    `message_log` holds what `msgprint` collected, `response` what a method adds to its reply.
    """

    def __init__(self, site: Site, db: Database, user: str, lang: str) -> None:
        self.site = site
        self.db = db
        self.session: _dict = _dict(user=user, sid=user, data=_dict())
        self.lang = lang
        self.flags: _dict = _dict()
        self.response: _dict = _dict(docs=[])
        self.request: Any = None
        self.request_ip: str | None = None
        self.form_dict: _dict = _dict()
        self.message_log: list[dict[str, Any]] = []
        self.document_cache: dict[tuple[str, str], Any] = {}
        self.caches: dict[str, dict[Any, Any]] = {}

    @property
    def user(self) -> str:
        return str(self.session.user)

    @property
    def conf(self) -> _dict:
        return self.site.config

    def cache(self, name: str) -> dict[Any, Any]:
        """A dictionary that lives as long as this context."""
        return self.caches.setdefault(name, {})


def current() -> Context:
    """The context in force; RuntimeError where none is open."""
    context = _current.get()
    if context is None:
        raise RuntimeError("no site is open: use `with site.open() as context:`")
    return context


def is_open() -> bool:
    return _current.get() is not None


def in_force() -> Context | None:
    """The context in force, if there is one."""
    return _current.get()


@contextmanager
def entered(context: Context) -> Iterator[Context]:
    """Make `context` the one in force, and leave it on the way out."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)
