from thidua_khenthuong.emulation_row import EmulationRow


class AwardQuotaPart(EmulationRow):
    pass
