from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.plan_parts import refuse_repeated_code, refuse_unreadable_plan


class CampaignCriterion(EmulationDocument):
    """One bullet of a campaign's standards."""

    def validate(self) -> None:
        refuse_repeated_code(self)

    def on_update(self) -> None:
        refuse_unreadable_plan(self.campaign)
