"""The door through which an identity number comes in; none lets it out."""

import frappe
from frappe.rate_limiter import rate_limit

from thidua_khenthuong.services.identity import MaskedNumber
from thidua_khenthuong.services.identity import keep_identity as keep
from thidua_khenthuong.services.permitted import permitted

NUMBERS_AN_HOUR = 1000
"""From one address: the answer tells whether a number is on file, so numbers are not tried out."""


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=NUMBERS_AN_HOUR, seconds=3600)
def keep_identity(nominee: str, secret: str) -> dict[str, object]:
    """Keeps a nominee's identity number (`secret`), encrypted; how many others have the same one.

    The argument's name is one whose value Frappe keeps out of its error log.
    """
    number = MaskedNumber(secret)
    del secret
    frappe.form_dict.pop("secret", None)
    doc = permitted("Award Nominee", nominee)
    return {"nominee": doc.name, "others_with_the_same": keep(doc, number)}
