from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.report_steps import follow_report, judge_report


class SummaryReport(EmulationDocument):
    """A unit's review of a campaign by the plan's outline, or the one consolidated from several."""

    def validate(self) -> None:
        judge_report(self)

    def before_update_after_submit(self) -> None:
        judge_report(self)

    def before_cancel(self) -> None:
        judge_report(self)

    def on_update(self) -> None:
        follow_report(self)

    def on_update_after_submit(self) -> None:
        follow_report(self)

    def on_cancel(self) -> None:
        follow_report(self)
