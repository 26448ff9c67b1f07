from thidua_khenthuong.emulation_row import EmulationRow


class CampaignPeriod(EmulationRow):
    pass
