from thidua_khenthuong.emulation_row import EmulationRow


class AdministrativeUnitAlias(EmulationRow):
    pass
