"""One context's connection: statements, the transaction, savepoints and what waits for its end."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from embedded_host.db.connection import Row, quoted
from embedded_host.site import Derived

if TYPE_CHECKING:
    from embedded_host.site import Site

# What roles, permissions, DocTypes, workflows and settings are made of: a write to one of these
# makes every process drop what it keeps of the site.
FEEDS = frozenset(
    {
        "Custom Field", "Property Setter", "DocType", "Module Def", "Role", "Has Role",
        "User Permission", "System Settings", "Workflow", "Workflow Document State",
        "Workflow Transition", "Workflow State", "Workflow Action Master",
    }
)  # fmt: skip
GENERATION_TABLE = "__Generation"


class Callbacks:
    """Functions that wait for the end of the transaction, in the order they came."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], Any]] = deque()

    def add(self, function: Callable[[], Any]) -> None:
        self._waiting.append(function)

    def run(self) -> None:
        """Call each once; what is added meanwhile is called too."""
        while self._waiting:
            self._waiting.popleft()()

    def reset(self) -> None:
        self._waiting.clear()


class Transaction:
    """Reads see what is committed, statement by statement, until `begin_write` is called.

    From there to `commit` or `rollback` the context holds the write lock (SQLite) or its row
    locks (MariaDB). `query_count` counts statements; `query_log`, where a test has put a list
    there, receives their texts. `uncommitted` is what the context derives from roles, permissions
    and DocTypes since it changed them itself.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.engine = site.engine
        self.in_transaction = False
        self.query_count = 0
        self.query_log: list[str] | None = None
        self.before_commit = Callbacks()
        self.after_commit = Callbacks()
        self.before_rollback = Callbacks()
        self.after_rollback = Callbacks()
        self.uncommitted: Derived | None = None
        self._connection: Any = None
        self._generation_raised = False

    @property
    def db_type(self) -> str:
        return self.engine.name

    @property
    def connection(self) -> Any:
        if self._connection is None:
            self._connection = self.engine.acquire()
        return self._connection

    # statements

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The driver's cursor after one statement with `?` parameters.

        Raises QueryTimeoutError, QueryDeadlockError, DataError, or what the driver raised.
        """
        self.query_count += 1
        if self.query_log is not None:
            self.query_log.append(sql)
        try:
            return self.engine.execute(self._connection or self.connection, sql, parameters)
        except Exception as problem:
            known = self.engine.translate(problem)
            if known is None:
                raise
            raise known from problem

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of one SELECT."""
        return self.engine.rows(self.execute(sql, parameters))

    def write(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one statement that changes rows; how many it changed."""
        self.begin_write()
        return int(self.execute(sql, parameters).rowcount)

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same statement for each row of parameters."""
        self.begin_write()
        self.query_count += 1
        if self.query_log is not None:
            self.query_log.append(sql)
        try:
            self.connection.cursor().executemany(sql, list(rows))
        except Exception as problem:
            known = self.engine.translate(problem)
            if known is None:
                raise
            raise known from problem

    def read_all(self, table: str, order_by: str = "") -> list[dict[str, Any]]:
        """Every row of a small table, whatever its columns."""
        cursor = self.execute(
            f"SELECT * FROM {quoted(table)}" + (f" ORDER BY {order_by}" if order_by else "")
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self.engine.rows(cursor)]

    # the transaction

    def begin_write(self) -> None:
        """Take the write lock, if this context has it not yet."""
        if not self.in_transaction:
            self.execute(self.engine.begin)
            self.in_transaction = True

    def commit(self) -> None:
        self.before_rollback.reset()
        self.before_commit.run()
        if self.in_transaction:
            self.execute("COMMIT")
            self.in_transaction = False
        self._share_derived()
        self.after_rollback.reset()
        self.after_commit.run()

    def rollback(self, *, save_point: str | None = None) -> None:
        """Undo everything since the last commit, or since the savepoint."""
        if save_point:
            self.execute(f"ROLLBACK TO SAVEPOINT {quoted(save_point)}")
            if self.uncommitted is not None:
                # What was undone may be the raising itself.
                self._generation_raised = False
                self._derive_anew()
            return
        self.before_commit.reset()
        self.before_rollback.run()
        if self.in_transaction:
            self.in_transaction = False
            self.execute("ROLLBACK")
        self._share_derived()
        self.after_commit.reset()
        self.after_rollback.run()

    def savepoint(self, save_point: str) -> None:
        self.begin_write()
        self.execute(f"SAVEPOINT {quoted(save_point)}")

    def close(self) -> None:
        """Undo what was not committed and give the connection back."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        if self.in_transaction:
            self.in_transaction = False
            self.engine.execute(connection, "ROLLBACK", ())
        self.engine.release(connection)

    # the generation of what processes keep of the site

    def generation(self) -> tuple[int, list[str]]:
        """The generation of the site's caches, and its installed apps in their order."""
        try:
            rows = self.run(f"SELECT `generation`, `apps` FROM `{GENERATION_TABLE}` WHERE `id` = 1")
        except Exception:
            # Only a database without tables, one that `new-site` is making, has no such row.
            if GENERATION_TABLE in self.engine.tables(self.connection):
                raise
            rows = []
        if not rows:
            return 0, ["frappe"]
        return int(rows[0][0]), list(json.loads(rows[0][1]))

    def set_installed_apps(self, apps: list[str]) -> None:
        """Keep the installed apps, the host's own first, in the order of their installation."""
        self.write(
            f"UPDATE `{GENERATION_TABLE}` SET `apps` = ? WHERE `id` = 1", (json.dumps(apps),)
        )
        self.raise_generation()

    def raise_generation(self) -> None:
        """Make this and every other process drop what it keeps of the site."""
        if not self._generation_raised:
            self._generation_raised = True
            self.write(
                f"UPDATE `{GENERATION_TABLE}` SET `generation` = `generation` + 1 WHERE `id` = 1"
            )
        self._derive_anew()

    def note_write(self, doctype: str) -> None:
        if doctype in FEEDS:
            self.raise_generation()

    def _derive_anew(self) -> None:
        _generation, apps = self.generation()
        self.uncommitted = Derived(apps)

    def _share_derived(self) -> None:
        """At the end of a transaction that changed what others derive from."""
        if self.uncommitted is not None:
            self.uncommitted = None
            self._generation_raised = False
            self.site.renew(*self.generation())
