"""From a view model to a whole HTML page, the same on every host.

The pages bring their own template environment: a bench renders its website without escaping, and
its base template would load scripts and styles that these pages do without.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from thidua_khenthuong.presentation.vietnamese import decimal_number, short_date, whole_number

PACKAGE = Path(__file__).resolve().parents[2]
STYLESHEET = PACKAGE / "public" / "css" / "pages.css"
STYLESHEET_ADDRESS = "/assets/thidua_khenthuong/css/pages.css"


@dataclass(frozen=True)
class PageFrame:
    """What stands around every page.

    `reader`: the signed-in user's full name, null for a guest. `places`: the units that he works
    for, as printed. `day`: the site's day in words where it is not the calendar's. `csrf_token`:
    the token that a changing form has to send, null for a guest.
    """

    title: str
    reader: str | None
    places: tuple[str, ...]
    roles: tuple[str, ...]
    day: str | None
    is_demo: bool
    csrf_token: str | None
    search: str = ""


def page_html(template: str, frame: PageFrame, view: object) -> Markup:
    """The page as HTML text that is already escaped."""
    page = templates().get_template(template)
    return Markup(page.render(frame=frame, view=view, stylesheet=stylesheet_address()))


def stylesheet_address() -> str:
    """The stylesheet's address with a mark of its content, so that browsers may keep it."""
    return f"{STYLESHEET_ADDRESS}?v={content_mark(STYLESHEET.stat().st_mtime_ns)}"


@cache
def content_mark(_changed: int) -> str:
    return hashlib.sha256(STYLESHEET.read_bytes()).hexdigest()[:12]


@cache
def templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(PACKAGE / "templates" / "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["short_date"] = short_date
    made.filters["whole_number"] = whole_number
    made.filters["decimal_number"] = decimal_number
    return made
