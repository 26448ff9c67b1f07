"""Every part of every sample request is replaced by what nobody expects: answered or refused, with
paths, never a crash.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frappe
import pytest

from thidua_khenthuong.api.v1 import check_proposal

pytestmark = [pytest.mark.app, pytest.mark.slow]
CASES = sorted((Path(__file__).parents[2] / "cases").rglob("*.json"))
STRANGE: list[Any] = [
    None, True, -1, 10**30, 1.5, float("nan"), float("inf"), "", " ", "x", "\x00", "\u202e",
    "9999-99-99", "2023-02-30T25:61:61", "1e999", "[", "{}", "null", [], {}, [None], [[]], [{}],
    {"": None}, {"name": []}, "[" * 5000, 5,
]  # fmt: skip


def paths_in(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from paths_in(value, (*path, key))


def replaced(request: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    made = copy.deepcopy(request)
    part: Any = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return made


def richest_requests() -> list[dict[str, Any]]:
    """One request for each set of keys that the cases use."""
    found: dict[frozenset[Any], dict[str, Any]] = {}
    for path in CASES:
        content = json.loads(path.read_text("utf-8"))
        for case in content if isinstance(content, list) else content.get("cases", ()):
            request = case.get("request") if isinstance(case, dict) else None
            if isinstance(request, dict):
                shape = frozenset(
                    tuple("*" if isinstance(key, int) else key for key in place)
                    for place in paths_in(request)
                )
                found.setdefault(shape, request)
    chosen: list[dict[str, Any]] = []
    seen: set[Any] = set()
    for shape, request in sorted(found.items(), key=lambda item: -len(item[0])):
        if shape - seen:
            chosen.append(request)
            seen |= shape
    return chosen


def test_no_part_of_a_request_crashes_the_check(site: Any) -> None:
    requests = richest_requests()
    assert len(requests) > 5
    tried = set()
    crashed: dict[str, str] = {}
    for request in requests:
        for path in paths_in(request):
            shape = tuple("*" if isinstance(key, int) else key for key in path)
            if shape in tried:
                continue
            tried.add(shape)
            for value in STRANGE:
                try:
                    check_proposal(**replaced(request, path, value))
                except (frappe.ValidationError, frappe.PermissionError):
                    pass
                except Exception as problem:
                    crashed.setdefault(
                        f"{'.'.join(map(str, shape))} = {value!r:.20}", repr(problem)
                    )

    assert len(tried) > 50
    assert not crashed, crashed
