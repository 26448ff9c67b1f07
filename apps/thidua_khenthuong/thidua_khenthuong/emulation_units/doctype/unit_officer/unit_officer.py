from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.ranges import refuse_reversed_range


class UnitOfficer(EmulationDocument):
    """Says for which unit a user works; what the user sees follows from it."""

    def validate(self) -> None:
        refuse_reversed_range(self.valid_from, self.valid_to)
