"""Fields that only the services write: whatever a client sends for them, the stored value stays.

Frappe keeps `read_only` for the screen alone; this holds for every door.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from thidua_khenthuong.refusal import refuse_step

_open: ContextVar[bool] = ContextVar("thidua_khenthuong_server_fields", default=False)


@contextmanager
def server_writes() -> Iterator[None]:
    """While this lasts, a service writes the fields that clients cannot."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def are_open() -> bool:
    return _open.get()


def refuse_writing_by_hand() -> None:
    """For records that nobody enters, changes or removes but the steps, the site's administrator
    included.
    """
    if not are_open():
        refuse_step("WRITTEN_BY_STEPS")


def keep_server_fields(doc: Any, fieldnames: Iterable[str]) -> None:
    """Puts the stored values of `fieldnames` back (empty for a new document), unless a service
    writes.
    """
    if are_open():
        return
    before = doc.get_doc_before_save()
    for fieldname in fieldnames:
        doc.set(fieldname, before.get(fieldname) if before else default_of(doc, fieldname))


def default_of(doc: Any, fieldname: str) -> Any:
    field = doc.meta.get_field(fieldname)
    return (field.default or None) if field else None
