from thidua_khenthuong.emulation_document import EmulationDocument


class AwardQuota(EmulationDocument):
    """Who may propose what, and how many."""
