from frappe.model.document import Document


class AwardNomineeIdentity(Document):
    """An identity number, encrypted, with a keyed digest that finds duplicates. No role may read
    it.
    """
