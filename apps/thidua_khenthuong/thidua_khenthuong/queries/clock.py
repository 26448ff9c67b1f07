"""The day on which the site works: the one place that knows.

A demo or a test may live in another year: its site configuration then carries `allow_business_date:
1` and `business_date`, a day ("2023-11-29": the clock's own time of day) or an instant
("2023-07-03T00:05"). Everywhere else the two keys are ignored and it is now.
"""

from datetime import date, datetime

import frappe
from frappe.utils import cint, now_datetime


def now() -> datetime:
    """The instant at which the site works, without a time zone (the site's own)."""
    setting = business_setting()
    if setting is None:
        return now_datetime()
    if len(setting) > len("2023-11-29"):
        return datetime.fromisoformat(setting)
    return datetime.combine(date.fromisoformat(setting), now_datetime().time())


def today() -> date:
    return now().date()


def is_business_date() -> bool:
    """Whether the day comes from the site's configuration: said in a banner and in every trace
    line.
    """
    return business_setting() is not None


def business_setting() -> str | None:
    """The configured day or instant in ISO form, where the site allows one."""
    if not cint(frappe.conf.get("allow_business_date")):
        return None
    setting = frappe.conf.get("business_date")
    return str(setting) if setting else None
