from thidua_khenthuong.emulation_row import EmulationRow


class AwardQuotaException(EmulationRow):
    pass
