from thidua_khenthuong.emulation_row import EmulationRow


class NominationYearlyResult(EmulationRow):
    pass
