from thidua_khenthuong.emulation_row import EmulationRow


class AwardDecisionDossier(EmulationRow):
    pass
