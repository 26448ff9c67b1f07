"""A property that a site sets differently from what a DocType's file says."""

from __future__ import annotations

from embedded_host.context import current
from embedded_host.db import schema
from embedded_host.document import Document
from embedded_host.meta import meta_exists

# Properties that the table's columns and indexes come from.
OF_THE_TABLE = frozenset(("fieldtype", "length", "unique", "search_index", "precision"))


class PropertySetter(Document):
    def autoname(self) -> None:
        self.name = f"{self.doc_type}-{self.field_name or 'main'}-{self.property}"

    def on_update(self) -> None:
        if self.property in OF_THE_TABLE and meta_exists(self.doc_type):
            schema.sync(current().site, self.doc_type)
