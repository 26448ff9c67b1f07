from thidua_khenthuong.emulation_row import EmulationRow


class CampaignTarget(EmulationRow):
    pass
