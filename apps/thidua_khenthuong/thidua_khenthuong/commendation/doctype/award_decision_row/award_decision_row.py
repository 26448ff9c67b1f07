from thidua_khenthuong.emulation_row import EmulationRow


class AwardDecisionRow(EmulationRow):
    pass
