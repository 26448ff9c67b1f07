from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.plain_code import refuse_unplain_code
from thidua_khenthuong.services.ranges import refuse_reversed_range


class LegalRegime(EmulationDocument):
    """A legal regime with its bonus table, in force between two days."""

    def validate(self) -> None:
        refuse_unplain_code(self.code)
        refuse_reversed_range(self.valid_from, self.valid_to)
