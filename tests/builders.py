"""Records for tests: each builder makes one thing, complete, from few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from frappe_ready import frappe

from thidua_khenthuong.setup.demo import open_campaign

PROVINCE_MERIT = "PROVINCE_MERIT"
BAC_GIANG = "Tỉnh Bắc Giang"
CAO_BANG = "Tỉnh Cao Bằng"
LABOUR = "Sở Lao động - Thương binh và Xã hội"
HOME_AFFAIRS = "Sở Nội vụ"
SON_DONG = "Huyện Sơn Động"
HIEP_HOA = "Huyện Hiệp Hòa"


def unit(name: str, province: str = BAC_GIANG) -> str:
    """The record of a seeded unit."""
    root = frappe.db.get_value("Administrative Unit", {"unit_name": province}, ["lft", "rgt"])
    found = frappe.get_all(
        "Administrative Unit",
        filters={"unit_name": name, "lft": [">=", root[0]], "rgt": ["<=", root[1]]},
        pluck="name",
    )
    assert len(found) == 1, f"{len(found)} units are named {name}"
    return str(found[0])


def an_officer(email: str, roles: Sequence[str], unit_record: str) -> str:
    """A user who works for a unit."""
    user = frappe.new_doc("User")
    user.update(
        {
            "email": email,
            "first_name": email.partition("@")[0],
            "language": "vi",
            "send_welcome_email": 0,
            "roles": [{"role": role} for role in roles],
        }
    )
    user.flags.no_welcome_mail = True
    user.insert(ignore_permissions=True)
    officer = frappe.new_doc("Unit Officer")
    officer.update({"user": email, "unit": unit_record})
    officer.insert(ignore_permissions=True)
    return email


def a_receiving_campaign(code: str) -> str:
    """A seeded campaign that has been issued and receives dossiers."""
    open_campaign(code)
    return code


def a_dossier(unit_record: str, campaign: str = "BG-2023", **values: Any) -> Any:
    """A draft dossier with the parts that units send."""
    dossier = frappe.new_doc("Award Dossier")
    dossier.update(
        {
            "campaign": campaign,
            "award_form": PROVINCE_MERIT,
            "unit": unit_record,
            "channel": "online",
            "sets": 1,
            "letter_number": "12/TTr-UBND",
            "letter_date": "2023-11-20",
            "signer_title": "Chủ tịch",
            "signer_name": "Trần Văn Bình",
            "components": [
                {"component": "submission_letter"},
                {"component": "nominee_list"},
                {"component": "minutes"},
            ],
            **values,
        }
    )
    dossier.insert()
    return dossier


def a_nomination(dossier: Any, subject_kind: str, group: str, name: str, **values: Any) -> Any:
    """A nomination with its achievement report."""
    nomination = frappe.new_doc("Award Nomination")
    nomination.update(
        {
            "dossier": dossier.name,
            "subject_kind": subject_kind,
            "subject_group": group,
            "display_name": name,
            "achievement_from": "2022-01-01",
            "achievement_to": "2023-10-31",
            "papers": [{"component": "achievement_report"}],
            **values,
        }
    )
    nomination.insert()
    return nomination


def a_commune(dossier: Any, name: str = "Xã Vân Sơn") -> Any:
    return a_nomination(dossier, "commune", "c", name, level="commune")


def a_village(dossier: Any, name: str = "Thôn Khe Ang") -> Any:
    return a_nomination(dossier, "village", "d", name, level="village")


def a_household(dossier: Any, name: str = "Nông Văn Tài") -> Any:
    return a_nomination(dossier, "household", "e", name)


def an_official(dossier: Any, level: str, name: str = "Vi Thị Hằng") -> Any:
    return a_nomination(
        dossier,
        "individual",
        "g",
        name,
        level=level,
        is_official="Yes",
        occupation="official",
        leader="No",
        owned_by_nominator="Yes",
    )
