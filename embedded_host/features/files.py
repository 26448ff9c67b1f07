"""Uploaded files: their content on disk, their File rows, and who may read them.

On this host a file is private unless the upload says otherwise (Frappe: public), guests upload
nothing unless System Settings allow it, and a private file is read by whoever may read the
document that it is attached to. The name of a file never becomes a path.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import mimetypes
import os
import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import filetype
from pypika import Query, Table
from werkzeug.security import safe_join

from embedded_host import permissions
from embedded_host.context import Context, current
from embedded_host.db.qb import sql_of
from embedded_host.document import get_doc
from embedded_host.errors import (
    DoesNotExistError,
    FileTypeNotAllowed,
    MandatoryError,
    MaxFileSizeReachedError,
    NotSupportedByHost,
    PermissionError,
    ValidationError,
)
from embedded_host.features.settings import system_setting
from embedded_host.messages import _, throw
from embedded_host.site import Site
from embedded_host.values import cint, cstr, generate_hash

MEGABYTE = 1024 * 1024
DEFAULT_MAX_FILE_SIZE = 25 * MEGABYTE
NAME_LENGTH = 140
PUBLIC, PRIVATE = "/files/", "/private/files/"

# What people without access to the staff's screens may upload.
FOR_EVERYBODY = frozenset(
    (
        *("image/png", "image/jpeg", "application/pdf", "text/plain", "text/csv"),
        *("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    )
)
# Extensions whose content is checked by its first bytes, with what those may say.
_OFFICE = frozenset(("doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "zip"))
_CONTENT_OF: dict[str, frozenset[str]] = {
    "pdf": frozenset(("pdf",)),
    "png": frozenset(("png",)),
    "jpg": frozenset(("jpg",)),
    "jpeg": frozenset(("jpg",)),
    "gif": frozenset(("gif",)),
    "webp": frozenset(("webp",)),
    "docx": _OFFICE,
    "xlsx": _OFFICE,
    "pptx": _OFFICE,
    "odt": _OFFICE,
    "ods": _OFFICE,
    "zip": _OFFICE,
}
_PROGRAMS = frozenset(("exe", "elf"))
_UNWANTED = re.compile(r'[/\\:*?"<>|%#\x00-\x1f\x7f]')


# uploading


def upload_file() -> Any:
    """`POST /api/method/upload_file` (multipart `file`, or `file_url`); the File document.

    Needs `write` on the document that it is attached to.
    """
    here = current()
    given = here.form_dict
    _refuse_unoffered(given)
    is_guest_upload = here.user == "Guest"
    if is_guest_upload and not _guests_may_upload():
        raise PermissionError
    doctype, docname = given.get("doctype"), given.get("docname")
    if doctype and docname and not is_guest_upload:
        get_doc(doctype, docname).check_permission("write")
    elif is_guest_upload and docname:
        raise PermissionError
    uploaded = here.request.files.get("file")
    content, name = None, given.get("file_name") or given.get("filename")
    if uploaded is not None:
        content, name = uploaded.stream.read(), uploaded.filename or name
        _check_allowed_kind(cstr(name))
    return get_doc(
        {
            "doctype": "File",
            "attached_to_doctype": doctype,
            "attached_to_name": docname,
            "attached_to_field": given.get("fieldname"),
            "folder": given.get("folder") or "Home",
            "file_name": name,
            "file_url": None if uploaded is not None else given.get("file_url"),
            "is_private": cint(given.get("is_private", 1)),
            "content": content,
        }
    ).insert(ignore_permissions=is_guest_upload)


def _refuse_unoffered(given: Any) -> None:
    for name in ("method", "library_file_name"):
        if given.get(name):
            raise NotSupportedByHost(f"upload_file: {name}")
    if cint(given.get("optimize")):
        raise NotSupportedByHost("upload_file: optimize")


def _guests_may_upload() -> bool:
    return bool(cint(system_setting(current(), "allow_guests_to_upload_files")))


def _check_allowed_kind(name: str) -> None:
    """People who are no System User may upload documents and pictures only."""
    here = current()
    account = here.session.account
    if account and account.user_type == "System User":
        return
    if mimetypes.guess_type(name)[0] not in FOR_EVERYBODY:
        throw(
            _("You can only upload JPG, PNG, PDF, TXT, CSV or Microsoft documents."),
            ValidationError,
        )


def save_file(
    fname: str,
    content: bytes | str,
    dt: str | None,
    dn: str | None,
    folder: str | None = None,
    decode: bool = False,
    is_private: int = 1,
    df: str | None = None,
) -> Any:
    """`frappe.utils.file_manager.save_file`: keep content that a program made."""
    return get_doc(
        {
            "doctype": "File",
            "file_name": fname,
            "attached_to_doctype": dt,
            "attached_to_name": dn,
            "attached_to_field": df,
            "folder": folder or "Home/Attachments",
            "is_private": cint(is_private),
            "content": decoded(content) if decode else content,
        }
    ).insert(ignore_permissions=True)


def decoded(content: bytes | str) -> bytes:
    """The bytes of base64 text, with or without the head of a data URL."""
    text = content.decode() if isinstance(content, bytes) else content
    try:
        return base64.b64decode(text.partition(";base64,")[2] or text, validate=True)
    except (binascii.Error, ValueError):
        throw(_("The content of the file is not valid base64"), ValidationError)


# content on disk


def clean_name(name: str) -> str:
    """The name without what separates folders or breaks a header; Vietnamese stays (NFC)."""
    plain = _UNWANTED.sub("", unicodedata.normalize("NFC", name)).strip()
    stem, dot, extension = plain.rpartition(".")
    if not stem:
        stem, dot, extension = plain, "", ""
    return f"{stem[: NAME_LENGTH - len(extension) - 8]}{dot}{extension}"


def content_hash(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def max_file_size(context: Context) -> int:
    """Bytes: `max_file_size` of the configuration (bytes) or of System Settings (megabytes)."""
    configured = cint(context.conf.max_file_size)
    megabytes = 0 if configured else cint(system_setting(context, "max_file_size"))
    return configured or megabytes * MEGABYTE or DEFAULT_MAX_FILE_SIZE


def check_content(name: str, content: bytes) -> None:
    """Refuse a file that is too large, or whose first bytes are not what its name says."""
    limit = max_file_size(current())
    if len(content) > limit:
        text = _("File size exceeded the maximum allowed size of {0} MB")
        throw(text.format(round(limit / MEGABYTE)), MaxFileSizeReachedError)
    extension = name.rpartition(".")[2].lower()
    found = filetype.guess_extension(content[:8192]) or ""
    wanted = _CONTENT_OF.get(extension)
    if (wanted and found not in wanted) or (found in _PROGRAMS and extension != "exe"):
        throw(_("The content of {0} is not what its name says").format(name), FileTypeNotAllowed)


def folder_of(site: Site, is_private: bool) -> Path:
    return site.path / ("private" if is_private else "public") / "files"


def path_of(site: Site, url: str) -> Path | None:
    """Where the content of a local `file_url` lies; None for any other URL."""
    for prefix in (PRIVATE, PUBLIC):
        if url.startswith(prefix):
            folder = folder_of(site, prefix == PRIVATE)
            joined = safe_join(str(folder), unquote(url.removeprefix(prefix)))
            return Path(joined) if joined else None
    return None


def store(name: str, content: bytes, is_private: bool) -> tuple[str, str]:
    """Write the content; its URL and its name.

    The same content is kept once; another content of the same name gets a part of its hash. The
    file is taken away again when the transaction is rolled back.
    """
    here = current()
    folder, prefix = folder_of(here.site, is_private), PRIVATE if is_private else PUBLIC
    digest = content_hash(content)
    for url in here.db.get_all(
        "File",
        filters={"content_hash": digest, "is_private": int(is_private)},
        pluck="file_url",
    ):
        kept = path_of(here.site, cstr(url))
        if kept is not None and kept.is_file() and kept.read_bytes() == content:
            return cstr(url), name
    for taken in (name, *(_with_suffix(name, digest[-length:]) for length in (6, 32))):
        target = folder / taken
        if _write_new(target, content):
            here.db.after_rollback.add(partial(target.unlink, missing_ok=True))
            return prefix + taken, taken
    raise FileExistsError(name)


def _with_suffix(name: str, suffix: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return f"{stem}{suffix}{dot}{extension}" if stem else f"{name}{suffix}"


def _write_new(target: Path, content: bytes) -> bool:
    """Write the whole content under a name that is free, and have it on the disk before the row
    is committed; False where the name is taken."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{generate_hash(length=16)}.new")
    try:
        with fresh.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(fresh, target)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True


