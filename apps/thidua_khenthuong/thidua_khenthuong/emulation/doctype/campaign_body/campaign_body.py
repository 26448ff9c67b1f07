from thidua_khenthuong.emulation_row import EmulationRow


class CampaignBody(EmulationRow):
    pass
