"""Files over HTTP: an app's `public/` folder under /assets, and the site's uploaded files."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from embedded_host.context import Context
from embedded_host.errors import DoesNotExistError, PermissionError
from embedded_host.features import files
from embedded_host.http.request import HostRequest
from embedded_host.messages import _
from embedded_host.site import Site

ASSET_SECONDS = 12 * 3600
# What a browser may show inside the site; everything else is offered for saving, because a
# page or a drawing with a script would run with the reader's session.
SHOWN_INLINE = frozenset(
    ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain")
)


def asset(site: Site, request: HostRequest) -> Response | None:
    """A file of an app's `public/` folder; None where the path is no asset's.

    Answered without a context: no session, no database.
    """
    path = request.path
    if not path.startswith("/assets/"):
        return None
    app, _slash, rest = path.removeprefix("/assets/").partition("/")
    found = _public_file(site, app, rest) if request.method in ("GET", "HEAD") else None
    if found is None:
        return Response("", 404, mimetype="text/plain")
    return send_file(
        found, request.environ, max_age=ASSET_SECONDS, response_class=Response, conditional=True
    )


def _public_file(site: Site, app: str, rest: str) -> Path | None:
    if app not in site.bench.apps()[1:]:
        return None
    joined = safe_join(str(site.app_path(app) / "public"), rest)
    found = Path(joined) if joined else None
    return found if found and found.is_file() else None


def stored_file(context: Context, request: HostRequest) -> Response:
    """/files/… for everybody, /private/files/… for whoever may read the document it belongs to."""
    url = request.path
    is_private = url.startswith("/private/")
    if request.method not in ("GET", "HEAD"):
        raise NotFound
    if is_private and not files.may_read(url):
        raise PermissionError(_("You don't have permission to access this file"))
    found = files.path_of(context.site, url)
    if found is None or not found.is_file():
        raise DoesNotExistError(_("File {0} does not exist").format(url))
    mimetype = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    reply = send_file(
        found,
        request.environ,
        mimetype=mimetype,
        as_attachment=mimetype not in SHOWN_INLINE,
        download_name=found.name,
        max_age=None if is_private else ASSET_SECONDS,
        response_class=Response,
        conditional=True,
    )
    reply.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'self'"
    if is_private:
        reply.headers["Cache-Control"] = "private, no-cache"
    return reply
