"""Why a step of the work is refused: one whole sentence per code, in the reader's language."""

from collections.abc import Callable, Mapping

from frappe import _


def sentences() -> dict[str, Callable[[], str]]:
    """The sentence of each code, translated when it is asked for."""
    return {
        "STATE_NOT_ALLOWED": lambda: _(
            "No step of yours leads to the state {state}. "
            "Use the actions that the record offers you."
        ),
        "STEP_NOT_POSSIBLE": lambda: _(
            "The action {action} is not possible from the state {state}."
        ),
        "REASON_MISSING": lambda: _("Give the reason: it is kept with your name."),
        "CAMPAIGN_NOT_RECEIVING": lambda: _(
            "The campaign {campaign} does not receive dossiers now: its state is {state}."
        ),
        "NO_NOMINATIONS": lambda: _(
            "The dossier {dossier} names nobody. Add at least one nomination."
        ),
        "CONTENT_FROZEN": lambda: _(
            "{document} was handed in and cannot be changed. It has to be returned first."
        ),
        "LATE_NOT_RULED": lambda: _(
            "The dossier {dossier} came in late. An officer has to admit or refuse it first."
        ),
        "NOT_LATE": lambda: _(
            "The dossier {dossier} is not late, or its lateness was already ruled on."
        ),
        "WARNINGS_OPEN": lambda: _(
            "The dossier {dossier} has {count} warnings that nobody has acknowledged."
        ),
        "WARNING_CLOSED": lambda: _("This warning is no longer open."),
        "NOT_STANDING_BODY": lambda: _(
            "Only an officer of {unit} may do this: it is the standing body of the campaign."
        ),
        "NOT_RECEIVING_BODY": lambda: _(
            "Only an officer of {unit} may do this: the dossier was sent to it."
        ),
        "NOT_ISSUING_UNIT": lambda: _("Only {unit} may do this: it issues the decision."),
        "NOT_REPORTING_UNIT": lambda: _("Only an officer of {unit} may file its report."),
        "NOT_PROPOSING_UNIT": lambda: _("Only an officer of {unit} may do this: it proposes."),
        "NOT_IN_DOSSIER": lambda: _("The nomination {nomination} is not in the dossier {dossier}."),
        "NO_RECEIVING_BODY": lambda: _(
            "The campaign {campaign} names no body that receives dossiers. Complete the "
            "campaign first."
        ),
        "SAME_PERSON": lambda: _(
            "{user} already took the step {action} in this matter: who proposes, who appraises "
            "and who decides are different people."
        ),
        "NOT_COLLECTED_BY_UNIT": lambda: _(
            "The campaign {campaign} has no lead agency that collects dossiers."
        ),
        "COLLECT_FIRST": lambda: _(
            "The dossier {dossier} goes through the lead agency: it is appraised in the lead "
            "agency's dossier."
        ),
        "DOSSIER_NOT_READY": lambda: _(
            "The dossier {dossier} is in the state {state}; it has to be in {wanted}."
        ),
        "OTHER_CAMPAIGN": lambda: _(
            "The dossier {dossier} belongs to another campaign or award form."
        ),
        "LEAD_DOSSIER_SENT": lambda: _(
            "The lead agency's dossier {dossier} was handed in: it has to be returned first."
        ),
        "NOTHING_TO_DECIDE": lambda: _("No appraised nomination is left to decide on."),
        "NOT_APPRAISED": lambda: _(
            "{subject} was not appraised in one of the decision's dossiers, so nothing can "
            "be decided on it."
        ),
        "ROW_REPEATED": lambda: _("{subject} stands in the decision twice."),
        "FORM_NOT_ITS_OWN": lambda: _(
            "The plan does not leave the award form {form} to the unit: propose it to the body "
            "that decides on it."
        ),
        "NUMBER_MISSING": lambda: _("Give the number and the day of the decision."),
        "NUMBER_TAKEN": lambda: _(
            "The number {number} of {year} already belongs to the decision {decision}."
        ),
        "REVOKED_ONLY_BY_REASON": lambda: _(
            "A decision is revoked with its reason, by the action Revoke."
        ),
        "REPORT_EXISTS": lambda: _("{unit} already has the report {report} for this obligation."),
        "NOT_A_REPORTER": lambda: _("The plan does not ask {unit} for this report."),
        "EXTENSION_IS_FINAL": lambda: _(
            "An extension is granted and withdrawn by the standing body alone, and never edited."
        ),
        "EXTENSION_WITHDRAWN": lambda: _("This extension was already withdrawn."),
        "EXTENSION_NOT_LATER": lambda: _(
            "The extension to {until} is not later than the deadline {deadline} itself."
        ),
        "DEADLINE_UNKNOWN": lambda: _("The campaign {campaign} has no deadline {deadline}."),
        "DEADLINE_WITHOUT_DAY": lambda: _(
            "The deadline {deadline} has no day that could be put off. Set its day first."
        ),
        "UNIT_NOT_ASKED": lambda: _("The deadline {deadline} does not concern {unit}."),
        "DOCUMENT_NUMBER_MISSING": lambda: _("Give the number of the document that grants it."),
        "MOMENT_UNREADABLE": lambda: _("{given} is not a day or a moment."),
        "REPORT_YEAR_WRONG": lambda: _(
            "The year {year} does not fit: {title} is due in {first} to {last}."
        ),
        "CALENDAR_EXISTS": lambda: _("The year {year} already has a working calendar."),
        "CALENDAR_DAY_WRONG": lambda: _(
            "The day {day} is not of the year {year}, or stands there twice."
        ),
        "TRACE_IS_FINAL": lambda: _("The record of a step cannot be changed or removed."),
        "WRITTEN_BY_STEPS": lambda: _(
            "This record is written by the steps of the work alone: nobody enters, changes or "
            "removes it."
        ),
        "CODE_NOT_PLAIN": lambda: _(
            "The code {code} has to consist of letters A to Z, digits, dashes and underscores."
        ),
        "CODE_REPEATED": lambda: _("The campaign {campaign} already has the code {repeated}."),
        "RANGE_REVERSED": lambda: _("The day {first} is after {last}."),
        "ROW_BY_ITSELF": lambda: _(
            "Rows are changed together with their document {document}: open it and save it."
        ),
        "ATTACHMENT_PUBLIC": lambda: _(
            "Files of this record are private. Upload the file as a private one."
        ),
        "ATTACHMENT_FROZEN": lambda: _(
            "The file belongs to {document}, which was handed in: it stays as it is."
        ),
        "NOT_ON_DEMO_SITE": lambda: _("This is possible on a demo site alone."),
        "NOT_A_PERSON": lambda: _("Only a person has an identity number."),
        "IDENTITY_IN_TEXT": lambda: _(
            "{field}: this looks like an identity number. It does not belong in a text that others "
            "read; enter it as the nominee's identity number."
        ),
        "IDENTITY_INCOMPLETE": lambda: _("An identity number has {digits} digits."),
    }


def step_text(code: str, parameters: Mapping[str, object]) -> str:
    """The sentence of `code` with its values; KeyError for a code that is not listed above."""
    spoken = {
        name: _(value) if isinstance(value, str) else value for name, value in parameters.items()
    }
    return sentences()[code]().format(**spoken)
