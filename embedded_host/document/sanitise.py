"""HTML in text fields, cleaned when a document is saved: known tags stay, others are escaped."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument

_TAG = re.compile(r"<[a-zA-Z/!?]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words(
    "a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup "
    "dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i "
    "img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub summary "
    "sup table tbody td tfoot th thead time tr tt u ul var"
)
_ATTRIBUTES = _words(
    "align alt border cellpadding cellspacing cite class colspan color data-list data-value "
    "datetime dir face headers height href id lang name nowrap rel rowspan scope size span src "
    "start style summary target title type valign value width"
)
_PROTOCOLS = ("http", "https", "mailto", "tel", "cid")
_STYLES = _words(
    "background background-color border border-collapse border-color border-radius border-style "
    "border-width color display float font font-family font-size font-style font-weight height "
    "letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right "
    "margin-top max-width min-width overflow padding padding-bottom padding-left padding-right "
    "padding-top text-align text-decoration text-indent text-transform vertical-align "
    "white-space width"
)


def sanitise(doc: BaseDocument, is_after_submit: bool = False) -> None:
    """Clean the text fields of one document or row, in place.

    After a submission only those are cleaned that may still change; the others were.
    """
    mine = doc.__dict__
    for field, on_submit in doc.shape.sanitised:
        value = mine.get(field.fieldname)
        if type(value) is not str or "<" not in value:
            continue
        if is_after_submit and not on_submit:
            continue
        mine[field.fieldname] = sanitize_html(value)


def sanitize_html(html: Any, linkify: bool = False, strip_comments: bool = False) -> Any:
    """`html` with unknown tags escaped and unknown attributes gone; plain text as it came."""
    if not isinstance(html, str) or not _TAG.search(html) or _is_json(html):
        return html
    return _cleaner(strip_comments).clean(html)


@lru_cache(maxsize=2)
def _cleaner(strip_comments: bool) -> Any:
    from bleach.css_sanitizer import CSSSanitizer  # noqa: PLC0415 - 40 ms, rarely needed
    from bleach.sanitizer import Cleaner  # noqa: PLC0415 - likewise

    return Cleaner(
        tags=_TAGS,
        attributes=list(_ATTRIBUTES),
        protocols=_PROTOCOLS,
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
        strip_comments=strip_comments,
    )


def _is_json(text: str) -> bool:
    if text[:1] not in "{[":
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
