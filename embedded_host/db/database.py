"""`frappe.db`: single values, counts, and writes that run no hooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from embedded_host.context import current, is_open
from embedded_host.db import query, schema, series
from embedded_host.db.columns import Scope
from embedded_host.db.connection import quoted
from embedded_host.db.filters import conditions
from embedded_host.db.qb import HostQuery
from embedded_host.db.rows import Rows
from embedded_host.db.singles import Singles
from embedded_host.errors import DataError, NotSupportedByHost
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta, is_single, meta_exists
from embedded_host.values import _dict, now_datetime

KEEP_DEFAULT_ORDERING = query.KEEP_DEFAULT_ORDERING


class Database(Singles, Rows):
    """One context's `frappe.db`; what it does not offer is refused by name."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotSupportedByHost(f"frappe.db.{name}")

    # reading

    def get_value(
        self,
        doctype: str,
        filters: Any = None,
        fieldname: Any = "name",
        ignore: bool | None = None,
        as_dict: bool = False,
        debug: bool = False,
        order_by: str | None = KEEP_DEFAULT_ORDERING,
        cache: bool = False,
        for_update: bool = False,
        *,
        run: bool = True,
        pluck: bool = False,
        distinct: bool = False,
    ) -> Any:
        """The value of one field, or a tuple or dictionary of several ("*": all), of the first
        document that matches; None where none does.

        `filters` is a name or filters; for a Single, None. `for_update` locks the row.
        """
        kept = current().cache("values") if cache and not for_update else None
        key = (doctype, repr(filters), repr(fieldname), as_dict)
        if kept is not None and key in kept:
            return kept[key]
        rows = self.get_values(
            doctype,
            filters,
            fieldname,
            as_dict=as_dict,
            order_by=order_by,
            for_update=for_update,
            limit=1,
        )
        value = self._first(rows, fieldname, as_dict)
        if kept is not None:
            kept[key] = value
        return value

    def _first(self, rows: list[Any], fieldname: Any, as_dict: bool) -> Any:
        if not rows:
            return None
        one = isinstance(fieldname, str) and fieldname != "*" and "," not in fieldname
        return rows[0][0] if one and not as_dict else rows[0]

    def get_values(
        self,
        doctype: str,
        filters: Any = None,
        fieldname: Any = "name",
        ignore: bool | None = None,
        as_dict: bool = False,
        debug: bool = False,
        order_by: str | None = KEEP_DEFAULT_ORDERING,
        update: Any = None,
        cache: bool = False,
        for_update: bool = False,
        *,
        run: bool = True,
        pluck: bool = False,
        distinct: bool = False,
        limit: int | None = None,
    ) -> list[Any]:
        """The fields of all documents that match, as tuples or dictionaries."""
        if is_single(doctype):
            return self._single_values(doctype, fieldname, as_dict)
        if filters is None:
            return []
        if for_update:
            self.begin_write()
        meta = get_meta(doctype)
        if isinstance(filters, str | int) and not isinstance(filters, bool):
            rows, keys = self._by_name(meta, filters, fieldname, for_update)
        else:
            if for_update and self.engine.for_update:
                self._lock(meta, filters, limit)
            rows, keys = query.get_rows(
                doctype, fieldname, filters, order_by=order_by, limit=limit, distinct=distinct
            )
        if pluck:
            return [row[0] for row in rows]
        return [_dict(zip(keys, row, strict=True)) for row in rows] if as_dict else rows

    def _by_name(
        self, meta: Meta, name: Any, fieldname: Any, for_update: bool
    ) -> tuple[list[tuple[Any, ...]], tuple[str, ...]]:
        """The shortest way to one row: no filters to read, its SQL kept on the meta."""
        kept: dict[Any, tuple[str, tuple[str, ...]]] = meta.flags.setdefault("values_by_name", {})
        key = fieldname if isinstance(fieldname, str) else tuple(fieldname)
        if key not in kept:
            keys = self._fieldnames(meta, fieldname)
            listed = ", ".join(quoted(one) for one in keys)
            kept[key] = (
                f"SELECT {listed} FROM {quoted('tab' + meta.name)} WHERE `name` = ?",
                keys,
            )
        sql, keys = kept[key]
        return self.run(sql + self.engine.for_update if for_update else sql, (name,)), keys

    def _fieldnames(self, meta: Meta, fieldname: Any) -> tuple[str, ...]:
        if fieldname == "*":
            return tuple(meta.get_valid_columns())
        names = fieldname.split(",") if isinstance(fieldname, str) else list(fieldname)
        names = [str(name).strip().strip("`") for name in names]
        for name in names:
            if name not in meta.stored_kinds:
                raise DataError(_("Field not permitted in query: {0}").format(name))
        return tuple(names)

    def _lock(self, meta: Meta, filters: Any, limit: int | None) -> None:
        """Lock the rows that match, where the database locks rows."""
        table, criteria, parameters = self._where(meta, filters)
        select = HostQuery.from_(table).select(table.name)
        for one in criteria:
            select = select.where(one)
        if limit:
            select = select.limit(limit)
        self.run(select.get_sql() + self.engine.for_update, parameters)

    def _where(self, meta: Meta, filters: Any) -> tuple[Any, list[Any], list[Any]]:
        scope = Scope(meta, None)
        wanted = conditions(scope, filters)
        if scope.joins:
            raise DataError(_("{0}: filters on child tables are for reading").format(meta.name))
        values = [value for one in wanted for value in one.parameters]
        return scope.table, [one.criterion() for one in wanted], values

    def get_list(self, *args: Any, **kwargs: Any) -> list[Any]:
        return query.get_list(*args, **kwargs)

    def get_all(self, *args: Any, **kwargs: Any) -> list[Any]:
        return query.get_all(*args, **kwargs)

    def exists(self, dt: Any, dn: Any = None, cache: bool = False, *, debug: bool = False) -> Any:
        """The stored name of the document, or None: by name, by filters, or by a dictionary with
        its doctype."""
        if isinstance(dt, dict):
            filters = dict(dt)
            dt, dn = filters.pop("doctype"), filters
        if dt == "DocType" and isinstance(dn, str):
            return dn if meta_exists(dn) else None
        if is_single(dt):
            return dt if dn in (None, dt) else None
        if dn is None or dn == "":
            return None
        return self.get_value(dt, dn, "name", cache=cache, order_by=None)

    def count(
        self,
        dt: str,
        filters: Any = None,
        debug: bool = False,
        cache: bool = False,
        distinct: bool = True,
    ) -> int:
        """How many documents match."""
        found = query.get_all(dt, filters=filters, fields=["count(distinct name) as total"]) if (
            filters
        ) else query.get_all(dt, fields=["count(*) as total"])  # fmt: skip
        return int(found[0].total)

    # writing, without hooks

    def set_value(
        self,
        dt: str,
        dn: Any,
        field: Any,
        val: Any = None,
        modified: Any = None,
        modified_by: str | None = None,
        update_modified: bool = True,
        debug: bool = False,
    ) -> None:
        """Write fields (a name and a value, or a dictionary) of the documents that match `dn`: a
        name, filters, or None for a Single. Runs no hooks and checks nothing."""
        values = dict(field) if isinstance(field, Mapping) else {field: val}
        if update_modified:
            values["modified"] = modified or now_datetime()
            values["modified_by"] = modified_by or current().user
        if is_single(dt):
            self._set_singles(dt, values)
            names: Iterable[Any] = [dt]
        elif isinstance(dn, str | int):
            self._check_columns(get_meta(dt), values)
            self.begin_write()
            self.update_row(dt, dn, values)
            names = [dn]
        else:
            self._check_columns(get_meta(dt), values)
            self.begin_write()
            names = query.get_all(dt, filters=dn, pluck="name", order_by=None) if dn else []
            for name in names:
                self.update_row(dt, name, values)
        self._forget_documents(dt, names)

    def _check_columns(self, meta: Meta, values: Mapping[str, Any]) -> None:
        self._fieldnames(meta, list(values))

    def _forget_documents(self, doctype: str, names: Iterable[Any]) -> None:
        if is_open():
            context = current()
            context.cache("values").clear()
            for name in names:
                context.document_cache.pop((doctype, name), None)

    def delete(self, doctype: str, filters: Any = None, debug: bool = False) -> int:
        """Delete the rows that match, without hooks; how many there were."""
        return self.delete_rows(doctype, filters)

    def delete_rows(self, doctype: str, filters: Any = None) -> int:
        """Delete the rows that match (all of them for None); how many there were."""
        table, criteria, parameters = self._where(get_meta(doctype), filters)
        statement = HostQuery.from_(table).delete()
        for one in criteria:
            statement = statement.where(one)
        deleted = self.write(statement.get_sql(), parameters)
        self.note_write(doctype)
        return deleted

    def bulk_insert(
        self,
        doctype: str,
        fields: Sequence[str],
        values: Iterable[Sequence[Any]],
        ignore_duplicates: bool = False,
        *,
        chunk_size: int = 10_000,
    ) -> None:
        """Write many rows of the given columns. A duplicate raises, or is left out."""
        meta = get_meta(doctype)
        casts = [meta.stored_kinds[name].to_column for name in self._fieldnames(meta, fields)]
        verb = self.engine.insert_ignore if ignore_duplicates else "INSERT INTO"
        names = ", ".join(quoted(name) for name in fields)
        marks = ", ".join("?" * len(fields))
        sql = f"{verb} {quoted('tab' + doctype)} ({names}) VALUES ({marks})"
        chunk: list[list[Any]] = []
        for row in values:
            chunk.append([cast(value) for cast, value in zip(casts, row, strict=True)])
            if len(chunk) >= chunk_size:
                self._guarded(meta, None, lambda rows=chunk: self.write_many(sql, rows))  # type: ignore[misc]
                chunk = []
        if chunk:
            self._guarded(meta, None, lambda: self.write_many(sql, chunk))
        self.note_write(doctype)

    # counters

    def next_number(self, prefix: str) -> int:
        """Take the next number of a naming series."""
        return series.next_number(self, prefix)

    # the schema

    def tables(self) -> set[str]:
        """The names of all tables, as they were when this context first asked."""
        if "tables" not in self.__dict__.setdefault("_schema", {}):
            self._schema["tables"] = self.engine.tables(self.connection)
        found: set[str] = self._schema["tables"]
        return found

    def forget_tables(self) -> None:
        self.__dict__["_schema"] = {}

    def table_exists(self, doctype: str, cached: bool = True) -> bool:
        """Whether the DocType has its table."""
        if not cached:
            self.forget_tables()
        return f"tab{doctype}" in self.tables()

    def get_table_columns(self, doctype: str) -> list[str]:
        """The columns that the table really has."""
        return list(self.engine.columns(self.connection, f"tab{doctype}"))

    def has_column(self, doctype: str, column: str) -> bool:
        return column in self.get_table_columns(doctype)

    def add_index(self, doctype: str, fields: Sequence[str], index_name: str | None = None) -> None:
        """Index the fields, where there is no index of that name yet."""
        schema.add_index(self, doctype, list(fields), index_name)

    def analyze(self) -> None:
        """Count what the tables hold, for the planner of queries: after much was written."""
        self.engine.analyze(self.connection)

    def escape(self, text: Any, percent: bool = True) -> str:
        """`text` as a literal for SQL conditions that a hook returns as text."""
        return "'" + str(text).replace("'", "''") + "'"
