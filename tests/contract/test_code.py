"""What holds for the app's code: layers, sizes, doors, hooks, codes of refusals."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path

import frappe
import pytest

from contract.files import APP, ROOT, calls, doctypes, modules
from thidua_khenthuong import hooks
from thidua_khenthuong.domain.findings import FindingCode
from thidua_khenthuong.permissions import GUARDED
from thidua_khenthuong.presentation.messages import FINDING_SENTENCES
from thidua_khenthuong.presentation.step_messages import sentences

PACKAGE = "thidua_khenthuong"
LAYERS = ["domain", "queries", "presentation", "refusal", "services", "top"]
TOP = {
    "api",
    "attachments",
    "emulation_document",
    "emulation_row",
    "hooks",
    "page_reply",
    "patches",
    "permissions",
    "setup",
    "templates",
    "www",
}
MODULE_FOLDERS = {"emulation_units", "emulation", "commendation", "emulation_reports"}


def named(item: object) -> str | None:
    """A test's name says which path or door it is about; objects would tell their address."""
    return str(item)[:60] if isinstance(item, str | Path) else None


each_module = pytest.mark.parametrize(("path", "tree"), modules(), ids=named)


def layer_of(dotted: str) -> str:
    """The layer of a module below the package."""
    first = dotted.split(".")[0].removesuffix(".py")
    if first in TOP | MODULE_FOLDERS | {"", "__init__"}:
        return "top"
    return first


def is_a_table(function: ast.FunctionDef) -> bool:
    """Whether a function is one literal that it returns, apart from its docstring."""
    last = function.body[-1]
    return (
        len(function.body) == 2
        and isinstance(last, ast.Return)
        and isinstance(last.value, ast.Dict)
    )


def imported(path: str, tree: ast.Module) -> set[str]:
    """What a module imports, whole names; relative imports are resolved."""
    found = set()
    here = [PACKAGE, *path.removesuffix(".py").split("/")]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            found.add(".".join(part for part in (base, node.module or "") if part))
    return found


@each_module
def test_imports_run_one_way(path: str, tree: ast.Module) -> None:
    own = LAYERS.index(layer_of(path.replace("/", ".")))
    for name in imported(path, tree):
        assert not name.startswith("embedded_host"), name
        if name.startswith(f"{PACKAGE}."):
            assert LAYERS.index(layer_of(name.removeprefix(f"{PACKAGE}."))) <= own, name
        if layer_of(path.replace("/", ".")) == "domain":
            assert not name.startswith("frappe"), name


@each_module
def test_files_and_functions_stay_small(path: str, tree: ast.Module) -> None:
    lines = len((APP / path).read_text("utf-8").splitlines())
    limit = 200 if path.startswith("api/") else 150 if "/doctype/" in path else 400
    assert lines <= limit
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not is_a_table(node):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, node.name


@each_module
def test_the_app_never_commits(path: str, tree: ast.Module) -> None:
    attributes = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]

    assert "commit" not in attributes
    assert "rollback" not in attributes


@each_module
def test_leaving_permissions_aside_has_a_written_reason(path: str, tree: ast.Module) -> None:
    lines = (APP / path).read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if "ignore_permissions=True" in line:
            near = "\n".join(lines[number : number + 2])
            assert "#" in near, f"{path}:{number + 1}"


def doors() -> list[tuple[str, object]]:
    """Every whitelisted function of `api/`."""
    found = []
    for path, tree in modules():
        if not path.startswith("api/"):
            continue
        module = importlib.import_module(f"{PACKAGE}.{path.removesuffix('.py').replace('/', '.')}")
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                found.append((f"{module.__name__}.{node.name}", getattr(module, node.name)))
    return found


def test_every_door_is_documented_and_every_documented_door_exists() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    documented = set(re.findall(r"`(thidua_khenthuong\.api\.[\w.]+)`", text))

    assert documented == {name for name, _ in doors()}


@pytest.mark.parametrize(("name", "door"), doors(), ids=named)
def test_a_door_is_typed_and_says_what_it_does(name: str, door: object) -> None:
    signature = inspect.signature(door)
    assert inspect.getdoc(door)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty, parameter
        assert not isinstance(parameter.annotation, str), "postponed annotations are not checked"


def test_no_door_is_open_to_guests() -> None:
    for path, tree in modules():
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.keyword) and node.arg == "allow_guest"), path


def dotted_paths(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.startswith(f"{PACKAGE}.") else []
    if isinstance(value, dict):
        return [path for item in value.values() for path in dotted_paths(item)]
    if isinstance(value, list):
        return [path for item in value for path in dotted_paths(item)]
    return []


def test_every_path_in_the_hooks_resolves() -> None:
    paths = {
        path
        for name, value in vars(hooks).items()
        if not name.startswith("__")
        for path in dotted_paths(value)
    }

    assert len(paths) > 3
    for path in paths:
        assert callable(frappe.get_attr(path)), path


def test_every_patch_resolves() -> None:
    for line in (APP / "patches.txt").read_text("utf-8").splitlines():
        path = line.partition("#")[0].strip()
        if path and not path.startswith("["):
            assert callable(frappe.get_attr(f"{path}.execute")), path


def test_every_code_of_the_rules_has_a_sentence() -> None:
    assert set(FINDING_SENTENCES) == set(FindingCode)


def test_every_refused_step_has_a_sentence_and_every_sentence_is_used() -> None:
    used = set()
    for _, tree in modules():
        for name in ("refuse_step", "require_officer_of"):
            for call in calls(tree, name):
                used |= {arg.value for arg in call.args if isinstance(arg, ast.Constant)}

    assert used == set(sentences())


def test_the_hooks_guard_every_doctype_that_belongs_to_a_unit() -> None:
    tables = {
        table["options"]
        for doctype in doctypes()
        if doctype.name in GUARDED
        for table in doctype.fields_of("Table")
    }

    assert set(hooks.has_permission) == GUARDED | {"File"}
    assert set(hooks.permission_query_conditions) == GUARDED | tables | {"File"}


def test_every_row_is_changed_with_its_document_alone() -> None:
    for doctype in doctypes():
        controller = doctype.path.with_suffix(".py").read_text("utf-8")
        assert ("(EmulationRow)" in controller) == doctype.is_child, doctype.name
