"""The engine of a site: its pool of connections, and what SQLite and MariaDB do differently."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from embedded_host.errors import DataError, ValidationError
from embedded_host.messages import _

if TYPE_CHECKING:
    from embedded_host.site import Site

Row = tuple[Any, ...]

# Imported when a site asks for it: the connector of the other database may not be installed.
ENGINES = {
    "sqlite": "embedded_host.db.sqlite:SqliteEngine",
    "mariadb": "embedded_host.db.mariadb:MariadbEngine",
}

# Without it LIKE has no escape sign, on SQLite and on MariaDB as it is set up here.
LIKE_ESCAPE = r"ESCAPE '\'"

_NAME = re.compile(r"[^`\x00]{1,64}")


def unusable_value(problem: Exception) -> Exception | None:
    """The refusal of a value that no column takes, for what a driver raises over it."""
    if isinstance(problem, UnicodeError):
        return DataError(_("A text is not valid Unicode"))
    if isinstance(problem, OverflowError):
        return DataError(_("A number is too large"))
    return None


def quoted(identifier: str) -> str:
    """An identifier in backticks, which both databases read."""
    if not _NAME.fullmatch(identifier):
        raise ValidationError(f"{identifier!r} cannot be the name of a table or column")
    return f"`{identifier}`"


class Engine(ABC):
    """One database. Connections are lent to one context at a time and come back clean.

    `begin` opens a transaction that may write, `for_update` follows a SELECT whose rows are
    locked; `ddl_commits` says that a change of the schema commits what came before it.
    """

    name: str
    begin: str
    for_update: str
    ddl_commits: bool
    insert_ignore: str
    table_options = ""

    def __init__(self) -> None:
        # list.append and list.pop are atomic, so the pool needs no lock.
        self._idle: list[Any] = []

    @abstractmethod
    def connect(self) -> Any:
        """A new connection of the driver."""

    @abstractmethod
    def columns(self, connection: Any, table: str) -> dict[str, str]:
        """Column → declared type, lower case; empty for a table that is not there."""

    @abstractmethod
    def indexes(self, connection: Any, table: str) -> dict[str, tuple[bool, tuple[str, ...]]]:
        """Index → whether it is unique, and its columns."""

    @abstractmethod
    def tables(self, connection: Any) -> set[str]:
        """The names of all tables."""

    @abstractmethod
    def translate(self, problem: Exception) -> Exception | None:
        """The host's own exception for one of the driver's; None where there is none."""

    @abstractmethod
    def duplicate_of(self, problem: Exception) -> str | None:
        """The column whose unique key a write would break; None for other problems."""

    @abstractmethod
    def words_order(self, column: str) -> str:
        """The term by which texts are sorted as Vietnamese readers sort them."""

    @abstractmethod
    def like(self, column: str) -> str:
        """The condition that a column is like a pattern, whatever the marks and the case."""

    @abstractmethod
    def like_values(self, pattern: str) -> list[str]:
        """The values that `like` binds for a pattern."""

    def index_name(self, table: str, index: str) -> str:
        """What the database calls the table's index."""
        return index

    def unindexed(self, condition: str) -> str:
        """The condition written so that no index is chosen for its sake."""
        return condition

    @abstractmethod
    def index_hint(self, table: str, index: str) -> str:
        """What follows a table's name in FROM to make the query walk one of its indexes."""

    def analyze(self, connection: Any) -> None:  # noqa: B027 - MariaDB does it by itself
        """Count what the tables hold, for the planner of queries."""

    def execute(self, connection: Any, sql: str, parameters: Sequence[Any]) -> Any:
        """The driver's cursor after the statement."""
        cursor = connection.cursor()
        cursor.execute(sql, parameters)
        return cursor

    def rows(self, cursor: Any) -> list[Row]:
        found: list[Row] = cursor.fetchall()
        return found

    def acquire(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return self.connect()

    def release(self, connection: Any) -> None:
        self._idle.append(connection)

    def dispose(self) -> None:
        """Close the connections that nobody holds."""
        while self._idle:
            self._idle.pop().close()


def make_engine(site: Site) -> Engine:
    """The engine for the site's configuration (`db_type`: "sqlite" or "mariadb")."""
    if site.db_type not in ENGINES:
        raise ValidationError(f"db_type {site.db_type!r} is none of {', '.join(ENGINES)}")
    module, _, name = ENGINES[site.db_type].partition(":")
    engine: Engine = getattr(import_module(module), name)(site)
    return engine
