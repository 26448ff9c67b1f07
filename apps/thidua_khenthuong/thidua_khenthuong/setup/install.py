"""What a fresh site gets at once; plans follow in `after_migrate`, when the workflows exist."""

import frappe


def after_install() -> None:
    """Vietnamese, and the time zone in which deadlines are meant."""
    settings = frappe.get_single("System Settings")
    settings.update({"language": "vi", "time_zone": "Asia/Ho_Chi_Minh"})
    settings.flags.ignore_mandatory = True
    settings.save(ignore_permissions=True)  # run by the installation, which has no user
