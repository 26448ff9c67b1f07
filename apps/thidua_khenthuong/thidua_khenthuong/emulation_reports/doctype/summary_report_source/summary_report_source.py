from thidua_khenthuong.emulation_row import EmulationRow


class SummaryReportSource(EmulationRow):
    pass