def read(url: str) -> bytes:
    """The content behind a local `file_url`. DoesNotExistError where there is none."""
    found = path_of(current().site, url)
    if found is None or not found.is_file():
        throw(_("File {0} does not exist").format(url), DoesNotExistError)
    return found.read_bytes()


def remove_content(url: str) -> None:
    """Take the content away when the transaction is committed, unless another row needs it."""
    here = current()
    found = path_of(here.site, url)
    if found is not None and not here.db.exists("File", {"file_url": url}):
        here.db.after_commit.add(lambda: found.unlink(missing_ok=True))


# rights


def may_read(url: str) -> bool:
    """Whether the caller may read the content: his own file, or one of a document he may read."""
    here = current()
    rows = here.db.get_all(
        "File",
        filters={"file_url": url},
        fields=["owner", "is_private", "attached_to_doctype", "attached_to_name"],
    )
    return any(allows(row, "read", here.user) for row in rows)


def allows(row: Any, right: str, user: str) -> bool:
    """Whether a File row lets the user read or change it."""
    if user == "Administrator" or (right == "read" and not row.is_private):
        return True
    if row.attached_to_doctype and row.attached_to_name:
        return _document_allows(row, right, user)
    return user not in ("", "Guest") and row.owner == user


def _document_allows(row: Any, right: str, user: str) -> bool:
    needed = "read" if right in ("read", "select", "print", "export", "report") else "write"
    try:
        doc = get_doc(row.attached_to_doctype, row.attached_to_name)
    except DoesNotExistError:
        here = current()
        if here.message_log:
            here.message_log.pop()
        return bool(row.owner == user)
    return bool(permissions.has_permission(doc.doctype, needed, doc=doc, user=user))


