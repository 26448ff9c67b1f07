from thidua_khenthuong.emulation_row import EmulationRow


class CampaignPhase(EmulationRow):
    pass
