from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.plain_code import refuse_unplain_code


class UnitClass(EmulationDocument):
    """A class of units that plans speak of, such as "mỗi huyện, thành phố"."""

    def validate(self) -> None:
        refuse_unplain_code(self.code)
