from thidua_khenthuong.emulation_row import EmulationRow


class CampaignItem(EmulationRow):
    pass
