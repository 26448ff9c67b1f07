"""Rows of documents: the statements that `Document` stores and loads itself with.

The statements of a DocType are made once and kept on its meta.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from embedded_host.context import current
from embedded_host.db.connection import quoted
from embedded_host.db.transaction import Transaction
from embedded_host.errors import (
    CharacterLengthExceededError,
    DataError,
    DuplicateEntryError,
    UniqueValidationError,
)
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta
from embedded_host.meta.field_types import VARCHAR
from embedded_host.values import now, random_name

_KEY = "database_statements"


@dataclass
class Statements:
    """What the rows of one DocType are read and written with."""

    table: str
    columns: tuple[str, ...]
    select: str
    children: str
    insert: str
    written: tuple[tuple[str, Callable[[Any], Any]], ...]
    updates: dict[tuple[str, ...], str] = field(default_factory=dict)


def statements(meta: Meta) -> Statements:
    kept: Statements | None = meta.flags.get(_KEY)
    if kept is None:
        kept = meta.flags[_KEY] = _made(meta)
    return kept


def _made(meta: Meta) -> Statements:
    table = quoted(f"tab{meta.name}")
    columns = tuple(meta.kinds)
    listed = ", ".join(quoted(name) for name in columns)
    written = {
        name: kind.to_column
        for name, kind in meta.kinds.items()
        if not (name == "name" and meta.has_autoincrement)
    }
    marks = ", ".join("?" * len(written))
    names = ", ".join(quoted(name) for name in written)
    return Statements(
        table=table,
        columns=columns,
        select=f"SELECT {listed} FROM {table} WHERE `name` = ?",
        children=f"SELECT {listed} FROM {table} WHERE `parent` = ? AND `parentfield` = ?"
        " AND `parenttype` = ? ORDER BY `idx`",
        insert=f"INSERT INTO {table} ({names}) VALUES ({marks})",
        written=tuple(written.items()),
    )


def new_record(**values: Any) -> dict[str, Any]:
    """A row of the caller's, with a name of its own, for what the host writes by itself."""
    user, moment = current().user, now()
    return {
        "name": random_name(),
        "owner": user,
        "modified_by": user,
        "creation": moment,
        "modified": moment,
        **values,
    }


class Rows(Transaction):
    """Reading and writing whole rows, without permissions, hooks or checks."""

    def fetch_row(self, doctype: str, name: Any, for_update: bool = False) -> dict[str, Any] | None:
        """The document's row as the meta's columns, or None. `for_update` locks it."""
        made = statements(get_meta(doctype))
        sql = made.select
        if for_update:
            self.begin_write()
            sql += self.engine.for_update
        rows = self.run(sql, (name,))
        return dict(zip(made.columns, rows[0], strict=True)) if rows else None

    def fetch_children(
        self, doctype: str, parent: Any, parentfield: str, parenttype: str
    ) -> list[dict[str, Any]]:
        """The rows of one child table of one document, in their order."""
        made = statements(get_meta(doctype))
        rows = self.run(made.children, (parent, parentfield, parenttype))
        return [dict(zip(made.columns, row, strict=True)) for row in rows]

    def insert_row(self, doctype: str, row: Mapping[str, Any]) -> Any:
        """Write one new row; returns its name (made by the database for "autoincrement").

        Raises DuplicateEntryError, UniqueValidationError, DataError for a value that its column
        cannot take, CharacterLengthExceededError.
        """
        meta = get_meta(doctype)
        made = statements(meta)
        name = row.get("name")
        if not name and not meta.has_autoincrement:
            name = random_name()
            row = {**row, "name": name}
        self.begin_write()
        parameters = self._bound(meta, made, row)
        cursor = self._guarded(
            meta, name, partial(self.execute, made.insert, parameters), is_new=True
        )
        self.note_write(doctype)
        return cursor.lastrowid if meta.has_autoincrement else name

    def insert_rows(self, doctype: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write many new rows of one DocType, each with its name, in one go."""
        meta = get_meta(doctype)
        made = statements(meta)
        bound = [self._bound(meta, made, row) for row in rows]
        if bound:
            self._guarded(meta, None, partial(self.write_many, made.insert, bound))
            self.note_write(doctype)

    def update_row(self, doctype: str, name: Any, row: Mapping[str, Any]) -> int:
        """Write the given columns of one row; how many rows that name had (0 or 1).

        Raises as `insert_row` does, and DataError for an unknown column.
        """
        meta = get_meta(doctype)
        made = statements(meta)
        kinds = meta.stored_kinds
        given = tuple(key for key in row if key in kinds)
        if not given:
            return 0
        sql = made.updates.get(given)
        if sql is None:
            setters = ", ".join(f"{quoted(key)} = ?" for key in given)
            sql = made.updates[given] = f"UPDATE {made.table} SET {setters} WHERE `name` = ?"
        parameters = [_column_value(meta, key, kinds[key].to_column, row[key]) for key in given]
        parameters.append(name)
        changed: int = self._guarded(meta, name, partial(self.write, sql, parameters))
        self.note_write(doctype)
        return changed

    def update_rows(self, doctype: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write all columns of many rows, each found by its name, in one go."""
        meta = get_meta(doctype)
        made = statements(meta)
        if ("*",) not in made.updates:
            setters = ", ".join(f"{quoted(key)} = ?" for key, _cast in made.written)
            made.updates[("*",)] = f"UPDATE {made.table} SET {setters} WHERE `name` = ?"
        bound = [[*self._bound(meta, made, row), row["name"]] for row in rows]
        if bound:
            self._guarded(meta, None, partial(self.write_many, made.updates[("*",)], bound))
            self.note_write(doctype)

    def _bound(self, meta: Meta, made: Statements, row: Mapping[str, Any]) -> list[Any]:
        get = row.get
        try:
            return [cast(get(key)) for key, cast in made.written]
        except (ValueError, TypeError, OverflowError):
            return [_column_value(meta, key, cast, get(key)) for key, cast in made.written]

    def _guarded(
        self, meta: Meta, name: Any, write: Callable[[], Any], is_new: bool = False
    ) -> Any:
        """The write's result; a broken unique key becomes Frappe's exceptions.

        Where a new row breaks several keys, SQLite may name another one before the name's.
        """
        try:
            return write()
        except Exception as problem:
            column = self.engine.duplicate_of(problem)
            if column is None:
                raise
            if column == "name" or (is_new and self.fetch_row(meta.name, name)):
                raise DuplicateEntryError(meta.name, name, problem) from problem
            label = meta.get_label(column)
            raise UniqueValidationError(_("{0} must be unique").format(label)) from problem


def _column_value(meta: Meta, column: str, cast: Callable[[Any], Any], value: Any) -> Any:
    try:
        bound = cast(value)
    except (ValueError, TypeError, OverflowError) as problem:
        kind = meta.stored_kinds[column].label
        raise DataError(
            _("{0}: {1} is not a valid {2}").format(meta.get_label(column), value, kind)
        ) from problem
    if (
        isinstance(bound, str)
        and meta.stored_kinds[column] is VARCHAR
        and len(bound) > meta.varchar_length(column)
    ):
        raise CharacterLengthExceededError(
            _("{0}: at most {1} characters").format(
                meta.get_label(column), meta.varchar_length(column)
            )
        )
    return bound
