from thidua_khenthuong.emulation_row import EmulationRow


class ReportObligationAddressee(EmulationRow):
    pass
