from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.decision_steps import follow_decision, judge_decision


class AwardDecision(EmulationDocument):
    """A decision with its annex. Once issued it is never edited: it is revoked with its reason."""

    def validate(self) -> None:
        judge_decision(self)

    def before_update_after_submit(self) -> None:
        judge_decision(self)

    def before_cancel(self) -> None:
        judge_decision(self)

    def on_update(self) -> None:
        follow_decision(self)

    def on_cancel(self) -> None:
        follow_decision(self)
