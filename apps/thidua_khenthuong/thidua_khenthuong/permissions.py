"""Who sees which row: own subtree, what was sent to one's unit, what one's standing body handles.

The same rules make the conditions of a list and the answer for one document, so that lists, counts,
reports, files, prints, exports and REST agree. Reading follows the rules below; changing a record
takes a place in a unit that the record itself names: its own, the one it was sent to, or one that
handles the campaign. Roles come on top, from the DocTypes; which step may follow which comes from
the Workflow.
"""

from typing import Any

import frappe

from thidua_khenthuong.queries.scope_rules import (
    Above,
    Handled,
    Rule,
    Unless,
    Within,
    any_holds,
    any_of,
    handles,
)
from thidua_khenthuong.queries.units import Scope, scope_of

UNSENT_DOSSIER = Unless("workflow_state", ("Draft",))
UNSENT_NOMINATION = Unless("status", ("Draft",))
UNSENT_REPORT = Unless("workflow_state", ("Draft",))
UNISSUED_CAMPAIGN = Unless("workflow_state", ("Drafted",))
UNISSUED_DECISION = Unless("workflow_state", ("Drafted", "Awaiting Signature", "Signed"))

ROW_RULES: dict[str, tuple[Rule, ...]] = {
    "Award Decision": (
        Within("issuing_unit"),
        Handled("campaign"),
        Above("issuing_unit", UNISSUED_DECISION),
    ),
    "Award Dossier": (
        Within("unit"),
        Within("receiving_unit", UNSENT_DOSSIER),
        Handled("campaign", UNSENT_DOSSIER),
    ),
    "Award Nomination": (
        Within("unit"),
        Within("receiving_unit", UNSENT_NOMINATION),
        Handled("campaign", UNSENT_NOMINATION),
    ),
    "Award Nominee": (Within("unit"),),
    "Award Record": (Within("unit"), Within("issuing_unit"), Handled("campaign")),
    "Deadline Extension": (Within("unit"), Handled("campaign"), Above("unit")),
    "Emulation Campaign": (
        Within("unit"),
        Handled("name"),
        Above("unit", UNISSUED_CAMPAIGN),
    ),
    "Emulation Trace": (Within("unit"),),
    "Summary Report": (
        Within("unit"),
        Within("receiving_unit", UNSENT_REPORT),
        Handled("campaign", UNSENT_REPORT),
    ),
    "Unit Officer": (Within("unit"),),
}
PARTS_OF: dict[str, tuple[str, str]] = {
    "Acknowledged Warning": ("dossier", "Award Dossier"),
    "Award Quota": ("campaign", "Emulation Campaign"),
    "Campaign Criterion": ("campaign", "Emulation Campaign"),
    "Report Obligation": ("campaign", "Emulation Campaign"),
    "Report Outline": ("campaign", "Emulation Campaign"),
}
"""Records seen with the record they belong to: the field that names it, and its DocType."""

GUARDED = frozenset(ROW_RULES) | frozenset(PARTS_OF)
"""DocTypes whose records belong to units."""

CHANGED_WITH: dict[str, tuple[str, str]] = {"Award Nomination": ("dossier", "Award Dossier")}
"""Records that may be changed by whoever may change the record they belong to."""

KEPT_WHILE: dict[str, tuple[str, ...]] = {
    "Award Dossier": ("Draft", "Returned"),
    "Summary Report": ("Draft",),
}
"""States in which a record is with its own unit, and nobody else changes it."""

UNIT_FIELDS = {"Award Decision": "issuing_unit"}
CHANGING = frozenset({"write", "create", "delete", "submit", "cancel", "amend"})


def list_conditions(user: str | None = None, doctype: str = "") -> str:
    """The SQL that limits a list of `doctype` to the user's rows; empty where nothing limits it."""
    scope = scope_of(user or frappe.session.user)
    if doctype not in PARTS_OF:
        return any_of(ROW_RULES[doctype], doctype, scope)
    fieldname, owner = PARTS_OF[doctype]
    inside = any_of(ROW_RULES[owner], owner, scope)
    if not inside:
        return ""
    return f"`tab{doctype}`.`{fieldname}` in (select `name` from `tab{owner}` where {inside})"


