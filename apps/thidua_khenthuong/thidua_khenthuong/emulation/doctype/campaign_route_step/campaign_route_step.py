from thidua_khenthuong.emulation_row import EmulationRow


class CampaignRouteStep(EmulationRow):
    pass
