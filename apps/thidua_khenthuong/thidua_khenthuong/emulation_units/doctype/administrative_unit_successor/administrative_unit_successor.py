from thidua_khenthuong.emulation_row import EmulationRow


class AdministrativeUnitSuccessor(EmulationRow):
    pass
