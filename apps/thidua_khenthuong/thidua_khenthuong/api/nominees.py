"""The door through which an identity number comes in; none lets it out."""

import frappe

from thidua_khenthuong.services.identity import MaskedNumber
from thidua_khenthuong.services.identity import keep_identity as keep
from thidua_khenthuong.services.permitted import permitted


@frappe.whitelist(methods=["POST"])
def keep_identity(nominee: str, secret: str) -> dict[str, object]:
    """Keeps a nominee's identity number (`secret`), encrypted; how many others have the same one.

    The argument's name is one whose value Frappe keeps out of its error log.
    """
    number = MaskedNumber(secret)
    del secret
    frappe.form_dict.pop("secret", None)
    doc = permitted("Award Nominee", nominee)
    return {"nominee": doc.name, "others_with_the_same": keep(doc, number)}
