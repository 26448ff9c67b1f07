from thidua_khenthuong.emulation_row import EmulationRow


class CampaignLegalBasis(EmulationRow):
    pass
