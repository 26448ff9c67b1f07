"""`docs/host-facade.md`, made from the table."""

from __future__ import annotations

from textwrap import fill

from embedded_host.facade.table import OFFERED

_HEAD = """# What the host offers of Frappe

Made from `embedded_host/facade/table.py` by `bench-lite facade`; a test holds the two equal.
Every other name is refused by name (`NotSupportedByHost`, over HTTP 501).
"""


def facade_page() -> str:
    parts = [_HEAD]
    for module, rows in OFFERED.items():
        names = fill(", ".join(f"`{name}`" for name in sorted(rows)), 110) or "(only its modules)"
        parts.append(f"## `{module}`\n\n{names}\n")
    return "\n".join(parts)
