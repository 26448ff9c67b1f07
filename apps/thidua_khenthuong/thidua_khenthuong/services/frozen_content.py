"""Content that was handed in stays as it is until it is returned."""

from collections.abc import Collection
from typing import Any

from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.seeded_records import content_of


def refuse_frozen_changes(
    doc: Any, editable_states: Collection[str], besides: Collection[str]
) -> None:
    """Refuses a change of content in a state where it is frozen; fields in `besides` may change."""
    before = doc.get_doc_before_save()
    if before is None or before.get("workflow_state") in editable_states:
        return
    old, new = content_of(before), content_of(doc)
    if any(old[field] != new[field] for field in old if field not in besides):
        refuse_step("CONTENT_FROZEN", document=doc.name)
