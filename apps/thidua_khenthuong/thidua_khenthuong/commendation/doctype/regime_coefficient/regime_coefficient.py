from thidua_khenthuong.emulation_row import EmulationRow


class RegimeCoefficient(EmulationRow):
    pass
