"""The first page of a long list, found by walking the order's index for a bounded stretch.

A page of 20 out of 100,000 rows can be found in two ways: walk the order until 20 rows pass the
conditions (quick where many pass), or gather what passes and sort it (quick where few do). Neither
database knows how many rows a permission lets through. So the first `STRETCH` rows in order are
tried; where they do not fill the page, few rows pass, and gathering them is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from embedded_host.db.connection import Row, quoted
from embedded_host.db.transaction import Transaction

STRETCH = 1000

# Columns whose indexes every table has, but for child tables.
WALKED = ("creation", "modified")


@dataclass(frozen=True)
class Walk:
    """A page by walking: `edge` finds where the stretch ends, `sql` lists what passes in it."""

    edge: str
    sql: str


def walk_of(doctype: str, column: str, descending: bool) -> tuple[str, str]:
    """The SQL that finds the end of the stretch, and the condition that keeps to it."""
    table = quoted(f"tab{doctype}")
    name = quoted(column)
    direction = "DESC" if descending else "ASC"
    edge = (
        f"SELECT {name}, EXISTS (SELECT 1 FROM {table} WHERE {name} IS NULL) FROM {table}"
        f" ORDER BY {name} {direction} LIMIT 1 OFFSET {STRETCH}"
    )
    return edge, f"{table}.{name} {'>=' if descending else '<='} ?"


def hinted(db: Transaction, sql: str, doctype: str, column: str) -> str:
    """`sql` made to walk the column's index."""
    table = quoted(f"tab{doctype}")
    return sql.replace(
        f"FROM {table}", f"FROM {table} {db.engine.index_hint(f'tab{doctype}', column)}", 1
    )


def first_page(
    db: Transaction,
    walk: Walk,
    parameters: list[Any],
    wanted: int,
    gather: Callable[[], list[Row]],
) -> list[Row]:
    """The page's rows; `parameters` end with the limit and the offset."""
    edge = db.run(walk.edge)
    if not edge or edge[0][1]:
        # A short table, or rows without a moment, which no stretch would meet.
        return gather()
    rows = db.run(walk.sql, [*parameters[:-2], edge[0][0], *parameters[-2:]])
    return rows if len(rows) == wanted else gather()
