"""File: one row per upload; the content lies on disk and may be shared by several rows."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.document import Document, get_doc
from embedded_host.errors import AttachmentLimitReached, PermissionError, ValidationError
from embedded_host.features import files
from embedded_host.messages import _, throw
from embedded_host.meta import get_meta
from embedded_host.values import bold, cint, cstr

FROZEN = ("file_url", "content_hash", "is_private", "file_size", "file_type")


class File(Document):
    """`content` (bytes or text) given to a new File is what is kept."""

    file_name: str | None
    file_url: str | None

    def before_insert(self) -> None:
        if self.is_folder:
            return
        files.require_name_or_url(self.file_name, self.file_url)
        self._check_attachment()
        content = self.__dict__.pop("content", None)
        if content is not None:
            self._keep(content.encode() if isinstance(content, str) else content)
        else:
            self._take_over(cstr(self.file_url))
        self.file_type = cstr(self.file_name).rpartition(".")[2].upper() or None

    def _keep(self, content: bytes) -> None:
        name = files.clean_name(cstr(self.file_name))
        if not name.strip("."):
            throw(_("The file needs a name"), ValidationError)
        files.check_content(name, content)
        self.content_hash = files.content_hash(content)
        self.file_size = len(content)
        self.file_url, self.file_name = files.store(name, content, bool(cint(self.is_private)))

    def _take_over(self, url: str) -> None:
        """A row for content that is here already, or lies at a web address."""
        if url.startswith(("http://", "https://")):
            self.is_private = 0
            self.file_name = cstr(self.file_name) or url.rpartition("/")[2]
            return
        if files.path_of(current().site, url) is None:
            throw(_("URL must start with http:// or https://"), ValidationError)
        if not self.flags.ignore_permissions and not files.may_read(url):
            raise PermissionError(_("You don't have permission to access this file"))
        content = files.read(url)
        self.is_private = int(url.startswith(files.PRIVATE))
        self.content_hash, self.file_size = files.content_hash(content), len(content)
        self.file_name = cstr(self.file_name) or url.rpartition("/")[2]

    def _check_attachment(self) -> None:
        doctype, name = self.attached_to_doctype, self.attached_to_name
        if not (doctype and name):
            return
        if not self.flags.ignore_permissions:
            get_doc(doctype, name).check_permission("write")
        most = cint(get_meta(doctype).max_attachments)
        if most and self._attached_already() >= most:
            throw(
                _("Maximum Attachment Limit of {0} has been reached for {1} {2}.").format(
                    bold(most), _(doctype), name
                ),
                AttachmentLimitReached,
                title=_("Attachment Limit Reached"),
            )

    def _attached_already(self) -> int:
        return int(
            current().db.count(
                "File",
                {
                    "attached_to_doctype": self.attached_to_doctype,
                    "attached_to_name": self.attached_to_name,
                    "is_folder": 0,
                },
            )
        )

    def validate(self) -> None:
        before = None if self.is_new() else self.get_doc_before_save()
        if before is None:
            return
        for fieldname in FROZEN:
            if cstr(before.get(fieldname)) != cstr(self.get(fieldname)):
                throw(_("{0} of a file cannot be changed").format(fieldname), ValidationError)
        if (before.attached_to_doctype, before.attached_to_name) != (
            self.attached_to_doctype,
            self.attached_to_name,
        ):
            self._check_attachment()

    def after_delete(self) -> None:
        if self.file_url:
            files.remove_content(self.file_url)

    def get_content(self) -> Any:
        """The content: text where it is text in UTF-8, else bytes."""
        content = files.read(cstr(self.file_url))
        try:
            return content.decode()
        except UnicodeDecodeError:
            return content
