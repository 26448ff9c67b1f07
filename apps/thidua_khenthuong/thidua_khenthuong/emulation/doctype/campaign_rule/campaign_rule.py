from thidua_khenthuong.emulation_row import EmulationRow


class CampaignRule(EmulationRow):
    pass
