"""`/api/method/<name>` and `cmd=<name>`: from a name to a function that may be called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import resolve_name
from typing import Any, NamedTuple

from embedded_host.context import Context, current
from embedded_host.document import Document, get_doc
from embedded_host.errors import NotSupportedByHost, PermissionError, ValidationError
from embedded_host.features.parameters import parsed
from embedded_host.http import whitelist
from embedded_host.http.arguments import call_from_request
from embedded_host.messages import _, throw

# As on a bench, `run_method` may submit and cancel any document.
for _step in (Document.submit, Document.cancel):
    whitelist.whitelist()(_step)

READ = ("GET", "POST", "PUT", "DELETE")
WRITE = ("POST", "PUT")


class HostMethod(NamedTuple):
    """A method of the host itself: where it is, to which verbs it answers, and for whom."""

    target: str
    verbs: tuple[str, ...] = READ
    allow_guest: bool = False


_CLIENT = "embedded_host.http.client"
_DESK = "embedded_host.http.desk"
_WORKFLOW = "embedded_host.features.workflow"

METHODS: dict[str, HostMethod] = {
    "ping": HostMethod(f"{_DESK}:ping", allow_guest=True),
    "frappe.ping": HostMethod(f"{_DESK}:ping", allow_guest=True),
    "login": HostMethod("embedded_host.http.auth:login", ("POST",), allow_guest=True),
    "logout": HostMethod("embedded_host.http.auth:logout", allow_guest=True),
    "upload_file": HostMethod("embedded_host.features.files:upload_file", ("POST",), True),
    "frappe.handler.upload_file": HostMethod(
        "embedded_host.features.files:upload_file", ("POST",), True
    ),
    "download_file": HostMethod("embedded_host.features.files:download_file", allow_guest=True),
    "run_doc_method": HostMethod("embedded_host.http.methods:run_doc_method"),
    "frappe.auth.get_logged_user": HostMethod("embedded_host.http.auth:get_logged_user"),
    "frappe.client.get_list": HostMethod(f"{_CLIENT}:get_list"),
    "frappe.client.get_count": HostMethod(f"{_CLIENT}:get_count"),
    "frappe.client.get": HostMethod(f"{_CLIENT}:get"),
    "frappe.client.get_value": HostMethod(f"{_CLIENT}:get_value"),
    "frappe.client.get_single_value": HostMethod(f"{_CLIENT}:get_single_value"),
    "frappe.client.set_value": HostMethod(f"{_CLIENT}:set_value", WRITE),
    "frappe.client.insert": HostMethod(f"{_CLIENT}:insert", WRITE),
    "frappe.client.insert_many": HostMethod(f"{_CLIENT}:insert_many", WRITE),
    "frappe.client.save": HostMethod(f"{_CLIENT}:save", WRITE),
    "frappe.client.rename_doc": HostMethod(f"{_CLIENT}:rename_doc", WRITE),
    "frappe.client.submit": HostMethod(f"{_CLIENT}:submit", WRITE),
    "frappe.client.cancel": HostMethod(f"{_CLIENT}:cancel", WRITE),
    "frappe.client.delete": HostMethod(f"{_CLIENT}:delete", ("DELETE", "POST")),
    "frappe.client.bulk_update": HostMethod(f"{_CLIENT}:bulk_update", WRITE),
    "frappe.client.has_permission": HostMethod(f"{_CLIENT}:has_permission"),
    "frappe.client.get_doc_permissions": HostMethod(f"{_CLIENT}:get_doc_permissions"),
    "frappe.client.validate_link": HostMethod(f"{_CLIENT}:validate_link"),
    "frappe.client.is_document_amended": HostMethod(f"{_CLIENT}:is_document_amended"),
    "frappe.client.attach_file": HostMethod(f"{_CLIENT}:attach_file", WRITE),
    "frappe.desk.form.load.getdoctype": HostMethod(f"{_DESK}:getdoctype"),
    "frappe.desk.search.search_link": HostMethod("embedded_host.features.search:search_link"),
    "frappe.desk.search.search_widget": HostMethod("embedded_host.features.search:search_widget"),
    "frappe.desk.search.get_link_title": HostMethod("embedded_host.features.search:get_link_title"),
    "frappe.desk.query_report.run": HostMethod("embedded_host.features.reports:run"),
    "frappe.translate.get_app_translations": HostMethod(
        f"{_DESK}:get_app_translations", allow_guest=True
    ),
    "frappe.core.doctype.user.user.generate_keys": HostMethod(
        "embedded_host.features.users:generate_keys", ("POST",)
    ),
    "frappe.core.doctype.user.user.update_password": HostMethod(
        "embedded_host.http.auth:update_password", ("POST",)
    ),
    "frappe.model.workflow.get_transitions": HostMethod(f"{_WORKFLOW}:get_transitions"),
    "frappe.model.workflow.apply_workflow": HostMethod(f"{_WORKFLOW}:apply_workflow"),
    "frappe.model.workflow.bulk_workflow_approval": HostMethod(
        f"{_WORKFLOW}:bulk_workflow_approval"
    ),
    "frappe.model.workflow.get_common_transition_actions": HostMethod(
        f"{_WORKFLOW}:get_common_transition_actions"
    ),
    "frappe.model.workflow.can_cancel_document": HostMethod(f"{_WORKFLOW}:can_cancel_document"),
}


def run_method(context: Context, name: str) -> Any:
    """Call the method of that name with the request's parameters, as its caller."""
    overrides = context.site.hooks.get("override_whitelisted_methods", {})
    if name in overrides:
        name = overrides[name][-1]
    context.form_dict.pop("cmd", None)
    verb = context.request.method
    offered = METHODS.get(name)
    if offered is not None:
        return call_from_request(_host_function(context, name, offered, verb), context.form_dict)
    function = _app_function(context, name)
    whitelist.is_whitelisted(function)
    whitelist.check_verb(function, verb)
    return call_from_request(function, context.form_dict)


