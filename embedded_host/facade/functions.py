"""The functions of `frappe` that are only about the site, its apps and its user."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import PermissionError
from embedded_host.messages import _, throw
from embedded_host.permissions import get_roles as roles_of
from embedded_host.values import _dict

# apps


def get_hooks(
    hook: str | None = None, default: Any = "_KEEP_DEFAULT_LIST", app_name: str | None = None
) -> Any:
    """The merged hooks, or the merged value of one; [] for one that no app sets."""
    hooks = current().site.hooks
    if hook is None:
        return _dict(hooks.all(app_name))
    return hooks.get(hook, [] if default == "_KEEP_DEFAULT_LIST" else default, app_name)


# the site


def get_single(doctype: str) -> Any:
    return get_doc(doctype, doctype)


def clear_cache(user: str | None = None, doctype: str | None = None) -> None:
    here = current()
    here.db.raise_generation()
    here.document_cache.clear()
    here.caches.clear()


# the user


def get_roles(username: str | None = None) -> list[str]:
    return list(roles_of(username or current().user))


def set_user(username: str) -> None:
    """Go on as this user; what was remembered of the other one's rights is forgotten."""
    here = current()
    here.session.user = username
    here.session.sid = username
    here.session.data = _dict()
    here.form_dict = _dict()
    here.caches.clear()


def only_for(roles: str | list[str] | tuple[str, ...], message: bool = False) -> None:
    """Raise PermissionError unless the user is Administrator or has one of the roles."""
    here = current()
    allowed = {roles} if isinstance(roles, str) else set(roles)
    if here.user == "Administrator" or allowed & set(get_roles()):
        return
    if message:
        names = ", ".join(f"<strong>{_(role)}</strong>" for role in sorted(allowed))
        throw(_("This action is only allowed for {0}").format(names), PermissionError)
    raise PermissionError
