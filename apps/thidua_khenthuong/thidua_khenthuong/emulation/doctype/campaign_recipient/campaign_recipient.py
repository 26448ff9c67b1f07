from thidua_khenthuong.emulation_row import EmulationRow


class CampaignRecipient(EmulationRow):
    pass
