"""`frappe.session`, `frappe.db` and their like: names that always mean the open context."""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any

from werkzeug.local import LocalProxy

from embedded_host.context import Context, current
from embedded_host.facade.cache import Cache


class Local:
    """`frappe.local`: the fields of the context, and whatever an app puts beside them."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        here = current()
        own = here.cache("local")
        if name in own:
            return own[name]
        try:
            return _FIELDS[name](here) if name in _FIELDS else getattr(here, _SAME[name])
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        here = current()
        if name in _SAME:
            setattr(here, _SAME[name], value)
        else:
            here.cache("local")[name] = value

    def __delattr__(self, name: str) -> None:
        current().cache("local").pop(name, None)


# Fields that Frappe's `local` and the context have alike.
_SAME = {
    name: name
    for name in (
        *("db", "session", "lang", "flags", "response", "request", "request_ip", "form_dict"),
        *("message_log",),
    )
}
_FIELDS: dict[str, Callable[[Context], Any]] = {
    "site": lambda here: here.site.name,
    "site_path": lambda here: str(here.site.path),
    "sites_path": lambda here: str(here.site.bench.sites_path),
    "conf": lambda here: here.site.config,
    "document_cache": lambda here: here.document_cache,
    "login_manager": lambda here: resolve_name("embedded_host.http.auth:PageLogin")(),
}

local = Local()
cache = Cache()
session: Any = LocalProxy(lambda: current().session)
db: Any = LocalProxy(lambda: current().db)
flags: Any = LocalProxy(lambda: current().flags)
response: Any = LocalProxy(lambda: current().response)
request: Any = LocalProxy(lambda: current().request)
form_dict: Any = LocalProxy(lambda: current().form_dict)
conf: Any = LocalProxy(lambda: current().site.config)
message_log: Any = LocalProxy(lambda: current().message_log)
lang: Any = LocalProxy(lambda: current().lang)
