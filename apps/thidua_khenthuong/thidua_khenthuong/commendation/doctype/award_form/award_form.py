from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.plain_code import refuse_unplain_code


class AwardForm(EmulationDocument):
    """An award form of the catalogue."""

    def validate(self) -> None:
        refuse_unplain_code(self.code)
