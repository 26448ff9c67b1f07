from thidua_khenthuong.emulation_row import EmulationRow


class SummaryReportSection(EmulationRow):
    pass
