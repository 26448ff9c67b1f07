"""A small app, written into a bench of its own, that a test can let grow."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from embedded_host.site import Bench

NAME = "tiny_app"
RIGHTS = {"role": "Tiny Keeper", "read": 1, "write": 1, "create": 1}

# Every hook writes down that it ran, and what it saw.
HOOKS = """
app_name = "tiny_app"
before_install = "tiny_app.steps.before_install"
after_install = "tiny_app.steps.after_install"
after_sync = "tiny_app.steps.after_sync"
before_migrate = "tiny_app.steps.before_migrate"
after_migrate = "tiny_app.steps.after_migrate"
"""
STEPS = """
import frappe

DONE = []

def note(step):
    seen = [frappe.db.table_exists("Tiny Thing"), bool(frappe.db.exists("Role", "Tiny Keeper")),
            bool(frappe.db.exists("Workflow State", "Tiny State"))]
    DONE.append((step, *seen))

def before_install(): note("before_install")
def after_install(): note("after_install")
def after_sync(): note("after_sync")
def before_migrate(): note("before_migrate")
def after_migrate(): note("after_migrate")
"""
PATCH = """
import frappe
from tiny_app.steps import DONE

def execute():
    DONE.append((__name__, frappe.db.has_column("Tiny Thing", "colour")))
"""


class TinyApp:
    """One DocType "Tiny Thing", one fixture, and whatever a test adds."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "apps" / NAME / NAME
        (root / "sites").mkdir(parents=True)
        (root / "sites" / "apps.txt").write_text(f"{NAME}\n", encoding="utf-8")
        self.write("__init__.py", "")
        self.write("hooks.py", HOOKS)
        self.write("steps.py", STEPS)
        self.write("modules.txt", "Tiny\n")
        self.write("patches/__init__.py", "")
        self.patches(before=[], after=[])
        self.doctype("Tiny Thing", ["title"])
        self.fixture("workflow_state", [_state("Tiny State")])
        self.bench = Bench(root)

    @property
    def done(self) -> list[Any]:
        """What ran so far."""
        steps: list[Any] = sys.modules[f"{NAME}.steps"].DONE
        return steps

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def doctype(self, name: str, fields: list[str], **properties: Any) -> None:
        scrubbed = name.lower().replace(" ", "_")
        content = {
            "doctype": "DocType",
            "name": name,
            "module": "Tiny",
            "autoname": "hash",
            "fields": [{"fieldname": field, "fieldtype": "Data"} for field in fields],
            "permissions": [RIGHTS],
            **properties,
        }
        place = f"tiny/doctype/{scrubbed}/{scrubbed}"
        self.write(f"{place}.json", json.dumps(content))
        class_name = name.replace(" ", "")
        text = f"from frappe.model.document import Document\n\nclass {class_name}(Document):\n"
        self.write(f"{place}.py", f"{text}    pass\n")

    def drop_doctype(self, name: str) -> None:
        shutil.rmtree(self.folder / "tiny" / "doctype" / name.lower().replace(" ", "_"))

    def fixture(self, name: str, records: list[dict[str, Any]]) -> None:
        self.write(f"fixtures/{name}.json", json.dumps(records))

    def patches(self, before: list[str], after: list[str]) -> None:
        lines = ["[pre_model_sync]", *before, "", "[post_model_sync]", *after, ""]
        self.write("patches.txt", "\n".join(lines))
        for line in (*before, *after):
            if not line.startswith("execute:"):
                path = line.split()[0].removeprefix(f"{NAME}.").replace(".", "/")
                self.write(f"{path}.py", PATCH)


def _state(name: str) -> dict[str, Any]:
    return {"doctype": "Workflow State", "name": name, "workflow_state_name": name}


@contextmanager
def tiny_app(root: Path) -> Iterator[TinyApp]:
    """The app, importable as long as the block lasts."""
    path_before = list(sys.path)
    try:
        yield TinyApp(root)
    finally:
        sys.path[:] = path_before
        for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
            del sys.modules[name]
