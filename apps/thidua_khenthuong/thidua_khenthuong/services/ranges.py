"""Days that belong together."""

from datetime import date

from frappe.utils import getdate

from thidua_khenthuong.refusal import refuse_step


def refuse_reversed_range(first: date | str | None, last: date | str | None) -> None:
    """Refuses a last day before the first; an open end is no range."""
    if first and last and getdate(first) > getdate(last):
        refuse_step(
            "RANGE_REVERSED", first=f"{getdate(first):%d/%m/%Y}", last=f"{getdate(last):%d/%m/%Y}"
        )
