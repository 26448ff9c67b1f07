"""The facts of a dossier's submission letter and its list."""

from typing import Any

import frappe
from frappe.utils import getdate

from thidua_khenthuong.presentation.documents import (
    PrintedDocument,
    SubmissionLetterFacts,
    build_submission_letter,
    in_printed_order,
)
from thidua_khenthuong.presentation.vietnamese import long_date
from thidua_khenthuong.queries.nominations import nominations_of
from thidua_khenthuong.queries.plans import plan_of
from thidua_khenthuong.queries.proposals import collected_subjects
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.prints.heads import (
    achievement_words,
    file_copies,
    issuing_name,
    letterhead,
    place_and_date,
    signature,
    unit_of,
    whole_words,
)
from thidua_khenthuong.services.prints.recipients import proposed


def printed_letter(dossier: Any) -> PrintedDocument:
    """The letter with its list; refused while the dossier names nobody."""
    unit = unit_of(dossier.unit)
    plan = plan_of(dossier.campaign)
    form = frappe.get_cached_doc("Award Form", dossier.award_form)
    subjects = collected_subjects(dossier.name) or nominations_of(dossier.name)
    if not subjects:
        refuse_step("NO_NOMINATIONS", dossier=dossier.name)
    request_to = whole_words(plan.issuer)
    achievement = achievement_words(dossier.campaign)
    addressees = (request_to, issuing_name(unit_of(dossier.receiving_unit)))
    return build_submission_letter(
        SubmissionLetterFacts(
            letterhead=letterhead(unit, "TTr", dossier.letter_number),
            place_and_date=place_and_date(unit, dossier.letter_date),
            subject=f"Đề nghị {request_to} khen thưởng các tập thể, hộ gia đình, cá nhân "
            f"{achievement}",
            addressees=addressees,
            bases=(plan_basis(plan), *minutes_bases(dossier)),
            proposer=issuing_name(unit),
            request_to=request_to,
            award_title=whole_words(form.printed_name),
            achievement=achievement,
            recipients=tuple(in_printed_order(proposed(subjects, form.title))),
            signature=signature(dossier.signer_title, dossier.signer_name),
            copies_to=file_copies(dossier.campaign),
        )
    )


def plan_basis(plan: Any) -> str:
    """The plan itself, with its number and day where it has them."""
    number = f" số {plan.number}" if plan.number else ""
    day = f" {long_date(plan.issued_on)}" if plan.issued_on else ""
    title = plan.title[:1].lower() + plan.title[1:]
    return f"Căn cứ Kế hoạch{number}{day} của {whole_words(plan.issuer)} {title}"


def minutes_bases(dossier: Any) -> tuple[str, ...]:
    """The minutes of the council's meeting, as far as the dossier says which they are."""
    return tuple(
        "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng"
        + (f" số {row.document_number}" if row.document_number else "")
        + (f" {long_date(getdate(row.document_date))}" if row.document_date else "")
        for row in dossier.components
        if row.component == "minutes"
    )
