from thidua_khenthuong.emulation_row import EmulationRow


class ReportedModel(EmulationRow):
    pass
