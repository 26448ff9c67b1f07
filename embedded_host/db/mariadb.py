"""MariaDB through its own connector: utf8mb4_unicode_ci as Frappe keeps its sites, rows locked."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import mariadb
from mariadb.constants import FIELD_TYPE

from embedded_host.db.connection import LIKE_ESCAPE, Engine, quoted, unusable_value
from embedded_host.errors import (
    CharacterLengthExceededError,
    DataError,
    QueryDeadlockError,
    QueryTimeoutError,
    ValidationError,
)
from embedded_host.messages import _

if TYPE_CHECKING:
    from embedded_host.site import Site

LOCK_SECONDS = 10

_SESSION = (
    "SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci",
    # What a transaction reads after it waited for a lock is what the other one committed, as on
    # SQLite, where nobody else can have written meanwhile.
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    # A backslash in a literal is a backslash, as on SQLite: conditions of permissions are SQL text.
    "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES'",
    f"SET SESSION innodb_lock_wait_timeout = {LOCK_SECONDS}",
)
_KEY = re.compile(r"for key '(?:.*\.)?([^']+)'")
DUPLICATE, DEADLOCK, LOCK_WAIT = 1062, 1213, 1205
TRUSTED_SECONDS = 30.0
_KNOWN: dict[int, tuple[type[Exception], str]] = {
    DEADLOCK: (QueryDeadlockError, "Two changes met each other; please try again"),
    LOCK_WAIT: (QueryTimeoutError, "Another change is being written; please try again"),
    1054: (DataError, ""),
    1052: (DataError, ""),
    1406: (CharacterLengthExceededError, ""),
    1264: (ValidationError, ""),
    1292: (ValidationError, ""),
    1366: (ValidationError, ""),
}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _answers(connection: Any) -> bool:
    try:
        connection.ping()
    except mariadb.Error:
        connection.close()
        return False
    return True


class MariadbEngine(Engine):
    """`db_name`, `db_password`, and `db_socket` or `db_host` and `db_port` of the site."""

    name = "mariadb"
    begin = "START TRANSACTION"
    for_update = " FOR UPDATE"
    ddl_commits = True
    insert_ignore = "INSERT IGNORE INTO"
    table_options = " ENGINE=InnoDB ROW_FORMAT=DYNAMIC COLLATE=utf8mb4_unicode_ci"

    def __init__(self, site: Site) -> None:
        super().__init__()
        config = site.config
        self._released: dict[int, float] = {}
        place: dict[str, Any] = (
            {"unix_socket": config.db_socket}
            if config.db_socket
            else {"host": config.db_host or "127.0.0.1", "port": int(config.db_port or 3306)}
        )
        self._options = {
            "user": config.db_user or config.db_name,
            "password": config.db_password or "",
            "database": config.db_name,
            "autocommit": True,
            "converter": {FIELD_TYPE.NEWDECIMAL: _number, FIELD_TYPE.DECIMAL: _number},
            **place,
        }

    def connect(self) -> Any:
        connection = mariadb.connect(**self._options)
        cursor = connection.cursor()
        for statement in _SESSION:
            cursor.execute(statement)
        cursor.close()
        return connection

    def acquire(self) -> Any:
        """A connection that answers: the server closes those that were idle for long."""
        while self._idle:
            connection = self._idle.pop()
            idle = time.monotonic() - self._released.pop(id(connection), 0.0)
            if idle < TRUSTED_SECONDS or _answers(connection):
                return connection
        return self.connect()

    def release(self, connection: Any) -> None:
        self._released[id(connection)] = time.monotonic()
        super().release(connection)

    def execute(self, connection: Any, sql: str, parameters: Sequence[Any]) -> Any:
        cursor = connection.cursor()
        cursor.execute(sql, tuple(parameters))
        return cursor

    def columns(self, connection: Any, table: str) -> dict[str, str]:
        cursor = self.execute(
            connection,
            "SELECT column_name, column_type FROM information_schema.columns"
            " WHERE table_schema = database() AND table_name = ? ORDER BY ordinal_position",
            (table,),
        )
        return {row[0]: row[1].lower() for row in cursor.fetchall()}

    def indexes(self, connection: Any, table: str) -> dict[str, tuple[bool, tuple[str, ...]]]:
        cursor = self.execute(
            connection,
            "SELECT index_name, non_unique, column_name FROM information_schema.statistics"
            " WHERE table_schema = database() AND table_name = ? ORDER BY index_name, seq_in_index",
            (table,),
        )
        found: dict[str, tuple[bool, tuple[str, ...]]] = {}
        for name, non_unique, column in cursor.fetchall():
            found[name] = (not non_unique, (*found.get(name, (False, ()))[1], column))
        return found

    def tables(self, connection: Any) -> set[str]:
        cursor = self.execute(
            connection,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
            (),
        )
        return {row[0] for row in cursor.fetchall()}

    def translate(self, problem: Exception) -> Exception | None:
        number = getattr(problem, "errno", None)
        if number not in _KNOWN:
            return unusable_value(problem)
        kind, text = _KNOWN[number]
        return kind(_(text) if text else str(problem))

    def duplicate_of(self, problem: Exception) -> str | None:
        if getattr(problem, "errno", None) != DUPLICATE:
            return None
        found = _KEY.search(str(problem))
        key = found[1] if found else "PRIMARY"
        return "name" if key == "PRIMARY" else key

    def index_hint(self, table: str, index: str) -> str:
        return f"FORCE INDEX ({quoted(index)})"

    def words_order(self, column: str) -> str:
        return column

    def like(self, column: str) -> str:
        return f"{column} LIKE ? {LIKE_ESCAPE}"

    def like_values(self, pattern: str) -> list[str]:
        return [pattern]
