"""Pages: `www/` of the installed apps, the sign-in page, and what an error looks like to people.

A page is `www/<route>.html` with an optional `www/<route>.py` beside it (`get_context(context)`);
`website_route_rules` of hooks.py lead further routes to it. Templates come from the apps' folders
(`templates/…`), then from the host's own.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from embedded_host.context import Context
from embedded_host.errors import (
    AuthenticationError,
    NotSupportedByHost,
    PageDoesNotExistError,
    PermissionError,
    Redirect,
)
from embedded_host.features.translation import translate
from embedded_host.http import auth, sessions
from embedded_host.http.request import HostRequest
from embedded_host.messages import _
from embedded_host.site import Site
from embedded_host.values import _dict, as_json, strip_html

if TYPE_CHECKING:
    from jinja2 import Environment, Template

HOST_TEMPLATES = Path(__file__).parent
BASE_TEMPLATE = "templates/web.html"
DESK = ("app", "desk")
PAGE_VERBS = frozenset(("GET", "HEAD", "POST"))


class Page(NamedTuple):
    source: Path
    module: str | None


class Website:
    """The pages of one site, found once per set of installed apps."""

    def __init__(self, site: Site) -> None:
        self.folders = [site.app_path(app) for app in reversed(site.installed_apps())]
        self.pages: dict[str, Page] = {}
        for app in site.installed_apps()[1:]:
            self.pages.update(_pages_of(app, site.app_path(app) / "www"))
        self.rules = _rules(site.hooks.get("website_route_rules"))
        homes = site.hooks.get("home_page")
        self.home = str(homes[-1]).strip("/") if homes else "index"
        self._templates: dict[Path, tuple[float, Template]] = {}
        self.environment = _environment(self.folders)

    def template(self, page: Page) -> Template:
        """The compiled page; a fragment is put into the base template's block `page_content`."""
        changed = page.source.stat().st_mtime
        kept = self._templates.get(page.source)
        if kept is None or kept[0] != changed:
            source = page.source.read_text(encoding="utf-8")
            if "{% extends" not in source and "</body>" not in source:
                block = f"{{% block page_content %}}{source}{{% endblock %}}"
                source = f'{{% extends "{BASE_TEMPLATE}" %}}{block}'
            kept = (changed, self.environment.from_string(source))
            self._templates[page.source] = kept
        return kept[1]


def _pages_of(app: str, folder: Path) -> dict[str, Page]:
    found = {}
    for source in sorted(folder.rglob("*.html")):
        route = source.relative_to(folder).with_suffix("").as_posix()
        if route.endswith("/index"):
            route = route.removesuffix("/index")
        beside = source.with_name(source.stem.replace("-", "_") + ".py")
        module = None
        if beside.is_file():
            parts = beside.relative_to(folder.parent).with_suffix("").parts
            module = ".".join((app, *parts))
        found[route] = Page(source, module)
    return found


def _rules(listed: list[dict[str, str]]) -> Map:
    rules = [
        Rule("/" + rule["from_route"].lstrip("/"), endpoint=rule["to_route"].strip("/"))
        for rule in listed
    ]
    return Map(rules, strict_slashes=False)


def _environment(folders: list[Path]) -> Environment:
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - slow import

    environment = Environment(
        loader=FileSystemLoader([*folders, HOST_TEMPLATES]), autoescape=True, auto_reload=True
    )
    environment.policies["json.dumps_function"] = lambda value, **_given: as_json(value)
    environment.globals["_"] = _
    return environment


def website(site: Site) -> Website:
    key = tuple(site.installed_apps())
    kept: dict[tuple[str, ...], Website] = site.kept.setdefault("website", {})
    if key not in kept:
        kept[key] = Website(site)
    return kept[key]


# answering


def answer(context: Context, request: HostRequest) -> Response:
    """The page at the request's path. PageDoesNotExistError, NotSupportedByHost for Desk."""
    if request.method not in PAGE_VERBS:
        raise MethodNotAllowed(valid_methods=sorted(PAGE_VERBS))
    route = request.clean_path.strip("/")
    if route == "login":
        return _login(context, request)
    if route == "logout":
        return _logout(context, request)
    if route.partition("/")[0] in DESK:
        raise NotSupportedByHost(f"/{route}")
    return render(context, route)


