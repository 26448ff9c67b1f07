from thidua_khenthuong.emulation_row import EmulationRow


class CampaignSubjectGroup(EmulationRow):
    pass
