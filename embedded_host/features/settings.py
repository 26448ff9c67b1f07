"""System Settings, read once per generation of the site's caches."""

from __future__ import annotations

from typing import Any

from embedded_host.context import Context


def system_setting(context: Context, name: str) -> Any:
    """One value of System Settings; the site's configuration wins where it has the same key."""
    configured = context.conf.get(name)
    if configured is not None:
        return configured
    kept = context.site.cache("system_settings")
    if name not in kept:
        kept[name] = context.db.get_single_value("System Settings", name)
    return kept[name]
