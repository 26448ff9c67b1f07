"""`Document`: Frappe's class as controllers and apps use it.

What it does is elsewhere: the order of a save in lifecycle.py, the rules in checks.py, links.py and
so on; here stand the methods that people call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import quote

from embedded_host import permissions
from embedded_host.context import current
from embedded_host.document import lifecycle, loading, naming
from embedded_host.document.base import BaseDocument
from embedded_host.document.values import comparable
from embedded_host.errors import PermissionError
from embedded_host.messages import _
from embedded_host.values import bold, cstr, now, scrub

_STAMPS = {"creation": "Datetime", "modified": "Datetime", "docstatus": "Int", "idx": "Int"}


class Document(BaseDocument):
    """One document. `Document(doctype, name)` loads it, `Document(values)` makes a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args and isinstance(args[0], str):
            self.__dict__["doctype"] = args[0]
            self.__dict__["name"] = loading.name_for(args[0], *args[1:2])
            if kwargs.get("for_update"):
                self.flags.for_update = True
            self.load_from_db()
            return
        values = args[0] if args else kwargs
        if not isinstance(values, Mapping) or not values.get("doctype"):
            raise ValueError('"doctype" is a required key')
        super().__init__(values)
        self.init_valid_columns()

    # loading

    def load_from_db(self) -> Document:
        """Read the stored values again. DoesNotExistError where the document is gone."""
        loading.load(self)
        return self

    def reload(self) -> Document:
        return self.load_from_db()

    def get_doc_before_save(self) -> Any:
        return self.__dict__.get("_doc_before_save")

    def load_doc_before_save(self) -> None:
        self.__dict__["_doc_before_save"] = None if self.is_new() else loading.stored_copy(self)

    def has_value_changed(self, fieldname: str) -> bool:
        """Whether a field differs from what is stored; True for a new document."""
        before = self.get_doc_before_save()
        if before is None:
            return True
        kind = self.shape.types.get(fieldname, _STAMPS.get(fieldname, ""))
        try:
            old, new = before.get(fieldname), self.get(fieldname)
            return bool(comparable(kind, old) != comparable(kind, new))
        except ValueError:
            return True

    def get_value_before_save(self, fieldname: str) -> Any:
        before = self.get_doc_before_save()
        return before.get(fieldname) if before else None

    # saving

    def insert(
        self,
        ignore_permissions: bool | None = None,
        ignore_links: bool | None = None,
        ignore_if_duplicate: bool = False,
        ignore_mandatory: bool | None = None,
        set_name: str | None = None,
        set_child_names: bool = True,
    ) -> Document:
        """Write this document as a new one, in the order of `lifecycle.LIFECYCLE`."""
        self._flag(
            ignore_permissions=ignore_permissions,
            ignore_links=ignore_links,
            ignore_mandatory=ignore_mandatory,
        )
        self.flags.set_name = set_name
        self.flags.ignore_if_duplicate = ignore_if_duplicate
        lifecycle.insert(self)
        return self

    def save(
        self, ignore_permissions: bool | None = None, ignore_version: bool | None = None
    ) -> Document:
        """Write the changes; `docstatus` decides whether that submits or cancels."""
        self._flag(ignore_permissions=ignore_permissions, ignore_version=ignore_version)
        if self.is_new() or not self.get("name"):
            return self.insert()
        lifecycle.save(self)
        return self

    def submit(self) -> Document:
        self.docstatus = 1
        return self.save()

    def cancel(self) -> Document:
        self.docstatus = 2
        return self.save()

    def delete(
        self,
        ignore_permissions: bool = False,
        force: bool = False,
        delete_permanently: bool = False,
    ) -> None:
        from embedded_host.document.deletion import delete_doc  # noqa: PLC0415 - needs this class

        delete_doc(
            self.doctype,
            str(self.get("name")),
            ignore_permissions=ignore_permissions or bool(self.flags.ignore_permissions),
            flags=self.flags,
            force=force,
            delete_permanently=delete_permanently,
        )

    def rename(self, name: str, force: bool = False) -> str:
        from embedded_host.document.rename import rename_doc  # noqa: PLC0415 - needs this class

        renamed = rename_doc(self.doctype, str(self.get("name")), name, force=force)
        self.__dict__["name"] = renamed
        self.load_from_db()
        return renamed

    def _flag(self, **flags: bool | None) -> None:
        self.flags.update({key: value for key, value in flags.items() if value is not None})

    # writing without the life

    def db_insert(self, ignore_if_duplicate: bool = False) -> None:
        lifecycle.insert_row(self, ignore_if_duplicate)

    def db_update(self) -> None:
        lifecycle.update_row(self)

    def db_set(
        self,
        fieldname: str | Mapping[str, Any],
        value: Any = None,
        update_modified: bool = True,
        notify: bool = False,
        commit: bool = False,
    ) -> None:
        """Write fields at once; of all events only `on_change` is run."""
        changes = dict(fieldname) if isinstance(fieldname, Mapping) else {fieldname: value}
        if update_modified and "modified" not in changes:
            changes.update(modified=now(), modified_by=current().user)
        self.update(changes)
        lifecycle.write_columns(self, list(changes))
        self.run_method("on_change")
        if commit:
            current().db.commit()

    def set_new_name(
        self, force: bool = False, set_name: str | None = None, set_child_names: bool = True
    ) -> None:
        if force:
            self.flags.name_set = False
        self.flags.set_name = set_name or self.flags.set_name
        naming.set_new_name(self)

    def notify_update(self) -> None:
        """Nobody listens: this host has no live connection to browsers."""

    # permissions

    def has_permission(self, permtype: str = "read", user: str | None = None) -> bool:
        if self.flags.ignore_permissions:
            return True
        return permissions.has_permission(
            self.doctype, permtype, doc=self, user=user, print_logs=True
        )

    def check_permission(self, permtype: str = "read", permlevel: Any = None) -> None:
        """PermissionError unless the session's user has the right."""
        if not self.has_permission(permtype):
            self.raise_no_permission_to(permtype)

    def raise_no_permission_to(self, perm_type: str) -> NoReturn:
        current().flags.error_message = _(
            "You need the '{0}' permission on {1} {2} to perform this action."
        ).format(_(perm_type), bold(_(self.doctype)), cstr(self.get("name")))
        raise PermissionError

    def apply_fieldlevel_read_permissions(self) -> None:
        """Take away the values above the reader's permlevel."""
        permissions.strip_unreadable(self)

    # comments, title, address

    def add_comment(
        self,
        comment_type: str = "Comment",
        text: str | None = None,
        comment_email: str | None = None,
        comment_by: str | None = None,
    ) -> Any:
        from embedded_host.features import comments  # noqa: PLC0415 - a feature, above this part

        return comments.add(self, comment_type, text, comment_email, comment_by)

    def get_url(self) -> str:
        """The address of the document's form, whole where the site's own address is known."""
        path = f"/app/{scrub(self.doctype).replace('_', '-')}/{quote(cstr(self.get('name')))}"
        here = current()
        root = here.conf.host_name or (here.request.host_url if here.request else "")
        return f"{cstr(root).rstrip('/')}{path}"

    # checks that controllers ask for
