"""A field that a site adds to a DocType."""

from __future__ import annotations

from embedded_host.context import current
from embedded_host.db import schema
from embedded_host.document import Document
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta, meta_exists
from embedded_host.values import scrub


class CustomField(Document):
    fieldname: str

    def autoname(self) -> None:
        self.fieldname = scrub(self.fieldname or self.label or "")
        if not self.fieldname:
            throw(_("Label is mandatory"))
        self.name = f"{self.dt}-{self.fieldname}"

    def validate(self) -> None:
        """A field of the DocType's own file cannot be made a second time."""
        if not self.is_new() or not meta_exists(self.dt):
            return
        known = get_meta(self.dt).get_field(self.fieldname)
        if known is not None and not known.is_custom_field:
            throw(
                _("A field with the name {0} already exists in {1}").format(self.fieldname, self.dt)
            )

    def on_update(self) -> None:
        if meta_exists(self.dt):
            schema.sync(current().site, self.dt)
