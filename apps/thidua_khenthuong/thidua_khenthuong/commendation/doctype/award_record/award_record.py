from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.server_fields import refuse_writing_by_hand


class AwardRecord(EmulationDocument):
    """A line of the register of awards. Decisions write it; a revoked one stays, marked."""

    name_field = "display_name"

    def validate(self) -> None:
        refuse_writing_by_hand()

    def on_trash(self) -> None:
        refuse_writing_by_hand()
