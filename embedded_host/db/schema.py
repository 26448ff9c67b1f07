"""Tables: made and widened from DocTypes, never dropped; and the few that no DocType describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.db.connection import quoted
from embedded_host.db.transaction import GENERATION_TABLE, Transaction
from embedded_host.meta import DocField, Meta, get_meta
from embedded_host.meta.field_types import (
    INT,
    LONGTEXT,
    MOMENT,
    TEXT,
    VARCHAR,
    Kind,
)

if TYPE_CHECKING:
    from embedded_host.site import Site

_DYNAMIC_DEFAULTS = {"today", "now", "__user", "user"}

# table → columns and primary key
SYSTEM_TABLES: dict[str, tuple[dict[str, Kind], tuple[str, ...]]] = {
    "tabSingles": ({"doctype": VARCHAR, "field": VARCHAR, "value": LONGTEXT}, ("doctype", "field")),
    "tabSeries": ({"name": VARCHAR, "current": INT}, ("name",)),
    "tabSessions": (
        {
            "sid": VARCHAR,
            "user": VARCHAR,
            "sessiondata": LONGTEXT,
            "ipaddress": VARCHAR,
            "lastupdate": MOMENT,
            "status": VARCHAR,
        },
        ("sid",),
    ),
    "__Auth": (
        {
            "doctype": VARCHAR,
            "name": VARCHAR,
            "fieldname": VARCHAR,
            "password": TEXT,
            "encrypted": INT,
        },
        ("doctype", "name", "fieldname"),
    ),
    GENERATION_TABLE: ({"id": INT, "generation": INT, "apps": TEXT}, ("id",)),
}


def create_system_tables(db: Transaction) -> None:
    """Make the tables that no DocType describes, where they are not there yet."""
    existing = db.engine.tables(db.connection)
    for table, (columns, key) in SYSTEM_TABLES.items():
        if table not in existing:
            parts = [_definition(db, name, kind) for name, kind in columns.items()]
            _create(db, table, parts, key)
    if not db.run(f"SELECT 1 FROM `{GENERATION_TABLE}` WHERE `id` = 1"):
        db.write(f"INSERT INTO `{GENERATION_TABLE}` VALUES (1, 0, ?)", ('["frappe"]',))


def sync(site: Site, doctype: str) -> bool:
    """Make or widen the table of one DocType, as its meta says; whether anything changed.

    Runs in the current context. On MariaDB a change of the schema commits what came before it.
    """
    db = current().db
    meta = get_meta(doctype)
    if meta.issingle or meta.is_virtual:
        return False
    table = f"tab{doctype}"
    columns = db.engine.columns(db.connection, table)
    changed = _widen(db, meta, table, columns) if columns else _make(db, meta, table)
    return _index(db, meta, table) or changed


def _make(db: Transaction, meta: Meta, table: str) -> bool:
    parts = [_column(db, meta, name, kind) for name, kind in meta.stored_kinds.items()]
    if db.engine.ddl_commits:
        # Each change of the schema costs a sync of the disk there, so the indexes come along.
        parts += [
            f"{'UNIQUE ' if is_unique else ''}INDEX {quoted(column)} ({_indexed(db, meta, column)})"
            for column, is_unique in _wanted_indexes(meta).items()
        ]
    key = () if meta.has_autoincrement else ("name",)
    _create(db, table, parts, key)
    return True


def _create(db: Transaction, table: str, parts: list[str], key: tuple[str, ...]) -> None:
    if key:
        parts = [*parts, f"PRIMARY KEY ({', '.join(quoted(name) for name in key)})"]
    change(db, f"CREATE TABLE {quoted(table)} ({', '.join(parts)}){db.engine.table_options}")


def _widen(db: Transaction, meta: Meta, table: str, columns: dict[str, str]) -> bool:
    """Add what is missing, and make short texts longer (MariaDB; SQLite holds any length)."""
    changes = []
    for name, kind in meta.stored_kinds.items():
        if name not in columns:
            changes.append(f"ADD COLUMN {_column(db, meta, name, kind)}")
        elif db.db_type == "mariadb" and _is_wider(meta, name, kind, columns[name]):
            changes.append(f"MODIFY COLUMN {_column(db, meta, name, kind)}")
    for one in changes:
        change(db, f"ALTER TABLE {quoted(table)} {one}")
    return bool(changes)


_TEXT_WIDTHS = ("varchar", "text", "longtext")


def _is_wider(meta: Meta, name: str, kind: Kind, present: str) -> bool:
    """Whether the column must grow: a change that could lose values is never made."""
    if not kind.is_text or name == "name":
        return False
    type_name, _bracket, rest = present.partition("(")
    if type_name not in _TEXT_WIDTHS:
        return False
    wanted = _TEXT_WIDTHS.index(kind.mariadb.partition("(")[0])
    if wanted != _TEXT_WIDTHS.index(type_name):
        return wanted > _TEXT_WIDTHS.index(type_name)
    return kind is VARCHAR and int(rest.rstrip(")")) < meta.varchar_length(name)


def _column(db: Transaction, meta: Meta, name: str, kind: Kind) -> str:
    if name == "name" and meta.has_autoincrement:
        types = {
            "sqlite": "integer PRIMARY KEY AUTOINCREMENT",
            "mariadb": "bigint(20) NOT NULL AUTO_INCREMENT PRIMARY KEY",
        }
        return f"`name` {types[db.db_type]}"
    return _definition(db, name, kind, meta.varchar_length(name), meta.get_field(name))


def _definition(
    db: Transaction, name: str, kind: Kind, length: int = 140, field: DocField | None = None
) -> str:
    column_type = (kind.mariadb if db.db_type == "mariadb" else kind.sqlite).format(length=length)
    parts = [quoted(name), column_type]
    if kind.not_null or name in ("name", "sid", "id"):
        parts.insert(2, "NOT NULL")
    default = _default(kind, field)
    if default is not None:
        parts.append(f"DEFAULT {default}")
    return " ".join(parts)


def _default(kind: Kind, field: DocField | None) -> str | None:
    """The literal that rows get which were there before the column."""
    value = field.default if field is not None else None
    if kind.is_number and kind.not_null:
        return repr(kind.to_column(value or 0))
    text = "" if value is None else str(value)
    if kind is not VARCHAR or not text or text.lower() in _DYNAMIC_DEFAULTS or text[0] == ":":
        return None
    return "'" + text.replace("'", "''") + "'"


def _wanted_indexes(meta: Meta) -> dict[str, bool]:
    """Column → whether its index is unique."""
    wanted: dict[str, bool] = {"parent": False} if meta.istable else {}
    for field in meta.value_fields:
        if field.unique:
            wanted[field.fieldname] = True
        elif field.search_index:
            wanted[field.fieldname] = False
    if not meta.istable:
        # Lists that ask for no order are given the order of creation.
        wanted |= {"modified": False, "creation": False}
    if meta.is_tree:
        wanted["lft"] = False
    return wanted


def _index(db: Transaction, meta: Meta, table: str) -> bool:
    present = set(db.engine.indexes(db.connection, table).values())
    missing = {
        column: is_unique
        for column, is_unique in _wanted_indexes(meta).items()
        if (True, (column,)) not in present and (is_unique or (False, (column,)) not in present)
    }
    for column, is_unique in missing.items():
        add_index(db, meta.name, [column], unique=is_unique)
    return bool(missing)


def add_index(
    db: Transaction,
    doctype: str,
    columns: list[str],
    index_name: str | None = None,
    unique: bool = False,
) -> None:
    """Make an index, where the table has none of that name yet."""
    table = f"tab{doctype}"
    name = db.engine.index_name(table, index_name or "_".join(columns))
    if name in db.engine.indexes(db.connection, table):
        return
    meta = get_meta(doctype)
    listed = ", ".join(_indexed(db, meta, column) for column in columns)
    kind = "UNIQUE INDEX" if unique else "INDEX"
    change(db, f"CREATE {kind} {quoted(name)} ON {quoted(table)} ({listed})")


def _indexed(db: Transaction, meta: Meta, column: str) -> str:
    """The column as an index names it: MariaDB indexes only the beginning of long texts."""
    is_long = db.db_type == "mariadb" and meta.stored_kinds.get(column) in (TEXT, LONGTEXT)
    return quoted(column) + ("(140)" if is_long else "")


def change(db: Any, sql: str) -> None:
    """Run one statement that changes the schema."""
    if db.engine.ddl_commits:
        if db.in_transaction:
            db.execute("COMMIT")
            db.in_transaction = False
    else:
        db.begin_write()
    db.execute(sql)
    db.forget_tables()
