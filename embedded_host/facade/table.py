"""What this host offers of Frappe: module by module, attribute by attribute.

This table is the whole of it; `docs/host-facade.md` is made from it (`bench-lite facade`).
"""

from __future__ import annotations


def _from(module: str, names: str) -> dict[str, str]:
    """Rows for names that stand in one module."""
    return {name: f"embedded_host.{module}:{name}" for name in names.split()}


EXCEPTIONS = _from(
    "errors",
    """AuthenticationError AttachmentLimitReached CSRFTokenError CancelledLinkError
    CannotChangeConstantError CharacterLengthExceededError DataError DocstatusTransitionError
    DoesNotExistError DuplicateEntryError FileTypeNotAllowed FrappeTypeError
    InvalidEmailAddressError InvalidNameError InvalidPhoneNumberError LinkExistsError
    LinkValidationError MandatoryError MaxFileSizeReachedError NameError
    NestedSetChildExistsError NestedSetRecursionError NonNegativeError PageDoesNotExistError
    PermissionError QueryDeadlockError QueryTimeoutError RateLimitExceededError Redirect
    TimestampMismatchError TooManyRequestsError UniqueValidationError UpdateAfterSubmitError
    ValidationError WorkflowPermissionError WorkflowStateError WorkflowTransitionError""",
)

_VALUES_OF_FRAPPE = _from("values", "_dict as_json bold generate_hash parse_json scrub")
_DOCUMENTS = _from(
    "document",
    """clear_document_cache copy_doc delete_doc get_cached_doc get_cached_value get_doc
    get_last_doc new_doc rename_doc""",
)

FRAPPE = {
    **EXCEPTIONS,
    **_VALUES_OF_FRAPPE,
    **_DOCUMENTS,
    **_from("messages", "_ clear_messages msgprint throw"),
    **_from("meta", "get_meta"),
    **_from("permissions", "has_permission"),
    **_from("db.query", "get_all get_list"),
    "qb": "embedded_host.db.qb",
    **_from("http.desk", "ping"),
    **_from("http.whitelist", "is_whitelisted whitelist"),
    **_from("http.arguments", "call get_newargs"),
    **_from("features.error_log", "log_error"),
    **_from("features.safe_eval", "safe_eval"),
    **_from("setup.hooks", "get_attr"),
    **_from("setup.standard_files", "reload_doc"),
    **_from(
        "facade.functions",
        "clear_cache get_hooks get_roles get_single only_for set_user",
    ),
    **_from(
        "facade.proxies",
        "cache conf db flags form_dict lang local message_log request response session",
    ),
    "__version__": "embedded_host.core.hooks:app_version",
}

UTILS = {
    **_from(
        "values",
        """add_days add_to_date as_json cast cint cstr flt format_date format_datetime format_time
        formatdate generate_hash get_datetime get_time getdate now now_datetime nowdate nowtime
        parse_json rounded sbool strip_html to_timedelta today DATE_FORMAT DATETIME_FORMAT
        TIME_FORMAT""",
    ),
    **_from("document.checks", "validate_email_address"),
    **_from("document.sanitise", "sanitize_html"),
}

CLIENT = _from(
    "http.client",
    """attach_file cancel delete get get_count get_list get_single_value get_value has_permission
    insert insert_many bulk_update rename_doc save set_value submit validate_link
    get_doc_permissions is_document_amended""",
)

OFFERED: dict[str, dict[str, str]] = {
    "frappe": FRAPPE,
    "frappe.exceptions": EXCEPTIONS,
    "frappe.auth": _from("http.auth", "get_logged_user"),
    "frappe.client": CLIENT,
    "frappe.handler": {
        **_from("http.auth", "logout"),
        **_from("http.desk", "ping"),
        **_from("features.files", "upload_file"),
    },
    "frappe.rate_limiter": _from("features.rate_limit", "rate_limit"),
    "frappe.permissions": {
        **_from("permissions", "get_doc_permissions get_role_permissions"),
        **_from("permissions", "has_permission"),
        **_from("facade.functions", "get_roles"),
    },
    "frappe.query_builder": {
        **_from("db.qb", "Case DocType Field Interval Order Table"),
    },
    "frappe.query_builder.functions": {
        name: f"pypika.functions:{name}"
        for name in (
            *("Abs", "Avg", "Coalesce", "Concat", "Count", "IfNull", "Length", "Lower", "Max"),
            *("Min", "Now", "Sum", "Upper"),
        )
    },
    "frappe.model": {},
    "frappe.model.document": {
        **_from("document", "Document get_doc"),
    },
    "frappe.model.naming": _from("document.naming", "make_autoname parse_naming_series"),
    "frappe.model.rename_doc": _from("document", "rename_doc"),
    "frappe.model.delete_doc": _from("document", "delete_doc"),
    "frappe.model.meta": _from("meta", "get_meta"),
    "frappe.model.workflow": _from(
        "features.workflow",
        """apply_workflow bulk_workflow_approval can_cancel_document get_common_transition_actions
        get_transitions get_workflow""",
    ),
    "frappe.sessions": _from("http.sessions", "get_csrf_token"),
    "frappe.utils": UTILS,
    "frappe.utils.data": UTILS,
    "frappe.utils.file_manager": _from("features.files", "save_file"),
    "frappe.utils.nestedset": {
        **_from(
            "document.nestedset",
            "NestedSet get_ancestors_of get_descendants_of rebuild_tree",
        ),
        **_from(
            "errors",
            "NestedSetChildExistsError NestedSetRecursionError",
        ),
    },
    "frappe.utils.password": _from(
        "features.users",
        """check_password decrypt encrypt get_decrypted_password get_encryption_key
        remove_encrypted_password set_encrypted_password update_password""",
    ),
    "frappe.desk": {},
    "frappe.desk.form": {},
    "frappe.desk.form.load": _from("http.desk", "getdoctype"),
    "frappe.desk.query_report": _from("features.reports", "run"),
    "frappe.desk.search": _from("features.search", "get_link_title search_link search_widget"),
    "frappe.tests": {},
    "frappe.tests.utils": _from("testing.case", "FrappeTestCase"),
    "frappe.translate": _from("http.desk", "get_app_translations"),
}
