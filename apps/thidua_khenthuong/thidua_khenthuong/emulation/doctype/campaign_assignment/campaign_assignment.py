from thidua_khenthuong.emulation_row import EmulationRow


class CampaignAssignment(EmulationRow):
    pass
