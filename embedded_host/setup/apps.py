"""install-app and migrate, in Frappe's order (docs/host-differences.md says what is left out)."""

from __future__ import annotations

from embedded_host.context import Context
from embedded_host.db import schema
from embedded_host.errors import ValidationError
from embedded_host.setup import Report, patches
from embedded_host.setup.hooks import get_attr, run_hooks
from embedded_host.setup.records import sync_fixtures
from embedded_host.setup.standard_files import refresh, remove_orphans, sync_app
from embedded_host.site import Site


def install_app(site: Site, app: str, force: bool, report: Report) -> None:
    """ValidationError for an app that the bench has not, or whose `before_install` says no."""
    if app not in site.bench.apps():
        raise ValidationError(f"App {app} is not in {site.bench.sites_path / 'apps.txt'}")
    with site.open("Administrator") as here:
        if app in site.installed_apps() and not force:
            report(f"{app} is installed already")
            return
        here.flags.in_install = app
        for required in site.hooks.of_app(app).get("required_apps", ()):
            if required.rpartition("/")[2] not in site.installed_apps():
                raise ValidationError(f"{app} needs {required}: install it first")
        for path in site.hooks.of_app(app).get("before_install", ()):
            if get_attr(path)() is False:
                raise ValidationError(f"{app} refused to be installed: {path} answered False")
        before = site.installed_apps()
        try:
            _install(here, app, report)
        except BaseException:
            here.db.rollback()
            _set_installed_apps(here, before)
            raise
        report(f"{app} installed")


def _install(here: Context, app: str, report: Report) -> None:
    site = here.site
    _set_installed_apps(here, [*dict.fromkeys((*site.installed_apps(), app))])
    sync_app(site, app, report)
    patches.mark_all_done(site, app)
    run_hooks(site, "after_install", app=app)
    here.db.commit()
    sync_fixtures(site, app, report)
    refresh(site)
    run_hooks(site, "after_sync", app=app)
    refresh(site)


def _set_installed_apps(here: Context, apps: list[str]) -> None:
    here.db.set_installed_apps(apps)
    refresh(here.site)


def migrate(site: Site, report: Report) -> None:
    """Each step is committed; what fails stops the rest, and migrate can be run again."""
    with site.open("Administrator") as here:
        here.flags.in_migrate = True
        schema.create_system_tables(here.db)
        refresh(site)
        for app in site.installed_apps():
            run_hooks(site, "before_migrate", app=app)
        here.db.commit()
        patches.run_patches(site, patches.BEFORE, report)
        for app in site.installed_apps():
            sync_app(site, app, report)
        patches.run_patches(site, patches.AFTER, report)
        for app in site.installed_apps():
            sync_fixtures(site, app, report)
        here.db.commit()
        refresh(site)
        remove_orphans(site, report)
        for app in site.installed_apps():
            run_hooks(site, "after_migrate", app=app)
        refresh(site)
        report("migrated")
