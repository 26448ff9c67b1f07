from thidua_khenthuong.emulation_row import EmulationRow


class SummaryReportAddressee(EmulationRow):
    pass
