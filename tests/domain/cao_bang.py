"""Words of the Cao Bằng tests: its units and the subjects that they file."""

from typing import Any

from .proposals import nominated, request, verdict_and_codes

HOA_AN = "Huyện Hòa An"
EDUCATION = "Sở Giáo dục và Đào tạo"


def ask(unit: str | None, *nominations: Any, **facts: Any) -> tuple[str, set[str]]:
    return verdict_and_codes(request("CB-2023", unit, *nominations, **facts))


def ask_as(unit: str, unit_class: str, *nominations: Any, **changes: Any) -> tuple[str, set[str]]:
    raw = request("CB-2023", unit, *nominations) | changes
    raw["nominating_unit"]["unit_class"] = unit_class
    return verdict_and_codes(raw)


def collective(count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("collective", "a", None, count, **said)


def person(count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("individual", "b", None, count, **said)
