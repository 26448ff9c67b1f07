"""Documents and their life."""

from embedded_host.document.base import BaseDocument
from embedded_host.document.controllers import get_controller
from embedded_host.document.deletion import delete_doc
from embedded_host.document.docstatus import DocStatus
from embedded_host.document.document import Document
from embedded_host.document.factory import (
    clear_document_cache,
    copy_doc,
    get_cached_doc,
    get_cached_value,
    get_doc,
    get_last_doc,
    new_doc,
)
from embedded_host.document.lifecycle import LIFECYCLE
from embedded_host.document.rename import rename_doc

__all__ = [
    "LIFECYCLE",
    "BaseDocument",
    "DocStatus",
    "Document",
    "clear_document_cache",
    "copy_doc",
    "delete_doc",
    "get_cached_doc",
    "get_cached_value",
    "get_controller",
    "get_doc",
    "get_last_doc",
    "new_doc",
    "rename_doc",
]
