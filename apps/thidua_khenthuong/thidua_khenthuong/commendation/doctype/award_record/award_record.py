from thidua_khenthuong.emulation_document import EmulationDocument


class AwardRecord(EmulationDocument):
    """A line of the register of awards. Decisions write it; a revoked one stays, marked."""

    name_field = "display_name"
