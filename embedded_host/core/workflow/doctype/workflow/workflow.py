"""A workflow: saving it makes the field that holds the state, and gives stored documents one."""

from __future__ import annotations

from embedded_host.context import current
from embedded_host.document import Document, get_doc
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta, meta_exists
from embedded_host.values import cint


class Workflow(Document):
    def validate(self) -> None:
        """A transition leads from one of the workflow's states to another of them."""
        known = {row.state for row in self.get("states")}
        for row in self.get("transitions"):
            for state in (row.state, row.next_state):
                if state not in known:
                    throw(_("Row #{0}: {1} is not a state of this workflow").format(row.idx, state))

    def on_update(self) -> None:
        if not meta_exists(self.get("document_type")):
            return
        if self.get("is_active"):
            self._be_the_only_active_one()
        self._make_state_field()
        self._give_states()

    def _be_the_only_active_one(self) -> None:
        others = {
            "document_type": self.get("document_type"),
            "is_active": 1,
            "name": ["!=", self.get("name")],
        }
        current().db.set_value("Workflow", others, "is_active", 0, update_modified=False)

    def _make_state_field(self) -> None:
        fieldname = self.get("workflow_state_field")
        doctype = self.get("document_type")
        if get_meta(doctype).has_field(fieldname):
            return
        get_doc(
            {
                "doctype": "Custom Field",
                "dt": doctype,
                "fieldname": fieldname,
                "label": fieldname.replace("_", " ").title(),
                "fieldtype": "Link",
                "options": "Workflow State",
                "hidden": 1,
                "allow_on_submit": 1,
                "no_copy": 1,
            }
        ).insert(ignore_permissions=True, ignore_links=True)

    def _give_states(self) -> None:
        """Documents that have no state yet get the first one of their docstatus."""
        fieldname = self.get("workflow_state_field")
        given: set[int] = set()
        for row in self.get("states"):
            docstatus = cint(row.doc_status)
            if docstatus in given:
                continue
            given.add(docstatus)
            stateless = {fieldname: ["is", "not set"], "docstatus": docstatus}
            current().db.set_value(
                self.get("document_type"), stateless, fieldname, row.state, update_modified=False
            )
