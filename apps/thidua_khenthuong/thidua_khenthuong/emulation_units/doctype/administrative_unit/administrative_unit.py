from frappe.utils.nestedset import NestedSet

from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.queries.text_keys import search_key
from thidua_khenthuong.services.ranges import refuse_reversed_range


class AdministrativeUnit(EmulationDocument, NestedSet):
    """A unit for as long as it existed: codes and names are reused, so the record's name is its
    only identity.
    """

    nsm_parent_field = "parent_administrative_unit"
    name_field = "unit_name"

    def validate(self) -> None:
        refuse_reversed_range(self.valid_from, self.valid_to)
        for row in self.aliases:
            row.search_key = search_key(row.alias)

    def searched_texts(self) -> list[str]:
        return [self.unit_name or "", *(row.alias or "" for row in self.aliases)]
