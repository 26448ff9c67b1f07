"""May this user do this to this document? In Frappe's order:

1. Administrator may. 2. A row of a table has its parent's rights. 3. `has_permission` hooks, the
last installed app first: the first answer that is not None decides, and can only deny. 4. Roles.
5. Rights that only the owner has. 6. User Permissions. (There are no shares on this host.)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from pkgutil import resolve_name
from typing import Any

from embedded_host.context import current
from embedded_host.errors import PermissionError
from embedded_host.messages import _, msgprint
from embedded_host.meta import Meta, get_meta
from embedded_host.permissions import restrictions
from embedded_host.permissions.roles import (
    get_role_permissions,
    has_any_right,
    owner_only_rights,
)
from embedded_host.values import _dict, bold, cint, cstr

GET_DOC = "embedded_host.document.factory:get_doc"
_READING = ("read", "select", "print", "email", "report", "export")


def has_permission(
    doctype: Any = None,
    ptype: str = "read",
    doc: Any = None,
    user: str | None = None,
    throw: bool = False,
    *,
    parent_doctype: str | None = None,
    print_logs: bool | None = None,
    raise_exception: bool | None = None,
    verbose: bool = False,
    debug: bool = False,
) -> bool:
    """Whether the user (the session's by default) has the right on a document or a DocType.

    `doc` may be a document or a name. `throw` raises PermissionError; the reasons of a refusal are
    told to the user where it throws, or where `print_logs` says so.
    """
    if doc is None and not isinstance(doctype, str):
        doc, doctype = doctype, doctype.doctype
    user = user or current().user
    if user == "Administrator":
        return True
    reasons: list[str] = []
    allowed = _evaluate(doctype, ptype, doc, user, parent_doctype, reasons)
    if allowed:
        return True
    tells = print_logs if print_logs is not None else (throw or bool(raise_exception))
    if tells and reasons and user == current().user:
        msgprint("<br>".join(reasons))
    if throw:
        _refuse(doctype, doc)
    return False


def _refuse(doctype: str, doc: Any) -> None:
    name = doc if isinstance(doc, str | int) else (doc.get("name") if doc else None)
    label = f"{_(doctype)} {bold(name)}" if name else _(doctype)
    current().flags.error_message = _("No permission for {0}").format(label)
    raise PermissionError(_("No permission for {0}").format(label))


def _evaluate(
    doctype: str, ptype: str, doc: Any, user: str, parent_doctype: str | None, reasons: list[str]
) -> bool:
    meta = get_meta(doctype)
    if meta.istable:
        return _of_parent(meta, doc, ptype, user, parent_doctype, reasons)
    if not doc:
        return _on_doctype(meta, ptype, user, reasons)
    if isinstance(doc, str | int):
        doc = resolve_name(GET_DOC)(doctype, doc)
    return _on_document(meta, ptype, doc, user, reasons)


def _of_parent(
    meta: Meta, doc: Any, ptype: str, user: str, parent_doctype: str | None, reasons: list[str]
) -> bool:
    """A row is read with its parent, and written by writing the parent."""
    if isinstance(doc, str | int):
        names = ["parent", "parenttype"]
        doc = current().db.get_value(meta.name, doc, names, as_dict=True)
    parenttype = parent_doctype or (doc.get("parenttype") if doc else None)
    if not parenttype:
        reasons.append(_("Please specify a valid parent DocType"))
        return False
    parent = (doc.get("parent_doc") or doc.get("parent")) if doc else None
    return _evaluate(
        parenttype, ptype if ptype in _READING else "write", parent, user, None, reasons
    )


def _on_doctype(meta: Meta, ptype: str, user: str, reasons: list[str]) -> bool:
    if ptype == "submit" and not meta.is_submittable:
        reasons.append(_("Document Type is not submittable"))
        return False
    if ptype == "import" and not cint(meta.allow_import):
        reasons.append(_("Document Type is not importable"))
        return False
    if get_role_permissions(meta, user).get(ptype):
        return True
    reasons.append(_no_role(meta, user))
    return False


def _no_role(meta: Meta, user: str) -> str:
    return _("User {0} does not have doctype access via role permission for document {1}").format(
        bold(user), bold(_(meta.name))
    )


def _on_document(meta: Meta, ptype: str, doc: Any, user: str, reasons: list[str]) -> bool:
    if hooks_deny(doc, ptype, user):
        reasons.append(_("Not allowed via controller permission check"))
    elif not has_any_right(meta, user):
        reasons.append(_no_role(meta, user))
        reasons.append(_("User {0} does not have access to this document").format(bold(user)))
        return False
    elif _granted(meta, ptype, doc, user, reasons):
        return True
    reasons.append(
        _("User {0} does not have access to this document: {1} - {2}").format(
            bold(user), _(meta.name), doc.get("name")
        )
    )
    return False


def _granted(meta: Meta, ptype: str, doc: Any, user: str, reasons: list[str]) -> bool:
    if (ptype == "submit" and not meta.is_submittable) or (
        ptype == "import" and not cint(meta.allow_import)
    ):
        return False
    as_owner = _is_owner(doc, user)
    of_owner = owner_only_rights(meta, user)
    if ptype in of_owner:
        return as_owner  # an owner-only right stands, whatever the User Permissions say
    if not get_role_permissions(meta, user).get(ptype):
        return False
    return restrictions.permits(doc, user, reasons)


def _is_owner(doc: Any, user: str) -> bool:
    return cstr(doc.get("owner")).lower() == user.lower()


def get_doc_permissions(doc: Any, user: str | None = None, ptype: str | None = None) -> _dict:
    """Every right on one document, 0 or 1."""
    user = user or current().user
    meta = get_meta(doc.doctype)
    if meta.istable:
        return _dict(read=1, write=1)
    if user != "Administrator" and hooks_deny(doc, ptype, user):
        return _dict({ptype or "read": 0})
    as_owner = _is_owner(doc, user)
    found = get_role_permissions(meta, user, as_owner)
    if not meta.is_submittable:
        found["submit"] = 0
    if not cint(meta.allow_import):
        found["import"] = 0
    found.update(found["if_owner"])
    if user != "Administrator" and not restrictions.permits(doc, user, []):
        found = _dict(found["if_owner"], create=0) if as_owner else _dict()
    return found


# the apps' own word


def hooks_deny(doc: Any, ptype: str | None, user: str) -> bool:
    """Whether the first `has_permission` hook that answers says no."""
    for hook in reversed(functions_of("has_permission", cstr(doc.get("doctype")))):
        answer = call_known(hook, doc=doc, ptype=ptype, user=user)
        if answer is not None:
            return not answer
    return False


def functions_of(hook: str, doctype: str) -> tuple[Callable[..., Any], ...]:
    """The functions that the apps name in a hook for a DocType and for all, in the apps' order."""
    kept = current().site.cache(hook)
    if doctype not in kept:
        declared = current().site.hooks.get(hook, {})
        paths = [*declared.get(doctype, ()), *declared.get("*", ())]
        kept[doctype] = tuple(resolve_name(path) for path in paths)
    functions: tuple[Callable[..., Any], ...] = kept[doctype]
    return functions


def call_known(function: Callable[..., Any], **arguments: Any) -> Any:
    """Call with those of the arguments that the function takes."""
    taken = _parameters(function)
    if taken is None:
        return function(**arguments)
    return function(**{name: value for name, value in arguments.items() if name in taken})


@lru_cache(maxsize=512)
def _parameters(function: Callable[..., Any]) -> frozenset[str] | None:
    """The names a function takes; None where it takes any."""
    parameters = inspect.signature(function).parameters
    if any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters.values()):
        return None
    return frozenset(parameters)
