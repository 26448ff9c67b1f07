"""`patches.txt`: lines that run once each, before or after the DocTypes are brought up to date.

A line is known by its whole text with its comment, so a changed comment runs it again.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import ValidationError
from embedded_host.setup import Report
from embedded_host.setup.hooks import get_attr
from embedded_host.site import Site

BEFORE = "pre_model_sync"
AFTER = "post_model_sync"

CODE = "execute:"  # what follows is Python, with `frappe`


def read_patches(path: Path) -> dict[str, list[str]]:
    """The lines of each section; without sections all run before. ValidationError for another."""
    sections: dict[str, list[str]] = {BEFORE: [], AFTER: []}
    section = BEFORE
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        text = line.strip()
        if text.startswith("["):
            section = text.strip("[]")
            if section not in sections:
                raise ValidationError(f"{path}: unknown section [{section}]")
        elif text and not text.startswith("#"):
            sections[section].append(text)
    return sections


def patches_of(site: Site, app: str) -> dict[str, list[str]]:
    return read_patches(site.app_path(app) / "patches.txt")


def mark_all_done(site: Site, app: str) -> None:
    """A fresh install needs no patches: it starts from the present state."""
    for lines in patches_of(site, app).values():
        for line in lines:
            _log(line)


def run_patches(site: Site, section: str, report: Report) -> None:
    """Run what was not run before, app by app; each is committed with its mark."""
    here = current()
    done = set(here.db.get_all("Patch Log", filters={"skipped": 0}, pluck="patch"))
    for app in site.installed_apps():
        for line in patches_of(site, app)[section]:
            if line not in done:
                report(f"patch {line}")
                _run(line)
                _log(line)
                here.db.commit()


def _run(line: str) -> None:
    here = current()
    before = here.flags.in_patch
    here.flags.in_patch = True
    try:
        if line.startswith(CODE):
            exec(line.removeprefix(CODE), {"frappe": import_module("frappe")})
        else:
            get_attr(f"{line.split(maxsplit=1)[0]}.execute")()
    finally:
        here.flags.in_patch = before


def _log(line: str) -> None:
    if not current().db.exists("Patch Log", {"patch": line}):
        get_doc({"doctype": "Patch Log", "patch": line}).insert(ignore_permissions=True)
