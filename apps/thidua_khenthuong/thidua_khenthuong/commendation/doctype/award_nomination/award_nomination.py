from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.nomination_content import judge_nomination, refuse_removal


class AwardNomination(EmulationDocument):
    """One subject proposed for an award. Its status follows its dossier."""

    name_field = "display_name"

    def validate(self) -> None:
        judge_nomination(self)

    def on_trash(self) -> None:
        refuse_removal(self)
