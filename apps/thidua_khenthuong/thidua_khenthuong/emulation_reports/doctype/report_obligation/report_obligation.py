from thidua_khenthuong.emulation_document import EmulationDocument


class ReportObligation(EmulationDocument):
    """A report that a body owes."""
