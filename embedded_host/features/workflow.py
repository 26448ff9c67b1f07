"""Workflows: states of a document, and who may take it from one to the next (CONTRACT §7).

Like Frappe 15.55, a plain write may change the state where a transition of the user's leads there,
and a submission puts the first state of that docstatus; the docstatus itself is not tied to the
state. An app that wants more has its own guard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document.docstatus import DocStatus
from embedded_host.document.factory import get_doc
from embedded_host.errors import (
    ValidationError,
    WorkflowPermissionError,
    WorkflowStateError,
    WorkflowTransitionError,
)
from embedded_host.features.error_log import log_error
from embedded_host.features.safe_eval import safe_eval
from embedded_host.messages import _, throw
from embedded_host.permissions import get_roles
from embedded_host.values import (
    _dict,
    add_to_date,
    bold,
    cint,
    get_datetime,
    now,
    now_datetime,
    parse_json,
)

if TYPE_CHECKING:
    from embedded_host.document.document import Document

_DOCSTATUS_OF_ACTION = {"update_after_submit": 1, "submit": 1, "cancel": 2}
BULK_LIMIT = 500


# the workflow of a DocType


def find_workflow(doctype: str) -> Any:
    """The active workflow of a DocType, or None. It is shared: do not change it."""
    kept = current().site.cache("workflows")
    if doctype not in kept:
        names = current().db.get_all(
            "Workflow",
            filters={"document_type": doctype, "is_active": 1},
            pluck="name",
            limit_page_length=1,
        )
        kept[doctype] = get_doc("Workflow", names[0]) if names else None
    return kept[doctype]


def get_workflow(doctype: str) -> Any:
    """The active workflow of a DocType. ValidationError where it has none."""
    workflow = find_workflow(doctype)
    if workflow is None:
        throw(_("{0} has no active workflow").format(_(doctype)), ValidationError)
    return workflow


# what a user may do next


def get_transitions(
    doc: Any, workflow: Any = None, raise_exception: bool = False, user: str | None = None
) -> list[_dict]:
    """The transitions that lead out of the stored state and that the user has the role for.

    A transition that only its self-approval forbids is listed. `doc` may be a document, a
    dictionary or JSON text; of those last two only the name counts. Raises WorkflowStateError.
    """
    document = _stored(doc)
    if document.is_new():
        return []
    document.check_permission("read")
    flow = workflow or get_workflow(document.doctype)
    state = document.get(flow.workflow_state_field)
    if not state:
        if raise_exception:
            raise WorkflowStateError
        throw(_("Workflow State not set"), WorkflowStateError)
    roles = set(get_roles(user))
    return [
        row.as_dict()
        for row in flow.transitions
        if row.state == state and row.allowed in roles and _condition_holds(row, document)
    ]


def _stored(doc: Any) -> Any:
    if isinstance(doc, str | dict):
        values = parse_json(doc)
        return get_doc(values["doctype"], values["name"])
    return doc


def _condition_holds(transition: Any, doc: Document) -> bool:
    if not transition.condition:
        return True
    return bool(safe_eval(transition.condition, _names(), {"doc": doc.as_dict()}))


def _names() -> dict[str, Any]:
    """What an expression of a workflow may call."""
    here = current()
    return {
        "frappe": _dict(
            db=_dict(get_value=here.db.get_value, get_list=here.db.get_list),
            session=here.session,
            utils=_dict(
                now_datetime=now_datetime,
                add_to_date=add_to_date,
                get_datetime=get_datetime,
                now=now,
            ),
        )
    }


def has_approval_access(user: str, doc: Any, transition: Any) -> bool:
    """Whether the user may take the transition although, perhaps, he owns the document."""
    return (
        user == "Administrator"
        or bool(cint(transition.get("allow_self_approval")))
        or user != doc.get("owner")
    )


# taking a transition


def apply_workflow(doc: Any, action: str) -> Any:
    """Take the transition of that name from the stored state; what the caller edited is dropped.

    Raises WorkflowTransitionError where there is none for this user, ValidationError for an own
    document that others must approve.
    """
    values = parse_json(doc) if isinstance(doc, str) else doc
    document: Any = get_doc(values.get("doctype"), values.get("name"))
    flow = get_workflow(document.doctype)
    matching = [row for row in get_transitions(document, flow) if row.action == action]
    if not matching:
        throw(_("Not a valid Workflow Action"), WorkflowTransitionError)
    transition = matching[-1]
    if not has_approval_access(current().user, document, transition):
        throw(_("Self approval is not allowed"))
    document.set(flow.workflow_state_field, transition.next_state)
    state = next(row for row in flow.states if row.state == transition.next_state)
    if state.update_field:
        document.set(state.update_field, _update_value(state, document))
    _save_as(document, DocStatus(cint(state.doc_status)), state.state)
    document.add_comment("Workflow", _(state.state))
    return document


def _update_value(state: Any, doc: Document) -> Any:
    if state.get("evaluate_as_expression") and state.update_value:
        return safe_eval(state.update_value, _names(), {"doc": doc.as_dict()})
    return state.update_value


def _save_as(doc: Document, wanted: DocStatus, state: str) -> None:
    step = (int(doc.docstatus), int(wanted))
    if step in ((0, 0), (1, 1)):
        doc.save()
    elif step == (0, 1):
        doc.submit()
    elif step == (1, 2):
        doc.cancel()
    else:
        throw(_("Illegal Document Status for {0}").format(state))


# the check among the others of a save


def check(doc: Document) -> None:
    """Among the built-in checks of every save: the state may only move along a transition."""
    if find_workflow(doc.doctype) is None or current().flags.in_install:
        return
    validate_workflow(doc)
    action = doc.__dict__.get("_action")
    if action != "save":
        set_state_of_action(doc, str(action))


def validate_workflow(doc: Document) -> None:
    """Give a new document its first state; refuse a change of state without a transition.

    Raises WorkflowPermissionError.
    """
    flow = get_workflow(doc.doctype)
    field = flow.workflow_state_field
    first = flow.states[0].state
    before = doc.get_doc_before_save()
    old = (before.get(field) if before else None) or first
    new = doc.get(field)
    if not new:
        new = first
        doc.set(field, new)
    if not any(row.state == old for row in flow.states):
        throw(
            _(
                "{0} is not a valid Workflow State. Please update your Workflow and try again."
            ).format(bold(old))
        )
    if old == new:
        return
    transitions = get_transitions(before, flow) if before else []
    if not any(row.next_state == new for row in transitions):
        throw(
            _("Workflow State transition not allowed from {0} to {1}").format(bold(old), bold(new)),
            WorkflowPermissionError,
        )


def set_state_of_action(doc: Document, action: str) -> None:
    """After a submission the state is one of that docstatus: the first, unless it fits already."""
    flow = get_workflow(doc.doctype)
    field = flow.workflow_state_field
    for row in flow.states:
        if row.state == doc.get(field) and cint(row.doc_status) == int(doc.docstatus):
            return
    for row in flow.states:
        if cint(row.doc_status) == _DOCSTATUS_OF_ACTION[action]:
            doc.set(field, row.state)
            return


# many at once, and small questions of forms


def bulk_workflow_approval(docnames: Any, doctype: str, action: str) -> None:
    """Take one transition on many documents, each for itself; failures go to the Error Log."""
    names = parse_json(docnames)
    if len(names) > BULK_LIMIT:
        throw(_("Bulk approval only support up to {0} documents.").format(BULK_LIMIT))
    db = current().db
    for name in names:
        try:
            apply_workflow({"doctype": doctype, "name": name}, action)
            db.commit()
        except Exception:
            db.rollback()
            title = f"Workflow {action} threw an error for {doctype} {name}"
            log_error(title, reference_doctype=doctype, reference_name=str(name))
    current().message_log.clear()


def get_common_transition_actions(docs: Any, doctype: str) -> list[str]:
    """The actions that the user can take on every one of the documents."""
    common: list[str] | None = None
    for values in parse_json(docs):
        document = get_doc(values.get("doctype") or doctype, values["name"])
        try:
            transitions = get_transitions(document, raise_exception=True)
        except WorkflowStateError:
            continue
        actions = [
            row.action for row in transitions if has_approval_access(current().user, document, row)
        ]
        common = actions if common is None else [each for each in common if each in actions]
        if not common:
            return []
    return common or []


def can_cancel_document(doctype: str) -> bool:
    """Whether a form may offer plain cancelling: not where a transition leads to it."""
    flow = get_workflow(doctype)
    cancelling = {row.state for row in flow.states if cint(row.doc_status) == 2}
    return not any(row.next_state in cancelling for row in flow.transitions)