def _host_function(
    context: Context, name: str, offered: HostMethod, verb: str
) -> Callable[..., Any]:
    if context.user == "Guest" and not offered.allow_guest:
        whitelist.refuse_unlisted(name)
    if verb not in offered.verbs:
        throw(_("Not permitted"), PermissionError)
    function: Callable[..., Any] = resolve_name(offered.target)
    return function


def _app_function(context: Context, name: str) -> Callable[..., Any]:
    """The function of an installed app, or a refusal in Frappe's words."""
    app = name.partition(".")[0]
    if app == "frappe" or "." not in name:
        raise NotSupportedByHost(name)
    if app not in context.site.installed_apps():
        reason = _("App {0} is not installed").format(app)
    else:
        module_name, _dot, attribute = name.rpartition(".")
        try:
            found: Callable[..., Any] = getattr(import_module(module_name), attribute)
            return found
        except (AttributeError, ModuleNotFoundError) as problem:
            reason = str(problem)
    throw(_("Failed to get method for command {0} with {1}").format(name, reason), ValidationError)


def run_doc_method(
    method: str,
    docs: str | dict[str, Any] | None = None,
    dt: str | None = None,
    dn: str | None = None,
    args: Any = None,
) -> Any:
    """Run a whitelisted method of one document: stored (`dt`, `dn`) or as sent (`docs`)."""
    doc = get_doc(parsed(docs, "docs")) if docs is not None else get_doc(dt, dn or dt)
    result = run_on_document(doc, method, args)
    current().response.docs.append(doc)
    return result


def run_on_document(doc: Any, method: str, args: Any = None) -> Any:
    """The result of a whitelisted controller method; GET needs `read`, every other verb `write`."""
    verb = current().request.method
    doc.check_permission("read" if verb == "GET" else "write")
    function = None if method.startswith("_") else getattr(doc, method, None)
    if not callable(function):
        throw(_("{0} has no method {1}").format(_(doc.doctype), method), ValidationError)
    if whitelist.offer_of(function) is None:
        is_ours = function.__module__.startswith("embedded_host.")
        module = "frappe.model.document" if is_ours else function.__module__
        whitelist.refuse_unlisted(f"{module}.{method}")
    whitelist.is_whitelisted(function)
    whitelist.check_verb(function, verb)
    given = parsed(args, "args") if args is not None else {}
    return call_from_request(function, given) if isinstance(given, dict) else function(given)
