from thidua_khenthuong.emulation_row import EmulationRow


class NominationContribution(EmulationRow):
    pass
