"""The import name `frappe`, for the apps that this host runs.

`install()` registers one module object for every row of `table.OFFERED`. An attribute is found
when it is first asked for, so that `import frappe` loads nothing. What the table does not name is
refused by name, as an AttributeError or an ImportError.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

from embedded_host.errors import AttributeNotSupportedByHost, ModuleNotSupportedByHost
from embedded_host.facade.table import OFFERED

NAME = "frappe"


class FacadeModule(ModuleType):
    """One module of the facade: its row of the table, found on demand."""

    def __init__(self, name: str, offered: dict[str, str]) -> None:
        super().__init__(name, f"Frappe's `{name}`, as far as this host offers it.")
        self.__file__ = __file__
        self.__path__: list[str] = []
        self.__dict__["_offered"] = offered

    def __getattr__(self, name: str) -> Any:
        target = self.__dict__["_offered"].get(name)
        if target is None:
            if name.startswith("__"):
                raise AttributeError(name)
            raise AttributeNotSupportedByHost(f"{self.__name__}.{name}")
        found = resolve_name(target)
        setattr(self, name, found)
        return found

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.__dict__["_offered"]})


class Refusal:
    """A finder of modules that finds none of Frappe's, and says which one was asked for."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.startswith(f"{NAME}."):
            raise ModuleNotSupportedByHost(name)
        return None


def install() -> None:
    """Make `import frappe` mean this host. Raises RuntimeError where the real one is importable."""
    if isinstance(sys.modules.get(NAME), FacadeModule):
        return
    if NAME in sys.modules or PathFinder.find_spec(NAME) is not None:
        raise RuntimeError("The real Frappe is importable here: use its bench, not this host")
    for name, offered in OFFERED.items():
        module = FacadeModule(name, offered)
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)
    sys.meta_path.insert(0, Refusal)