def row_conditions(user: str | None = None, doctype: str = "") -> str:
    """The SQL that limits a list of table rows: they are listed with the documents they stand in.

    Frappe lists the rows of every document for whoever may read the DocType.
    """
    ways = []
    for owner in sorted(GUARDED):
        tables = [field.options for field in frappe.get_meta(owner).get_table_fields()]
        if doctype in tables:
            inside = list_conditions(user, owner)
            names = f"select `name` from `tab{owner}`" + (f" where {inside}" if inside else "")
            ways.append(
                f"(`tab{doctype}`.`parenttype` = {frappe.db.escape(owner)}"
                f" and `tab{doctype}`.`parent` in ({names}))"
            )
    return f"({' or '.join(ways)})"


def has_permission(
    doc: Any, ptype: str = "read", user: str | None = None, debug: bool = False
) -> bool:
    """Whether the document lies in the user's scope. Never raises; a record without a unit is
    refused.
    """
    scope = scope_of(user or frappe.session.user)
    if scope.everything:
        return True
    if doc.doctype in PARTS_OF:
        return may_read_owner(doc, scope)
    if ptype in CHANGING:
        return may_change(doc, scope) and may_change_stored(doc, scope)
    return any_holds(ROW_RULES[doc.doctype], doc, scope)


def may_read_owner(doc: Any, scope: Scope) -> bool:
    """Whether the record that `doc` belongs to lies in the scope."""
    fieldname, owner = PARTS_OF[doc.doctype]
    found = stored(owner, doc.get(fieldname))
    return found is not None and any_holds(ROW_RULES[owner], found, scope)


def stored(doctype: str, name: str | None) -> Any:
    """The stored record without its tables, or None where there is none by that name."""
    row = frappe.db.get_value(doctype, name, "*", as_dict=True) if name else None
    return frappe._dict(row, doctype=doctype) if row else None


def may_change_stored(doc: Any, scope: Scope) -> bool:
    """Whether the record as it is stored may be changed too: Frappe asks after it has put the
    caller's values into the document, so that a caller could write his own unit into another's.
    """
    found = (None if doc.is_new() else stored(doc.doctype, doc.name)) or doc
    return may_change(found, scope) and not is_kept_by_its_unit(found, scope)


def owner_of(doc: Any) -> Any:
    """The record with which `doc` is changed; `doc` itself where it stands alone."""
    if doc.doctype not in CHANGED_WITH:
        return doc
    fieldname, owner = CHANGED_WITH[doc.doctype]
    return stored(owner, doc.get(fieldname))


def is_kept_by_its_unit(doc: Any, scope: Scope) -> bool:
    """Whether the record is still with a unit that the user does not work for."""
    record = owner_of(doc)
    if record is None or record.doctype not in KEPT_WHILE:
        return False
    states = KEPT_WHILE[record.doctype]
    state = record.get("workflow_state") or states[0]
    return state in states and record.get("unit") not in scope.units


def may_change(doc: Any, scope: Scope) -> bool:
    """Whether one of the user's own units is the record's, received it, or handles its campaign."""
    record = owner_of(doc)
    if record is None:
        return False
    own = record.get(UNIT_FIELDS.get(record.doctype, "unit"))
    if own and own in scope.units:
        return True
    if not own or record.doctype in OWN_UNIT_ONLY:
        return False
    if record.doctype == "Award Decision":
        return is_drafted_by_the_standing_body(record, scope)
    if record.doctype in SENT and record.get("receiving_unit") in scope.units:
        return True
    is_campaign = record.doctype == "Emulation Campaign"
    return handles(scope, record.name if is_campaign else record.get("campaign"))


def is_drafted_by_the_standing_body(decision: Any, scope: Scope) -> bool:
    """Whether the campaign's issuer decides, and the user works for the campaign's standing body,
    which drafts for it. Other units' decisions are theirs alone.
    """
    bodies = frappe.db.get_value(
        "Emulation Campaign", decision.get("campaign"), ["unit", "standing_unit"]
    )
    return bool(bodies) and bodies[0] == decision.get("issuing_unit") and bodies[1] in scope.units


OWN_UNIT_ONLY = frozenset({"Award Nominee", "Unit Officer"})
SENT = frozenset({"Award Dossier", "Award Nomination", "Summary Report"})
"""DocTypes with a field `receiving_unit`; a client can put the key into a document of any other."""
