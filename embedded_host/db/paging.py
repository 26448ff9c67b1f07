"""The first page of a long list, found by walking the order's index for a bounded stretch.

A page of 20 out of 100,000 rows can be found in two ways: walk the order until 20 rows pass the
conditions (quick where many pass), or gather what passes and sort it (quick where few do). Neither
database knows how many rows a permission lets through. So a short stretch of rows in order is
tried first. Where it does not fill the page, a permission of no more than `NARROW` rows is gathered
by its own indexes: a filter's index ("all that are submitted") would bring up far more rows than
the user may see. For the others a long stretch is tried before all that passes is gathered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_host.db.connection import Row, quoted
from embedded_host.db.transaction import Transaction

STRETCHES = (1_000, 12_000)
NARROW = 500

# Columns whose indexes every table has, but for child tables.
WALKED = ("creation", "modified")


@dataclass(frozen=True)
class Walk:
    """A page by walking: `edge` finds where the stretch ends, `sql` lists what passes in it."""

    edge: str
    sql: str


@dataclass(frozen=True)
class Narrow:
    """A page by a permission's own indexes: `probe` meets its rows, `sql` lists the page."""

    probe: str
    sql: str


@dataclass(frozen=True)
class Pages:
    """The ways to a page: `sql` gathers all that passes."""

    sql: str
    walk: Walk
    narrow: Narrow | None


@dataclass(frozen=True)
class Binds:
    """The values of a page's query, the limit and the offset last; those of its permission."""

    all: list[Any]
    of_permission: list[Any]


def narrow_of(doctype: str, permission: str, sql: str) -> Narrow:
    """The page's `sql`, and a probe that meets more than `NARROW` rows of a wide permission."""
    table = quoted(f"tab{doctype}")
    return Narrow(f"SELECT 1 FROM {table} WHERE {permission} LIMIT 1 OFFSET {NARROW}", sql)


def walk_of(doctype: str, column: str, descending: bool) -> tuple[str, str]:
    """The SQL that finds the end of the stretch, and the condition that keeps to it."""
    table = quoted(f"tab{doctype}")
    name = quoted(column)
    direction = "DESC" if descending else "ASC"
    edge = (
        f"SELECT {name}, EXISTS (SELECT 1 FROM {table} WHERE {name} IS NULL) FROM {table}"
        f" ORDER BY {name} {direction} LIMIT 1 OFFSET ?"
    )
    return edge, f"{table}.{name} {'>=' if descending else '<='} ?"


def hinted(db: Transaction, sql: str, doctype: str, column: str) -> str:
    """`sql` made to walk the column's index."""
    table = quoted(f"tab{doctype}")
    return sql.replace(
        f"FROM {table}", f"FROM {table} {db.engine.index_hint(f'tab{doctype}', column)}", 1
    )


def page(db: Transaction, pages: Pages, binds: Binds, wanted: int) -> list[Row]:
    """The first page's rows, in whichever way finds them quickly."""
    short, long = STRETCHES
    rows = _walked(db, pages.walk, binds.all, short)
    if rows is not None and len(rows) == wanted:
        return rows
    if pages.narrow is not None and not db.run(pages.narrow.probe, binds.of_permission):
        return db.run(pages.narrow.sql, binds.all)
    rows = rows and _walked(db, pages.walk, binds.all, long)
    if rows and len(rows) == wanted:
        return rows
    return db.run(pages.sql, binds.all)


def _walked(db: Transaction, walk: Walk, parameters: list[Any], stretch: int) -> list[Row] | None:
    """What passes in the stretch; None for a short table or one with rows no stretch would meet."""
    edge = db.run(walk.edge, [stretch])
    if not edge or edge[0][1]:
        return None
    return db.run(walk.sql, [*parameters[:-2], edge[0][0], *parameters[-2:]])
