"""Running one event of a document: its controller's method, then the apps' `doc_events`."""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from embedded_host.context import current

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument

Handler = Callable[..., Any]


def run_event(doc: BaseDocument, event: str, *args: Any, **kwargs: Any) -> Any:
    """The controller's method, the handlers of the DocType, those of "*", each in app order.

    What they return is joined: dictionaries are merged, else the last value that is not None.
    """
    method = getattr(doc, event, None)
    result = method(*args, **kwargs) if callable(method) else None
    for handler in handlers_of(doc.doctype, event):
        result = _joined(result, handler(doc, event, *args, **kwargs))
    return result


def _joined(result: Any, new: Any) -> Any:
    if isinstance(new, dict) and isinstance(result, dict):
        result.update(new)
        return result
    return result if new is None else new


def handlers_of(doctype: str, event: str) -> tuple[Handler, ...]:
    kept = current().site.cache("doc_events")
    handlers: tuple[Handler, ...] | None = kept.get((doctype, event))
    if handlers is None:
        declared = current().site.hooks.get("doc_events", {})
        paths = [
            *declared.get(doctype, {}).get(event, ()),
            *declared.get("*", {}).get(event, ()),
        ]
        handlers = kept[doctype, event] = tuple(resolve_name(path) for path in paths)
    return handlers
