from thidua_khenthuong.emulation_row import EmulationRow


class HolidayCalendarDay(EmulationRow):
    """A day off, or a day worked in exchange for another."""
