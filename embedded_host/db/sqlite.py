"""SQLite: write-ahead log, every commit synced to the disk, writers one after the other.

Dates are kept as ISO text of fixed width, so that text order is time order, and come back as
objects by the column's declared type.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from embedded_host.db.collation import fold, glob_of, like, rough_glob_of, words_key
from embedded_host.db.connection import LIKE_ESCAPE, Engine, quoted, unusable_value
from embedded_host.errors import DataError, QueryTimeoutError
from embedded_host.messages import _
from embedded_host.meta.field_types import to_clock, to_date, to_moment
from embedded_host.values import now_datetime

if TYPE_CHECKING:
    from embedded_host.site import Site

FILE = "site.db"
BUSY_SECONDS = 10.0
STATEMENTS_KEPT = 512

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",
    "PRAGMA mmap_size = 134217728",
)
_UNIQUE = re.compile(r"UNIQUE constraint failed: (?:index '([^']+)'|.*\.(\w+))")


def _clock_text(value: timedelta) -> str:
    seconds, microseconds = divmod(round(value.total_seconds() * 1_000_000), 1_000_000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}.{microseconds:06d}"


def _time_text(value: time) -> str:
    return value.strftime("%H:%M:%S.%f")


# sqlite3 keeps adapters and converters for the process; the host is its only user here.
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(datetime, lambda value: value.isoformat(" ", "microseconds"))
sqlite3.register_adapter(time, _time_text)
sqlite3.register_adapter(timedelta, _clock_text)
sqlite3.register_adapter(Decimal, float)
sqlite3.register_converter("date", lambda text: to_date(text.decode()))
sqlite3.register_converter("datetime", lambda text: _moment(text.decode()))
sqlite3.register_converter("time", lambda text: to_clock(text.decode()))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return to_moment(text)


def _concat(*parts: Any) -> str | None:
    return None if None in parts else "".join(str(part) for part in parts)


def _now() -> str:
    return now_datetime().isoformat(" ", "microseconds")


class SqliteEngine(Engine):
    """One file (`<site>/site.db`), or for tests `db_file` ":memory:" on a single connection."""

    name = "sqlite"
    begin = "BEGIN IMMEDIATE"
    for_update = ""
    ddl_commits = False
    insert_ignore = "INSERT OR IGNORE INTO"

    def __init__(self, site: Site) -> None:
        super().__init__()
        configured = str(site.config.db_file or FILE)
        self.in_memory = configured == ":memory:"
        self.path = configured if self.in_memory else str(site.path / configured)
        self._only: Any = None

    def connect(self) -> sqlite3.Connection:
        if self.in_memory and self._only is not None:
            only: sqlite3.Connection = self._only
            return only
        connection = sqlite3.connect(
            self.path,
            timeout=BUSY_SECONDS,
            detect_types=sqlite3.PARSE_DECLTYPES,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS_KEPT,
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _register_functions(connection)
        self._only = connection
        return connection

    def execute(self, connection: Any, sql: str, parameters: Sequence[Any]) -> Any:
        return connection.execute(sql, parameters)

    def analyze(self, connection: Any) -> None:
        # Without a limit: 50 ms for 100,000 rows, while samples mislead the planner.
        connection.execute("ANALYZE")

    def dispose(self) -> None:
        """Close the connections; what grew much since it was last counted is counted again."""
        if self._idle:
            self._idle[-1].execute("PRAGMA optimize")
        super().dispose()
        self._only = None

    def columns(self, connection: Any, table: str) -> dict[str, str]:
        rows = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
        return {row[1]: row[2].lower() for row in rows}

    def indexes(self, connection: Any, table: str) -> dict[str, tuple[bool, tuple[str, ...]]]:
        found = {}
        for row in connection.execute(f"PRAGMA index_list({quoted(table)})").fetchall():
            columns = connection.execute(f"PRAGMA index_info({quoted(row[1])})").fetchall()
            found[row[1]] = (bool(row[2]), tuple(column[2] for column in columns))
        return found

    def tables(self, connection: Any) -> set[str]:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {row[0] for row in rows}

    def translate(self, problem: Exception) -> Exception | None:
        text = str(problem)
        if "locked" in text or "busy" in text:
            return QueryTimeoutError(_("Another change is being written; please try again"))
        if text.startswith(("no such column", "ambiguous column")):
            return DataError(text)
        if text.startswith("too many SQL variables"):
            return DataError(_("A filter has too many values"))
        if text.startswith("LIKE or GLOB pattern too complex"):
            return DataError(_("A search text is too long"))
        return unusable_value(problem)

    def duplicate_of(self, problem: Exception) -> str | None:
        found = _UNIQUE.search(str(problem)) if isinstance(problem, sqlite3.Error) else None
        return (found[1] or found[2]) if found else None

    def index_name(self, table: str, index: str) -> str:
        # SQLite's index names belong to the whole database.
        return f"{table}.{index}"

    def unindexed(self, condition: str) -> str:
        return f"+({condition})"

    def index_hint(self, table: str, index: str) -> str:
        return f"INDEXED BY {quoted(self.index_name(table, index))}"

    def words_order(self, column: str) -> str:
        return f"words_key({column})"

    def like(self, column: str) -> str:
        # What SQLite can decide by itself comes first: a call of our function for each row costs
        # ten times as much.
        is_ascii = f"length(CAST({column} AS BLOB)) = length({column})"
        return (
            f"{column} GLOB ? AND CASE WHEN {is_ascii} THEN lower({column}) GLOB ?"
            f" ELSE {column} LIKE ? {LIKE_ESCAPE} END"
        )

    def like_values(self, pattern: str) -> list[str]:
        return [rough_glob_of(pattern), glob_of(fold(pattern)), pattern]


# Enough for the texts of a table of units or people; each entry is some 200 bytes.
@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    return fold(text)


def _like(pattern: Any, value: Any, escape: str = "\\") -> bool | None:
    if pattern is None or value is None:
        return None
    return like(_folded(str(pattern)), _folded(str(value)), escape)


def _words_key(value: Any) -> Any:
    return words_key(value) if isinstance(value, str) else value


def _register_functions(connection: sqlite3.Connection) -> None:
    """The functions that make the two databases answer alike."""
    for name, count, function, is_fixed in (
        ("like", 2, _like, True),
        ("like", 3, _like, True),
        ("words_key", 1, _words_key, True),
        ("concat", -1, _concat, True),
        ("now", 0, _now, False),
        ("year", 1, lambda text: int(text[:4]) if text else None, True),
        ("month", 1, lambda text: int(text[5:7]) if text else None, True),
        ("day", 1, lambda text: int(text[8:10]) if text else None, True),
    ):
        connection.create_function(name, count, function, deterministic=is_fixed)
