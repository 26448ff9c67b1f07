"""Words of the Bắc Giang tests: its units and the subjects that they file."""

from typing import Any

from .proposals import nominated, request, verdict_and_codes

LEAD = "Sở Lao động - Thương binh và Xã hội"
FRONT = "Ủy ban MTTQ tỉnh"
HIEP_HOA = "Huyện Hiệp Hòa"
SON_DONG = "Huyện Sơn Động"


def ask(unit: str | None, *nominations: Any, **facts: Any) -> tuple[str, set[str]]:
    return verdict_and_codes(request("BG-2023", unit, *nominations, **facts))


def official(level: str, count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("individual", "g", level, count, is_official=True, **said)


def own(kind: str, group: str, count: int = 1, **said: Any) -> dict[str, Any]:
    status = {"is_official": True} if kind == "individual" else {}
    return nominated(kind, group, "province", count, owned_by_nominator=True, **status, **said)


def commune(count: int) -> dict[str, Any]:
    return nominated("commune", "c", "commune", count)


def village(count: int = 1, **said: Any) -> dict[str, Any]:
    return nominated("village", "d", "village", count, **said)


def household(count: int) -> dict[str, Any]:
    return nominated("household", "e", None, count)
