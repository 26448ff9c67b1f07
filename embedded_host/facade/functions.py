"""The functions of `frappe` that are only about the site, its apps and its user."""

from __future__ import annotations

import json
import logging
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from embedded_host.context import current
from embedded_host.document import delete_doc, get_doc
from embedded_host.errors import PermissionError, ValidationError
from embedded_host.messages import _, throw
from embedded_host.permissions import get_roles as roles_of
from embedded_host.site import HOST_APP
from embedded_host.values import _dict, cstr, scrub


def ping() -> str:
    return "pong"


# apps


def get_hooks(
    hook: str | None = None, default: Any = "_KEEP_DEFAULT_LIST", app_name: str | None = None
) -> Any:
    """The merged hooks, or the merged value of one; [] for one that no app sets."""
    hooks = current().site.hooks
    if hook is None:
        return _dict(hooks.all(app_name))
    return hooks.get(hook, [] if default == "_KEEP_DEFAULT_LIST" else default, app_name)


def get_installed_apps(*_args: Any, **_kwargs: Any) -> list[str]:
    return list(current().site.installed_apps())


def get_app_path(app_name: str, *joins: str) -> str:
    return str(current().site.app_path(app_name).joinpath(*joins))


def get_module_path(module: str, *joins: str) -> str:
    """The folder of a module such as "Core". Raises ValidationError for an unknown module."""
    for name, (_app, folder) in current().site.modules().items():
        if scrub(name) == scrub(module):
            return str(folder.joinpath(*(scrub(join) for join in joins)))
    raise ValidationError(f"Module {module} not found")


def get_module(name: str) -> ModuleType:
    return import_module(name)


def get_app_source_path(app_name: str, *joins: str) -> str:
    return str(current().site.app_path(app_name).parent.joinpath(*joins))


# the site


def get_site_path(*joins: str) -> str:
    return str(current().site.path.joinpath(*joins))


def get_files_path(*joins: str, is_private: bool = False) -> str:
    folder = "private" if is_private else "public"
    return str(current().site.path.joinpath(folder, "files", *joins))


def get_bench_path() -> str:
    return str(current().site.bench.root)


def get_site_config(*_args: Any, **_kwargs: Any) -> _dict:
    return current().site.config.copy()


def get_url(uri: str | None = None, full_address: bool = False) -> str:
    """The site's address: `host_name` of its configuration, else of the request, else its name."""
    here = current()
    base = here.site.config.host_name
    if not base and here.request is not None:
        base = here.request.host_url
    base = str(base or f"http://{here.site.name}")
    if "://" not in base:
        base = f"https://{base}"
    return f"{base.rstrip('/')}/{uri.lstrip('/')}" if uri else base.rstrip("/")


def get_request_header(key: str, default: str | None = None) -> str | None:
    """A header of the request; `default` where it is missing or there is no request."""
    request = current().request
    value: str | None = default if request is None else request.headers.get(key, default)
    return value


def read_file(path: str, raise_not_found: bool = False) -> str | None:
    source = Path(path)
    if not source.is_file() and not raise_not_found:
        return None
    return source.read_text(encoding="utf-8")


def get_file_json(path: str) -> Any:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def get_value(*args: Any, **kwargs: Any) -> Any:
    return current().db.get_value(*args, **kwargs)


def get_single(doctype: str) -> Any:
    return get_doc(doctype, doctype)


def delete_doc_if_exists(doctype: str, name: str, force: bool = False) -> None:
    if current().db.exists(doctype, name):
        delete_doc(doctype, name, force=force)


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


def get_user() -> _dict:
    return _dict(name=current().user, roles=get_roles())


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


def get_fullname(user: str | None = None) -> str:
    user = user or current().user
    return cstr(current().db.get_value("User", user, "full_name")) or user


def logger(module: str | None = None, *_args: Any, **_kwargs: Any) -> logging.Logger:
    return logging.getLogger(f"{HOST_APP}.{module}" if module else HOST_APP)
