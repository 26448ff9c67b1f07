"""The three stages of a document, as the number that Frappe stores."""

from __future__ import annotations


class DocStatus(int):
    """0 Draft, 1 Submitted, 2 Cancelled."""

    def is_draft(self) -> bool:
        return self == 0

    def is_submitted(self) -> bool:
        return self == 1

    def is_cancelled(self) -> bool:
        return self == 2
