from thidua_khenthuong.emulation_row import EmulationRow


class CampaignRouteRule(EmulationRow):
    pass
