from thidua_khenthuong.emulation_row import EmulationRow


class CampaignDeadline(EmulationRow):
    pass
