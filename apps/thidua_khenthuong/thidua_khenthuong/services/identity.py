"""Identity numbers: for finding duplicates only.

The number lies encrypted, beside a keyed digest, in a DocType on which no role has rights. It
travels in `MaskedNumber`, whose text is masked, so that no log and no traceback shows it.
"""

import hashlib
import hmac
from typing import Any

import frappe
from frappe.utils.password import encrypt, get_encryption_key

from thidua_khenthuong.domain.vocabulary import FAMILY_OF_KIND, SubjectFamily, SubjectKind
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.server_fields import server_writes

IDENTITY = "Award Nominee Identity"
DIGITS = 12
"""Số định danh cá nhân has twelve digits (Luật Căn cước 26/2023/QH15)."""


class MaskedNumber:
    """An identity number that shows its last digits alone wherever it is written out."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str) -> None:
        self._digits = digits

    def __repr__(self) -> str:
        return f"MaskedNumber(…{self._digits[-3:]})"

    __str__ = __repr__

    def is_complete(self) -> bool:
        return len(self._digits) == DIGITS and self._digits.isdigit()

    def ciphertext(self) -> str:
        return str(encrypt(self._digits))

    def keyed_digest(self) -> str:
        """The same for the same number on this site, and of no use without the site's key."""
        key = hashlib.sha256(b"award nominee identity" + get_encryption_key().encode()).digest()
        return hmac.new(key, self._digits.encode(), hashlib.sha256).hexdigest()


def keep_identity(nominee: Any, number: MaskedNumber) -> int:
    """Keeps a person's number; how many other nominees on file have the same one."""
    if FAMILY_OF_KIND[SubjectKind(nominee.subject_kind)] is SubjectFamily.COLLECTIVE:
        refuse_step("NOT_A_PERSON")
    if not number.is_complete():
        refuse_step("IDENTITY_INCOMPLETE", digits=DIGITS)
    digest = number.keyed_digest()
    name = frappe.db.get_value(IDENTITY, {"nominee": nominee.name})
    identity = frappe.get_doc(IDENTITY, name) if name else frappe.new_doc(IDENTITY)
    identity.update(
        {
            "nominee": nominee.name,
            "ciphertext": number.ciphertext(),
            "keyed_digest": digest,
        }
    )
    nominee.has_identity = 1
    with server_writes():
        identity.save(ignore_permissions=True)  # no role has rights on it: only this door does
        nominee.save()
    return others_with(digest, nominee.name)


def others_with(digest: str, nominee: str) -> int:
    filters = {"keyed_digest": digest, "nominee": ["!=", nominee]}
    return int(frappe.db.count(IDENTITY, filters))
