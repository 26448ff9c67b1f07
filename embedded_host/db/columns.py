"""The columns that a list query may name: its own, its child tables', and one link further."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pypika import Table
from pypika.terms import Criterion, Field, Parameter

from embedded_host.errors import DataError, PermissionError
from embedded_host.messages import _
from embedded_host.meta import Meta, get_meta
from embedded_host.meta.field_types import Kind

BOUND = Parameter("?")

_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OF_TABLE = re.compile(r"(?:`tab([^`]+)`|tab([A-Za-z0-9 _-]+))\.`?([A-Za-z_][A-Za-z0-9_]*)`?")
_DOTTED = re.compile(r"`?([A-Za-z_][A-Za-z0-9_]*)`?\.`?([A-Za-z_][A-Za-z0-9_]*)`?")

_LINKED_STANDARD = {"owner": "User", "modified_by": "User"}


@dataclass(frozen=True)
class Column:
    """A column of the query: its term, what it holds, and the DocType its values name."""

    term: Field
    name: str
    kind: Kind
    label: str
    meta: Meta
    is_readable: bool

    @property
    def linked_doctype(self) -> str | None:
        if self.name == "name":
            return self.meta.name
        return self.meta.get_link_doctype(self.name) or _LINKED_STANDARD.get(self.name)

    @property
    def is_words(self) -> bool:
        """Whether a list sorts it as words; an indexed text is a key, and sorts as its index."""
        return self.meta.is_text(self.name) and not self.is_indexed

    @property
    def is_indexed(self) -> bool:
        field = self.meta.get_field(self.name)
        return bool(field and field.search_index)


@dataclass(frozen=True)
class Join:
    table: Table
    on: Criterion


def not_permitted(field: Any) -> DataError:
    return DataError(_("Field not permitted in query: {0}").format(field))


class Scope:
    """Resolves the names of fields, joins the tables they need, and keeps hidden fields out.

    `user` is None where permissions are ignored. `parents` are the doctypes whose permission
    levels apply to the fields of a child DocType.
    """

    def __init__(self, meta: Meta, user: str | None, parent_doctype: str | None = None) -> None:
        self.meta = meta
        self.user = user
        self.parent_doctype = parent_doctype
        self.table = Table(f"tab{meta.name}")
        self.joins: dict[str, Join] = {}
        self._metas: dict[str, Meta] = {meta.name: meta}
        self._tables: dict[str, Table] = {meta.name: self.table}
        self._readable: dict[str, frozenset[str] | None] = {}

    # resolving

    def column(self, text: str, doctype: str | None = None) -> Column:
        """The column that `text` names: `f`, `` `tabX`.`f` ``, `child_table.f`, `link.f`.

        Raises DataError for what is no column.
        """
        text = text.strip()
        bare = text[1:-1] if text[:1] == text[-1:] == "`" and text.count("`") == 2 else text
        if _SIMPLE.fullmatch(bare):
            return self._of(self._joined(doctype) if doctype else self.meta.name, bare, text)
        found = _OF_TABLE.fullmatch(text)
        if found:
            return self._of(self._joined(found[1] or found[2]), found[3], text)
        found = _DOTTED.fullmatch(text)
        if found:
            return self._of(self._through(found[1], text), found[2], text)
        raise not_permitted(text)

    def columns_of(self, doctype: str | None = None) -> list[Column]:
        """All columns of the DocType that documents show and this user may read."""
        name = self._joined(doctype) if doctype else self.meta.name
        meta = self._metas[name]
        found = (self._of(name, column, column) for column in meta.get_valid_columns())
        return [column for column in found if column.is_readable]

    def is_readable(self, name: str, column: str) -> bool:
        """Whether the column is at a permission level that the user may read."""
        if self.user is None:
            return True
        allowed = self._readable_columns(name)
        return allowed is None or column in allowed

    def _of(self, name: str, column: str, text: str) -> Column:
        meta = self._metas[name]
        kind = meta.stored_kinds.get(column)
        if kind is None:
            raise not_permitted(text)
        return Column(
            term=Field(column, table=self._tables[name]),
            name=column,
            kind=kind,
            label=meta.get_label(column),
            meta=meta,
            is_readable=self.is_readable(name, column),
        )

    def _readable_columns(self, name: str) -> frozenset[str] | None:
        """None where no field of the DocType is above level 0."""
        if name not in self._readable:
            meta = self._metas[name]
            self._readable[name] = (
                self._ask_permissions(meta) if meta.get_permlevel_fields() else None
            )
        return self._readable[name]

    def _ask_permissions(self, meta: Meta) -> frozenset[str]:
        # Inside: permissions ask the database for roles, so neither can import the other first.
        from embedded_host.permissions import readable_fields  # noqa: PLC0415

        parent = self.parent_doctype if meta is self.meta else self.meta.name
        if meta.istable and parent:
            fields = readable_fields(meta, self.user, parent)
        else:
            fields = readable_fields(meta, self.user)
        hidden = {field.fieldname for field in meta.get_permlevel_fields()} - set(fields)
        return frozenset(set(meta.stored_kinds) - hidden)

    # joining

    def _joined(self, doctype: str) -> str:
        """The child DocType (or the list's own), joined by its parent."""
        if doctype in self._metas:
            return doctype
        tables = [field.options for field in self.meta.get_table_fields()]
        if doctype not in tables:
            raise not_permitted(f"tab{doctype}")
        table = Table(f"tab{doctype}")
        on = (table.parent == self.table.name) & (table.parenttype == self.meta.name)
        return self._add(doctype, doctype, table, on)

    def _through(self, fieldname: str, text: str) -> str:
        """The table that a child table's field or a link field leads to."""
        field = self.meta.get_field(fieldname)
        if field is None:
            raise not_permitted(text)
        if field.fieldtype in ("Table", "Table MultiSelect"):
            return self._joined(field.options)
        if field.fieldtype != "Link" or not self.is_readable(self.meta.name, fieldname):
            raise not_permitted(text)
        key = f"{field.options}.{fieldname}"
        if key not in self._metas:
            self._check_linked(field.options)
            table = Table(f"tab{field.options}", alias=f"linked_{fieldname}")
            self._add(key, field.options, table, table.name == self.table[fieldname])
        return key

    def _check_linked(self, doctype: str) -> None:
        if self.user is None:
            return
        from embedded_host.permissions import has_permission  # noqa: PLC0415 - see above

        if not any(has_permission(doctype, ptype, user=self.user) for ptype in ("read", "select")):
            raise PermissionError(_("No permission for {0}").format(_(doctype)))

    def _add(self, key: str, doctype: str, table: Table, on: Criterion) -> str:
        self._metas[key] = get_meta(doctype)
        self._tables[key] = table
        self.joins[key] = Join(table, on)
        return key
