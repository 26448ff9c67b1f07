from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.plan_parts import refuse_unreadable_plan


class ReportOutline(EmulationDocument):
    """A heading of a report outline, or the outline as a whole."""

    def on_update(self) -> None:
        refuse_unreadable_plan(self.campaign)
