from thidua_khenthuong.emulation_row import EmulationRow


class SummaryReportFigure(EmulationRow):
    pass
