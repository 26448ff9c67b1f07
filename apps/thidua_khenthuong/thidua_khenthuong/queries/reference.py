"""The dated reference records as the rules read them: award forms, regimes, salaries, calendars."""

from typing import Any

import frappe

from thidua_khenthuong.domain.context import AwardForm, BaseSalary, LegalRegime, ReferenceData
from thidua_khenthuong.domain.reading import DataInvalid, Problem, read_record
from thidua_khenthuong.domain.working_days import CalendarYear
from thidua_khenthuong.queries.record_shapes import part_of
from thidua_khenthuong.queries.stamps import records_stamp

REFERENCE_RECORDS: dict[str, tuple[str, type, str]] = {
    "award_forms": ("Award Form", AwardForm, "code asc"),
    "regimes": ("Legal Regime", LegalRegime, "valid_from asc"),
    "base_salaries": ("Base Salary", BaseSalary, "valid_from asc"),
    "calendars": ("Holiday Calendar", CalendarYear, "year asc"),
}


_read: dict[str, tuple[str, ReferenceData]] = {}
"""What was read last, by site, with the stamp of the records it was read from."""


def reference_data() -> ReferenceData:
    """All reference records; raises `DataInvalid` where an edit left one unreadable."""
    stamp = "|".join(records_stamp(doctype) for doctype, _, _ in REFERENCE_RECORDS.values())
    site = frappe.local.site
    if site not in _read or _read[site][0] != stamp:
        _read[site] = (stamp, read_reference_records())
    return _read[site][1]


def read_reference_records() -> ReferenceData:
    """The reference records, read afresh."""
    problems: list[Problem] = []
    raw: dict[str, Any] = {}
    for part, (doctype, record, order) in REFERENCE_RECORDS.items():
        names = frappe.get_all(doctype, pluck="name", order_by=order)
        raw[part] = [part_of(record, frappe.get_doc(doctype, name)) for name in names]
    data = read_record(ReferenceData, raw, "", problems)
    if problems:
        raise DataInvalid(problems)
    return data  # type: ignore[no-any-return]
