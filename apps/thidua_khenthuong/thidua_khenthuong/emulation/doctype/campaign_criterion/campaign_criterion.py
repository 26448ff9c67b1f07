from thidua_khenthuong.emulation_document import EmulationDocument


class CampaignCriterion(EmulationDocument):
    """One bullet of a campaign's standards."""
