"""User: one account; its password never stays in the row."""

from __future__ import annotations

from embedded_host.context import current
from embedded_host.document import Document
from embedded_host.errors import ValidationError
from embedded_host.features import users
from embedded_host.messages import _, throw
from embedded_host.values import cint, cstr

STANDARD_USERS = ("Administrator", "Guest")


class User(Document):
    email: str | None
    new_password: str | None

    def before_validate(self) -> None:
        if self.email and self.name not in STANDARD_USERS:
            self.email = cstr(self.email).strip().lower()
        names = (self.first_name, self.middle_name, self.last_name)
        self.full_name = " ".join(cstr(name).strip() for name in names if name)
        self._take_password()
        self._keep_roles_once()

    def autoname(self) -> None:
        self.name = cstr(self.email).strip().lower() or self.name

    def _take_password(self) -> None:
        if self.new_password and not self.is_dummy_password(self.new_password):
            if not self.flags.ignore_password_policy:
                users.check_strength(cstr(self.new_password), cstr(self.name or self.email))
            self.flags.fresh_password = cstr(self.new_password)
        self.new_password = None

    def _keep_roles_once(self) -> None:
        seen = set()
        for row in list(self.get("roles") or []):
            if row.role in seen:
                self.remove(row)
            seen.add(row.role)

    def validate(self) -> None:
        if self.name in STANDARD_USERS:
            self.enabled = 1
        self.user_type = "System User" if self._has_staff_role() else "Website User"

    def _has_staff_role(self) -> bool:
        """Whether one of the roles opens the staff's screens (Role.desk_access)."""
        if self.name == "Administrator":
            return True
        named = [row.role for row in self.get("roles") or []]
        return bool(
            named and current().db.exists("Role", {"name": ("in", named), "desk_access": 1})
        )

    def on_update(self) -> None:
        fresh = self.flags.pop("fresh_password", None)
        if fresh:
            ends_sessions = bool(cint(self.logout_all_sessions))
            users.update_password(cstr(self.name), fresh, logout_all_sessions=ends_sessions)
        if not cint(self.enabled):
            users.clear_sessions(cstr(self.name))

    def on_trash(self) -> None:
        if self.name in STANDARD_USERS:
            throw(_("User {0} cannot be deleted").format(self.name), ValidationError)
        users.clear_sessions(cstr(self.name))
        users.delete_all_passwords_for("User", cstr(self.name))

    def after_rename(self, old_name: str, new_name: str, merge: bool = False) -> None:
        users.rename_password("User", old_name, new_name)
        users.clear_sessions(old_name)
