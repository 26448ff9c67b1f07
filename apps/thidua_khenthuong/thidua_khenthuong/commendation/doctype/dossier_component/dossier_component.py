from thidua_khenthuong.emulation_row import EmulationRow


class DossierComponent(EmulationRow):
    pass
