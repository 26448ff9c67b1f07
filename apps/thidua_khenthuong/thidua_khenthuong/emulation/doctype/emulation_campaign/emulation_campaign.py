from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.campaign_steps import follow_campaign, judge_campaign


class EmulationCampaign(EmulationDocument):
    """A plan as records: what it says, whom it concerns, which places it allots, by when and to
    whom.
    """

    name_field = "title"

    def validate(self) -> None:
        judge_campaign(self)

    def on_update(self) -> None:
        follow_campaign(self)

    def searched_texts(self) -> list[str]:
        return [self.title or "", self.short_title or "", self.aliases or ""]