def render(context: Context, route: str) -> Response:
    """The page of that route; a signed-in reader's session gets its CSRF token."""
    site = website(context.site)
    route, given = _resolved(site, route)
    context.form_dict.update(given)
    page = site.pages.get(route)
    if page is None:
        if route == "index":
            return _host_page(context, "templates/home.html")
        raise PageDoesNotExistError(route)
    values = page_values(context, route)
    module = import_module(page.module) if page.module else None
    try:
        _add_context(module, values)
    except Redirect:
        return redirect(str(context.flags.redirect_location or "/"), Response=Response)
    return _html(site.template(page).render(values))


def _resolved(site: Website, route: str) -> tuple[str, dict[str, Any]]:
    route = route or site.home
    if route in site.pages:
        return route, {}
    try:
        endpoint, given = site.rules.bind("").match("/" + route)
    except (NotFound, MethodNotAllowed):
        return route, {}
    return str(endpoint), dict(given)


def _add_context(module: ModuleType | None, values: _dict) -> None:
    if module is None:
        return
    values.update(
        {key: value for key, value in vars(module).items() if key in ("no_cache", "title")}
    )
    get_context = getattr(module, "get_context", None)
    if get_context is not None:
        added = get_context(values)
        if isinstance(added, dict):
            values.update(added)


def page_values(context: Context, route: str) -> _dict:
    """What every template knows."""
    token = sessions.get_csrf_token()
    account = context.session.account or sessions.GUEST_ACCOUNT
    return _dict(
        route=route,
        path=route,
        lang=context.lang,
        csrf_token=token,
        user=context.user,
        full_name=account.full_name,
        frappe=_dict(
            session=_dict(user=context.user, csrf_token=token),
            form_dict=context.form_dict,
            lang=context.lang,
            flags=context.flags,
            _=_,
        ),
    )


def _host_page(context: Context, template: str, status: int = 200, **values: Any) -> Response:
    made = website(context.site).environment.get_template(template)
    return _html(made.render(page_values(context, ""), **values), status)


def _html(text: str, status: int = 200) -> Response:
    return Response(text, status, content_type="text/html; charset=utf-8")


# sign-in and sign-out without a script


def _login(context: Context, request: HostRequest) -> Response:
    target = local_path(context.form_dict.get("redirect-to"))
    if request.method != "POST":
        if context.user != sessions.GUEST:
            return redirect(target, Response=Response)
        return _host_page(context, "templates/login.html", target=target, refusal="")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise PermissionError(_("Not permitted"))
    given = context.form_dict
    try:
        auth.sign_in(context, str(given.get("usr") or ""), str(given.get("pwd") or ""))
    except AuthenticationError:
        context.flags.no_cookies = False
        refusal = _("Invalid login credentials")
        return _host_page(context, "templates/login.html", 401, target=target, refusal=refusal)
    return redirect(target, 303, Response=Response)


def _logout(context: Context, request: HostRequest) -> Response:
    if request.method != "POST":
        return _host_page(context, "templates/logout.html")
    auth.logout()
    return redirect("/login", 303, Response=Response)


def local_path(target: Any) -> str:
    """`target` where it is a path of this site, else "/": nobody is sent elsewhere."""
    text = str(target or "/")
    parts = urlsplit(text.replace("\\", "/"))
    is_path = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if is_path and not parts.scheme and not parts.netloc else "/"


# errors as pages

_TITLES = {
    400: "The request cannot be read",
    401: "Please sign in",
    403: "You may not see this page",
    404: "There is no such page",
    413: "The file is too large",
    429: "Too many requests",
    501: "This host does not offer this page",
}


def error_page(
    context: Context, request: HostRequest, problem: BaseException, status: int
) -> Response:
    """An error for people; a guest who may not see a page is sent to sign in."""
    is_page = request.method in ("GET", "HEAD") and not request.is_file
    if status in (401, 403) and context.user == sessions.GUEST and is_page:
        target = quote(request.full_path.rstrip("?"), safe="/")
        return redirect(f"/login?redirect-to={target}", Response=Response)
    told = [strip_html(entry.get("message")) for entry in context.message_log]
    title = translate(_TITLES.get(status, "Something went wrong"), context.lang)
    reply = _host_page(context, "templates/message.html", status, title=title, told=told)
    reply.headers["X-Page-Name"] = "message"
    return reply
