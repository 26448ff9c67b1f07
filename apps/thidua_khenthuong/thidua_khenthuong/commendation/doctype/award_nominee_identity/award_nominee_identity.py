from typing import Any

from frappe.model.document import Document

from thidua_khenthuong.services.server_fields import refuse_writing_by_hand

SECRETS = ("ciphertext", "keyed_digest")


class AwardNomineeIdentity(Document):
    """An identity number, encrypted, with a keyed digest that finds duplicates. No role may read
    it.
    """

    def validate(self) -> None:
        refuse_writing_by_hand()

    def as_dict(self, *args: Any, **options: Any) -> Any:
        """Without number and digest: replies and the record of a deletion are made from this."""
        shown = super().as_dict(*args, **options)
        for secret in SECRETS:
            shown.pop(secret, None)
        return shown
