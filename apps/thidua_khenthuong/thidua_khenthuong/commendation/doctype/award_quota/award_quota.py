from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.plan_parts import refuse_repeated_code, refuse_unreadable_plan


class AwardQuota(EmulationDocument):
    """Who may propose what, and how many."""

    def validate(self) -> None:
        refuse_repeated_code(self)

    def on_update(self) -> None:
        refuse_unreadable_plan(self.campaign)
