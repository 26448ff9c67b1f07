"""Every whitelisted function of the app, found by reading its source: a new door is tried by
itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contract.files import modules
from scenarios.doors import METHODS


@dataclass(frozen=True)
class Door:
    """A function that callers reach: where, by which verbs, with which arguments."""

    path: str
    verbs: tuple[str, ...]
    arguments: tuple[str, ...]
    is_for_guests: bool

    @property
    def address(self) -> str:
        return METHODS + self.path

    @property
    def verb(self) -> str:
        return "POST" if "POST" in self.verbs else "GET"

    def __str__(self) -> str:
        return self.path.removeprefix("thidua_khenthuong.")


def doors() -> list[Door]:
    return [door for path, tree in modules() for door in doors_of(path, tree)]


def doors_of(path: str, tree: ast.Module) -> Iterator[Door]:
    module = "thidua_khenthuong." + path.removesuffix(".py").replace("/", ".")
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for decorator in function.decorator_list:
            if (
                isinstance(decorator, ast.Call)
                and ast.unparse(decorator.func) == "frappe.whitelist"
            ):
                said = {word.arg: ast.literal_eval(word.value) for word in decorator.keywords}
                yield Door(
                    f"{module}.{function.name}",
                    tuple(said.get("methods", ("GET", "POST"))),
                    tuple(argument.arg for argument in function.args.args),
                    bool(said.get("allow_guest")),
                )


def said_at(door: Door, province: Any) -> dict[str, Any]:
    """Arguments about Sơn Động's records and the campaign's. KeyError for a name that is new: say
    here what it stands for, so that the door is tried in earnest.
    """
    known: dict[str, Any] = {
        "dossier": province.waiting,
        "dossiers": [province.waiting, province.lead_dossier],
        "decision": province.decision,
        "report": province.report,
        "campaign": province.code,
        "award_form": "PROVINCE_MERIT",
        "obligation": province.one_of("Report Obligation"),
        "unit": province.crew.units["Huyện Sơn Động"],
        "warning": province.one_of("Acknowledged Warning") or "none",
        "extension": province.one_of("Deadline Extension") or "none",
        "nominee": province.nominee,
        "secret": "024199001234",
        "text": "code: X",
        "action": "Close Receiving",
        "reason": "x",
        "note": "x",
        "number": "7",
        "document_number": "7/UBND",
        "day": "2023-12-20",
        "deadline": "BG-DL1",
        "extended_until": "2023-12-30",
        "report_year": 2023,
        "year": None,
        "declined": [],
        "doctype": "Award Dossier",
        "filters": {"name": province.waiting},
        "debug": 0,
        "cache": 0,
        "nominating_unit": {"name": "Huyện Sơn Động"},
        "nominations": [],
        "facts": {},
        "baseline": [],
    }
    return {name: known[name] for name in door.arguments}
