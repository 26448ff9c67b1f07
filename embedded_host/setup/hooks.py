"""`hooks.py` of the installed apps, merged in the order of their installation.

A dictionary merges key by key, everything else becomes a list; so `doc_events` of two apps on one
event is a list of two paths.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

from embedded_host.errors import ValidationError
from embedded_host.site import HOST_APP, Site

HOST_HOOKS = "embedded_host.core.hooks"

# What this host does with a key of `hooks.py`.
HONOURED = frozenset(
    (
        *("app_name", "app_title", "app_publisher", "app_description", "app_email", "app_license"),
        *("app_version", "app_icon", "app_color", "app_logo_url", "required_apps", "fixtures"),
        *("before_install", "after_install", "after_sync", "before_migrate", "after_migrate"),
        *("doc_events", "override_doctype_class", "override_whitelisted_methods"),
        *("permission_query_conditions", "has_permission", "ignore_links_on_delete"),
        *("on_login", "on_session_creation", "on_logout", "before_request", "after_request"),
        *("website_route_rules", "home_page", "standard_queries"),
    )
)
# Keys that speak of what only a bench has (Desk, the website builder, workers, uninstalling).
OF_A_BENCH = frozenset(
    (
        *("app_include_js", "app_include_css", "web_include_js", "web_include_css", "boot_session"),
        *("app_include_icons", "doctype_js", "doctype_list_js", "doctype_tree_js", "page_js"),
        *("extend_bootinfo", "scheduler_events", "jinja", "has_website_permission", "jenv"),
        *("before_uninstall", "after_uninstall", "webform_include_js", "webform_include_css"),
        *("add_to_apps_screen", "notification_config", "global_search_doctypes"),
        *(
            "website_redirects",
            "website_context",
            "user_data_fields",
            "default_log_clearing_doctypes",
        ),
        *("export_python_type_annotations", "require_type_annotated_api_methods"),
        *("website_catch_all", "role_home_page", "portal_menu_items", "before_tests"),
        *("override_doctype_dashboards", "auto_cancel_exempted_doctypes", "pdf_header_html"),
    )
)


class Hooks:
    """The merged hooks of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def get(self, name: str, default: Any = None, app: str | None = None) -> Any:
        """The merged value: a list, or a dictionary of lists; `default`, else [], where unset."""
        merged = self.of_app(app) if app else self._all()
        value = merged.get(name)
        if value is None:
            return [] if default is None else default
        return value

    def all(self, app: str | None = None) -> dict[str, Any]:
        return self.of_app(app) if app else self._all()

    def _all(self) -> dict[str, Any]:
        kept = self.site.cache("hooks")
        if not kept:
            merged: dict[str, Any] = {}
            for app in self.site.installed_apps():
                for key, value in read_hooks(app).items():
                    _merge(merged, key, value)
            kept.update(merged)
        return kept

    def of_app(self, app: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for key, value in read_hooks(app).items():
            _merge(merged, key, value)
        return merged

    def unsupported(self, app: str) -> dict[str, str]:
        """The keys of one app that do nothing here, each with the reason."""
        reasons = {}
        for key in read_hooks(app):
            if key in OF_A_BENCH:
                reasons[key] = "only a bench uses it"
            elif key not in HONOURED:
                reasons[key] = "unknown to this host"
        return reasons


def read_hooks(app: str) -> dict[str, Any]:
    """The public names of an app's `hooks.py`."""
    module = import_module(HOST_HOOKS if app == HOST_APP else f"{app}.hooks")
    return {
        key: value
        for key, value in vars(module).items()
        if not key.startswith("_") and not inspect.ismodule(value) and not callable(value)
    }


def _merge(target: dict[str, Any], key: str, value: Any) -> None:
    if isinstance(value, dict):
        inner = target.setdefault(key, {})
        for inner_key, inner_value in value.items():
            _merge(inner, inner_key, inner_value)
    else:
        target.setdefault(key, []).extend(value if isinstance(value, list | tuple) else [value])


def get_attr(path: str) -> Callable[..., Any]:
    """The function at "app.module.name". Raises ValidationError where there is no such function."""
    module_name, _, name = path.rpartition(".")
    try:
        found: Callable[..., Any] = getattr(import_module(module_name), name)
    except (ValueError, AttributeError) as problem:
        raise ValidationError(f"{path} is no function of an installed app") from problem
    return found


def run_hooks(site: Site, name: str, *args: Any, app: str | None = None) -> None:
    """Call every function that stands under `name`, in the order of the apps."""
    for path in site.hooks.get(name, app=app):
        get_attr(path)(*args)
