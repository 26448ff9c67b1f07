"""Warnings of a dossier: opened by the rules, acknowledged by name, void when the facts change."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import frappe

from thidua_khenthuong.domain.findings import Finding, FindingCode, FindingLevel
from thidua_khenthuong.presentation.messages import finding_sentence
from thidua_khenthuong.queries.clock import now
from thidua_khenthuong.queries.nominations import OWN_FIELDS
from thidua_khenthuong.refusal import refuse_step
from thidua_khenthuong.services.server_fields import server_writes
from thidua_khenthuong.services.trace import write_trace

WARNING = "Acknowledged Warning"


def fingerprint_of(finding: Finding, subjects: Sequence[Any]) -> str:
    """The same as long as the finding is: code, clause, subject and values."""
    parts = {
        "code": finding.code.value,
        "source": finding.source,
        "subject": subject_at(finding.path, subjects),
        "values": finding.parameters,
    }
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def subject_at(path: str | None, subjects: Sequence[Any]) -> dict[str, Any]:
    """What the nomination says that a path such as `nominations[2]` speaks of."""
    if not path or not path.startswith("nominations["):
        return {}
    index = int(path[len("nominations[") :].split("]", 1)[0])
    return {field: subjects[index].get(field) for field in OWN_FIELDS if field != "status"}


def keep_warnings(dossier: str, findings: Sequence[Finding], subjects: Sequence[Any]) -> int:
    """Opens what is new, voids what no longer holds; how many are open now."""
    wanted = {
        fingerprint_of(finding, subjects): finding
        for finding in findings
        if finding.level is FindingLevel.WARN
    }
    kept: dict[str, str] = {}
    for row in frappe.get_all(
        WARNING,
        filters={"dossier": dossier, "status": ["!=", "Void"]},
        fields=["name", "fingerprint", "status"],
    ):
        if row["fingerprint"] in wanted:
            kept[row["fingerprint"]] = row["status"]
        else:
            change_warning(row["name"], status="Void")
    for fingerprint, finding in wanted.items():
        if fingerprint not in kept:
            open_warning(dossier, finding, fingerprint)
    return sum(kept.get(fingerprint, "Open") == "Open" for fingerprint in wanted)


def open_warning(dossier: str, finding: Finding, fingerprint: str) -> None:
    warning = frappe.get_doc(
        {
            "doctype": WARNING,
            "dossier": dossier,
            "code": finding.code.value,
            "clause": finding.source,
            "message": finding_sentence(finding),
            "fingerprint": fingerprint,
            "status": "Open",
        }
    )
    with server_writes():
        warning.insert(ignore_permissions=True)  # no role may write warnings: the rules open them


def change_warning(name: str, **values: Any) -> None:
    warning = frappe.get_doc(WARNING, name)
    warning.update(values)
    with server_writes():
        warning.save(ignore_permissions=True)  # no role may write warnings: the steps change them


def acknowledge(warning: Any, dossier: Any, note: str | None) -> None:
    """Notes who read the warning and let it stand, and when."""
    if warning.status != "Open":
        refuse_step("WARNING_CLOSED")
    change_warning(
        warning.name,
        status="Acknowledged",
        officer=frappe.session.user,
        acknowledged_at=now(),
        note=note,
    )
    state = dossier.workflow_state
    text = f"{warning.code} ({warning.clause}) {note or ''}".strip()
    write_trace(dossier, "Acknowledge Warning", state, state, text)


def acknowledge_code(dossier: Any, code: FindingCode, note: str | None) -> None:
    """Acknowledges the dossier's open warnings of one code."""
    for name in frappe.get_all(
        WARNING,
        filters={"dossier": dossier.name, "code": code.value, "status": "Open"},
        pluck="name",
    ):
        acknowledge(frappe.get_doc(WARNING, name), dossier, note)


def open_warnings(dossier: str) -> int:
    return int(frappe.db.count(WARNING, {"dossier": dossier, "status": "Open"}))
