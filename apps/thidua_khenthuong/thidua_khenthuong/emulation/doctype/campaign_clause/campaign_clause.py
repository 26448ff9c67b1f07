from thidua_khenthuong.emulation_row import EmulationRow


class CampaignClause(EmulationRow):
    pass
