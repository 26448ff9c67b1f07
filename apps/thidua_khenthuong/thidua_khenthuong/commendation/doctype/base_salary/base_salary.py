from thidua_khenthuong.emulation_document import EmulationDocument


class BaseSalary(EmulationDocument):
    """The base salary from a day on."""
