"""Frappe's exception classes, with the HTTP status of each (docs/host-differences.md)."""

from __future__ import annotations


class ValidationError(Exception):
    http_status_code = 417


class AuthenticationError(Exception):
    http_status_code = 401


class PermissionError(Exception):
    http_status_code = 403


class DoesNotExistError(ValidationError):
    http_status_code = 404


class PageDoesNotExistError(ValidationError):
    http_status_code = 404


class NameError(Exception):
    http_status_code = 409


class DuplicateEntryError(NameError):
    pass


class CSRFTokenError(Exception):
    http_status_code = 400


class BadRequest(Exception):
    """Input that cannot be read at all: broken JSON, a value no column takes."""

    http_status_code = 400


class RateLimitExceededError(Exception):
    http_status_code = 429


class TooManyRequestsError(Exception):
    http_status_code = 429


class NotSupportedByHost(NotImplementedError):
    """The host does not offer this part of Frappe; the message is its full name."""

    http_status_code = 501

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not offered by this host (docs/host-differences.md)")
        self.offered_name = name


class AttributeNotSupportedByHost(NotSupportedByHost, AttributeError):
    """`frappe.xyz`: an AttributeError too, so that `hasattr` answers no.

    Python allows no class that is both an AttributeError and an ImportError.
    """


class ModuleNotSupportedByHost(NotSupportedByHost, ImportError):
    """`import frappe.xyz`."""


class FrappeTypeError(ValidationError, TypeError):
    http_status_code = 417


class UpdateAfterSubmitError(ValidationError):
    pass


class MandatoryError(ValidationError):
    pass


class NonNegativeError(ValidationError):
    pass


class LinkExistsError(ValidationError):
    pass


class LinkValidationError(ValidationError):
    pass


class CancelledLinkError(LinkValidationError):
    pass


class TimestampMismatchError(ValidationError):
    pass


class DocstatusTransitionError(ValidationError):
    pass


class UniqueValidationError(ValidationError):
    pass


class CharacterLengthExceededError(ValidationError):
    pass


class CannotChangeConstantError(ValidationError):
    pass


class DataError(ValidationError):
    pass


class InvalidEmailAddressError(ValidationError):
    pass


class InvalidPhoneNumberError(ValidationError):
    pass


class InvalidNameError(ValidationError):
    pass


class MaxFileSizeReachedError(ValidationError):
    pass


class AttachmentLimitReached(ValidationError):
    pass


class FileTypeNotAllowed(ValidationError):
    pass


class WorkflowStateError(ValidationError):
    pass


class WorkflowTransitionError(ValidationError):
    pass


class WorkflowPermissionError(ValidationError):
    pass


class NestedSetRecursionError(ValidationError):
    pass


class NestedSetChildExistsError(ValidationError):
    pass


class QueryTimeoutError(Exception):
    http_status_code = 503


class QueryDeadlockError(Exception):
    http_status_code = 503


class Redirect(Exception):
    """Raised by a page's `get_context`; the target is in `frappe.flags.redirect_location`."""

    http_status_code = 301
