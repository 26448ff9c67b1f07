from thidua_khenthuong.emulation_row import EmulationRow


class CampaignDossierRule(EmulationRow):
    pass
