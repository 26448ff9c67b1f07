"""run-tests: the unittest cases of an app, on the site."""

from __future__ import annotations

import unittest
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from embedded_host.cli.place import in_words, site_of
from embedded_host.context import current
from embedded_host.errors import ValidationError
from embedded_host.meta import get_meta
from embedded_host.site import HOST_APP, Site
from embedded_host.values import scrub


@click.command("run-tests")
@click.option("--app", help="The app whose tests to run; else every installed app but the host.")
@click.option("--module", help="One module, such as app.module.test_something.")
@click.option("--doctype", help="The tests beside one DocType.")
@click.option("--test", multiple=True, help="Only test methods of this name; repeatable.")
@click.option("--failfast", is_flag=True, help="Stop at the first failure.")
@click.pass_context
@in_words
def run_tests(
    ctx: click.Context,
    app: str | None,
    module: str | None,
    doctype: str | None,
    test: tuple[str, ...],
    failfast: bool,
) -> None:
    """Run an app's own tests; the site must allow it (set-config allow_tests 1)."""
    site = site_of(ctx)
    with site.open() as here:
        if not site.config.allow_tests:
            raise ValidationError(
                f"Tests write to the site. Allow it: bench-lite --site {site.name} "
                "set-config allow_tests 1"
            )
        here.flags.in_test = True
        names = _modules(site, app, module, doctype)
        suite = unittest.TestSuite(_wanted(names, test))
        if not suite.countTestCases():
            raise ValidationError("No tests were found")
        result = unittest.TextTestRunner(verbosity=2, failfast=failfast).run(suite)
    ctx.exit(0 if result.wasSuccessful() else 1)


def _modules(site: Site, app: str | None, module: str | None, doctype: str | None) -> list[str]:
    if module:
        return [module]
    if doctype:
        return [_beside(site, doctype)]
    apps = [app] if app else [name for name in site.installed_apps() if name != HOST_APP]
    names = []
    for name in apps:
        if name not in site.installed_apps():
            raise ValidationError(f"{name} is not installed on {site.name}")
        folder = site.app_path(name)
        names += [_dotted(folder, path) for path in sorted(folder.rglob("test_*.py"))]
    return names


def _dotted(folder: Path, path: Path) -> str:
    return ".".join((folder.name, *path.relative_to(folder).with_suffix("").parts))


def _beside(site: Site, doctype: str) -> str:
    meta, name = get_meta(doctype), scrub(doctype)
    app = current().site.modules()[meta.module][0]
    return f"{app}.{scrub(meta.module)}.doctype.{name}.test_{name}"


def _wanted(modules: list[str], tests: tuple[str, ...]) -> list[unittest.TestCase]:
    found: list[unittest.TestCase] = []
    pending = [unittest.defaultTestLoader.loadTestsFromModule(_module(name)) for name in modules]
    while pending:
        for one in pending.pop(0):
            if isinstance(one, unittest.TestSuite):
                pending.append(one)
            elif not tests or one.id().rpartition(".")[2] in tests:
                found.append(one)
    return found


def _module(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as problem:
        raise ValidationError(f"{name} cannot be imported: {problem}") from problem
