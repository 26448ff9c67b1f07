from thidua_khenthuong.emulation_row import EmulationRow


class CampaignAwardForm(EmulationRow):
    pass
