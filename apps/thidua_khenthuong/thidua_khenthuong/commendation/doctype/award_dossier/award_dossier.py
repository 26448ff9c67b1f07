from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.dossier_steps import (
    follow_dossier,
    judge_dossier,
    refuse_removal,
)


class AwardDossier(EmulationDocument):
    """A unit's proposals for one award form, or the lead agency's collection of several units'
    dossiers.
    """

    def validate(self) -> None:
        judge_dossier(self)

    def on_update(self) -> None:
        follow_dossier(self)

    def on_trash(self) -> None:
        refuse_removal(self)
