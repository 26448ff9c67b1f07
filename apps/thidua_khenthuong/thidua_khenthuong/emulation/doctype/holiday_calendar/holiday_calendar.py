from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.working_calendars import refuse_unfit_calendar


class HolidayCalendar(EmulationDocument):
    """The working calendar of one year: days off, and days worked in exchange for others."""

    def validate(self) -> None:
        refuse_unfit_calendar(self)