def has_permission(doc: Any, ptype: str = "read", user: str | None = None, **_given: Any) -> bool:
    """The hook of the File DocType; a new row is judged by File itself."""
    if ptype == "create":
        return True
    return allows(doc, ptype, user or current().user)


def download_file(file_url: str) -> None:
    """`/api/method/download_file`: the content as a download."""
    here = current()
    if path_of(here.site, file_url) is None or not may_read(file_url):
        raise PermissionError(_("You don't have permission to access this file"))
    here.response.update(
        type="download", filename=file_url.rpartition("/")[2], filecontent=read(file_url)
    )


def require_name_or_url(file_name: Any, file_url: Any) -> None:
    if not file_name and not file_url:
        throw(_("Fields `file_name` or `file_url` must be set for File"), MandatoryError)


def list_condition(user: str | None = None) -> str:
    """Which File rows a list shows: one's own, public ones, and those attached to documents that
    a list of their own DocType shows to the user."""
    user = user or current().user
    if "System Manager" in permissions.get_roles(user):
        return ""
    file = Table("tabFile")
    shown: Any = (file.owner == user) | (file.is_private == 0)
    for doctype in _doctypes_with_files():
        if permissions.has_permission(doctype, "read", user=user):
            shown |= (file.attached_to_doctype == doctype) & _is_listed(file, doctype, user)
    return sql_of(shown)


def _doctypes_with_files() -> list[str]:
    rows = current().db.run("SELECT DISTINCT `attached_to_doctype` FROM `tabFile`")
    return [str(row[0]) for row in rows if row[0] and current().db.exists("DocType", row[0])]


def _is_listed(file: Any, doctype: str, user: str) -> Any:
    condition = permissions.list_conditions(doctype, user)
    table = Table(f"tab{doctype}")
    names = Query.from_(table).select(table.field("name"))
    return file.attached_to_name.isin(names.where(condition) if condition else names)
