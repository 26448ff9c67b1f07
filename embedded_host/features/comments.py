"""Comments on documents: what people write, and what the host notes (workflow, renaming)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embedded_host.context import current
from embedded_host.document.factory import get_doc
from embedded_host.document.sanitise import sanitize_html

if TYPE_CHECKING:
    from embedded_host.document.document import Document


def add(
    doc: Document,
    comment_type: str = "Comment",
    text: str | None = None,
    comment_email: str | None = None,
    comment_by: str | None = None,
) -> Any:
    """A new Comment on the document, whoever writes it; its HTML is cleaned."""
    comment = get_doc(
        {
            "doctype": "Comment",
            "comment_type": comment_type,
            "comment_email": comment_email or current().user,
            "comment_by": comment_by,
            "reference_doctype": doc.doctype,
            "reference_name": doc.get("name"),
            "content": sanitize_html(text or comment_type),
        }
    )
    comment.flags.ignore_links = True  # the document is at hand
    return comment.insert(ignore_permissions=True)
