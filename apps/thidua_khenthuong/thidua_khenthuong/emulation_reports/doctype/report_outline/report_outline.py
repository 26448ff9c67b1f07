from thidua_khenthuong.emulation_document import EmulationDocument


class ReportOutline(EmulationDocument):
    """A heading of a report outline, or the outline as a whole."""
