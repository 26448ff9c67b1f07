"""Rows of the probe app's DocTypes, written past documents and hooks."""

from __future__ import annotations

from typing import Any

from embedded_host.db.database import Database


def add_request(db: Database, name: str, **values: Any) -> str:
    db.insert_row("Probe Request", {"name": name, "title": name, **values})
    return name


def add_items(db: Database, parent: str, *item_names: str) -> None:
    db.insert_rows(
        "Probe Request Item",
        [
            {
                "name": f"{parent}-{position}",
                "parent": parent,
                "parenttype": "Probe Request",
                "parentfield": "items",
                "idx": position,
                "item_name": item_name,
            }
            for position, item_name in enumerate(item_names, start=1)
        ],
    )


def add_region(db: Database, name: str) -> str:
    db.insert_row("Probe Region", {"name": name, "region_name": name})
    return name


def add_tree(db: Database) -> None:
    """Goods (1–8) with Tools (2–5), Hammer below Tools (3–4), and Paper (6–7)."""
    for name, left, right in (
        ("Goods", 1, 8), ("Tools", 2, 5), ("Hammer", 3, 4), ("Paper", 6, 7),
    ):  # fmt: skip
        db.insert_row(
            "Probe Category", {"name": name, "category_name": name, "lft": left, "rgt": right}
        )
