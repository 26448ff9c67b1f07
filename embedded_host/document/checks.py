"""The built-in checks of a document and its rows, each refusing with Frappe's own sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from embedded_host.context import current
from embedded_host.document.base import is_masked
from embedded_host.document.shape import Named
from embedded_host.document.values import PARSED, comparable, is_finite
from embedded_host.errors import (
    CannotChangeConstantError,
    CharacterLengthExceededError,
    DataError,
    InvalidEmailAddressError,
    InvalidNameError,
    InvalidPhoneNumberError,
    MandatoryError,
    NonNegativeError,
    UpdateAfterSubmitError,
)
from embedded_host.messages import _, msgprint, throw
from embedded_host.meta.field_types import TABLE_FIELDS
from embedded_host.values import bold, cstr, flt, strip_html

if TYPE_CHECKING:
    from embedded_host.document.base import BaseDocument
    from embedded_host.document.document import Document

_EMAIL = re.compile(r"[^@\s<>,;\"()\[\]\\]+@[^@\s<>,;\"()\[\]\\]+\.[^@\s<>,;\"()\[\]\\.]{2,}")
_PHONE = re.compile(r"([0-9 +_\-,.*#()]){1,20}")
_PERSON = re.compile(r"[\w][\w'\-]*([ \w][\w'\-]+)*")
_URL = re.compile(r"(https?|ftp)://[^\s/$.?#].[^\s]*", re.IGNORECASE)
_CONSTANT_STAMPS = (
    Named("owner", "Created By", "Link", "User"),
    Named("creation", "Created On", "Datetime", ""),
)
_STANDARD_USERS = ("Administrator", "Guest")


# before any hook: values that no column takes


def check_readable(doc: Document) -> None:
    """DataError for a list in a plain field, a date that is none, JSON text that is none."""
    for each in (doc, *doc.get_all_children()):
        _check_plain(each)
        for field in each.shape.parsed:
            _check_parsed(each, field)
        for field, largest in each.shape.numbers:
            _check_number(each, field, largest)


def _check_plain(doc: BaseDocument) -> None:
    mine = doc.__dict__
    types = doc.shape.types
    for name in doc.shape.columns:
        kind = type(mine.get(name))
        if (kind is dict or kind is list) and types.get(name) != "JSON":
            label = doc.get_label_from_fieldname(name) or name
            throw(_("Value for {0} cannot be a list").format(label), DataError)


def _check_parsed(doc: BaseDocument, field: Named) -> None:
    value = doc.__dict__.get(field.fieldname)
    if type(value) is not str or not value:
        return
    try:
        PARSED[field.fieldtype](value)
    except (ValueError, OverflowError):
        throw(
            _("{0}: {1} is not a valid {2}").format(
                _place(doc, field.label), value[:140], _(field.fieldtype)
            ),
            DataError,
        )


def _check_number(doc: BaseDocument, field: Named, largest: float) -> None:
    value = doc.__dict__.get(field.fieldname)
    if value is None or (type(value) is int and -largest < value < largest):
        return
    number = flt(value)
    if not is_finite(number) or abs(number) >= largest:
        throw(
            _("{0}: {1} is out of range").format(_place(doc, field.label), cstr(value)[:40]),
            DataError,
        )


def _place(doc: BaseDocument, label: str) -> str:
    if doc.get("parentfield"):
        return f"{_('Row')} #{doc.get('idx')}: {_(label)}"
    return _(label)


# after the app's own validation


def check(doc: Document) -> None:
    """Mandatory fields, then formats, selections, signs and lengths, of the rows too."""
    rows = doc.get_all_children()
    _check_mandatory(doc, rows)
    for each in (doc, *rows):
        _sync_name_field(each)
        check_formats(each)
        check_selects(each)
        check_non_negative(each)
        check_lengths(each)
        _clamp_ratings(each)


def _check_mandatory(doc: Document, rows: list[Any]) -> None:
    if doc.flags.ignore_mandatory:
        return
    missing = [
        (field.fieldname, _missing_sentence(each, field))
        for each in (doc, *rows)
        for field in each.shape.mandatory
        if not _has_content(each.__dict__.get(field.fieldname))
    ]
    if not missing:
        return
    for _fieldname, sentence in missing:
        msgprint(sentence)
    names = ", ".join(fieldname for fieldname, _sentence in missing)
    raise MandatoryError(f"[{doc.doctype}, {doc.get('name')}]: {names}")


def _has_content(value: Any) -> bool:
    if value is None or value == []:
        return False
    if type(value) is not str:
        return True
    if "<" not in value:
        return bool(value) and not value.isspace()
    return bool(strip_html(value).strip()) or "<img" in value


def _missing_sentence(doc: BaseDocument, field: Named) -> str:
    label = _(field.label)
    if field.fieldtype in TABLE_FIELDS:
        return _("Error: Data missing in table {0}").format(label)
    if doc.get("parentfield"):
        return _("Error: {0} Row #{1}: Value missing for: {2}").format(
            bold(_(doc.doctype)), doc.get("idx"), label
        )
    return _("Error: Value missing for {0}: {1}").format(_(doc.doctype), label)


def _sync_name_field(doc: BaseDocument) -> None:
    """A document named by a field keeps that field equal to its name."""
    kind, _colon, fieldname = cstr(doc.meta.autoname).partition(":")
    if kind == "field" and fieldname and doc.get("name"):
        doc.__dict__[fieldname] = doc.get("name")


def check_formats(doc: BaseDocument) -> None:
    for field in doc.shape.formats:
        value = doc.__dict__.get(field.fieldname)
        if value:
            _FORMATS[field.options](doc, cstr(value))


def _check_email(doc: BaseDocument, value: str) -> None:
    if doc.get("owner") in _STANDARD_USERS and value in _STANDARD_USERS:
        return
    for address in re.split(r"[,;\n]", value):
        validate_email_address(address, throw=bool(address.strip()))


def _check_phone(doc: BaseDocument, value: str) -> None:
    if not _PHONE.fullmatch(value.strip()):
        throw(_("{0} is not a valid Phone Number").format(value.strip()), InvalidPhoneNumberError)


def _check_person(doc: BaseDocument, value: str) -> None:
    if not _PERSON.fullmatch(value.strip()):
        throw(_("{0} is not a valid Name").format(value.strip()), InvalidNameError)


def _check_url(doc: BaseDocument, value: str) -> None:
    if not _URL.fullmatch(value.strip()):
        throw(_("'{0}' is not a valid URL").format(bold(value)))


_FORMATS = {
    "Email": _check_email,
    "Phone": _check_phone,
    "Name": _check_person,
    "URL": _check_url,
}


def validate_email_address(email_str: str, throw: bool = False) -> str:
    """The address where it is one, else "" (or InvalidEmailAddressError: `throw`)."""
    address = cstr(email_str).strip()
    if _EMAIL.fullmatch(address):
        return address
    if throw:
        _refuse_email(address)
    return ""


def _refuse_email(address: str) -> NoReturn:
    throw(_("{0} is not a valid Email Address").format(address), InvalidEmailAddressError)


def check_selects(doc: BaseDocument) -> None:
    if current().flags.in_import:
        return
    mine = doc.__dict__
    for field, options in doc.shape.selects:
        value = mine.get(field.fieldname)
        if not value:
            continue
        if value not in options:
            value = mine[field.fieldname] = cstr(value).strip()
        if value not in options:
            _refuse_selection(doc, field, value)


def _refuse_selection(doc: BaseDocument, field: Named, value: str) -> None:
    prefix = _("Row #{0}:").format(doc.get("idx")) if doc.get("parentfield") else ""
    offered = '", "'.join(_(option) for option in field.options.split("\n"))
    throw(
        _('{0} {1} cannot be "{2}". It should be one of "{3}"').format(
            prefix, _(field.label), value, offered
        )
    )


def check_non_negative(doc: BaseDocument) -> None:
    for field in doc.shape.non_negative:
        if flt(doc.__dict__.get(field.fieldname)) < 0:
            row = f"{_('Row')} #{doc.get('idx')}: " if doc.get("parentfield") else ""
            throw(
                row
                + _("Value cannot be negative for {0}: {1}").format(
                    _(doc.doctype), bold(_(field.label))
                ),
                NonNegativeError,
                title=_("Negative Value"),
            )


def check_lengths(doc: BaseDocument) -> None:
    """Text that its column would cut off, and text that is no Unicode at all."""
    shape = doc.shape
    mine = doc.__dict__
    if not shape.is_single:
        for field in shape.lengths:
            value = mine.get(field.fieldname)
            if value and len(cstr(value)) > field.most:
                _refuse_length(doc, field.label, field.most, value)
    for text in shape.texts:
        value = mine.get(text.fieldname)
        if type(value) is str and not value.isascii():
            _check_unicode(doc, text, value)


def _check_unicode(doc: BaseDocument, field: Named, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        throw(_("{0}: the text is not valid Unicode").format(_place(doc, field.label)), DataError)


def _refuse_length(doc: BaseDocument, label: str, most: int, value: Any) -> None:
    if doc.get("parentfield"):
        reference = _("{0}, Row {1}").format(_(doc.doctype), doc.get("idx"))
    else:
        reference = f"{_(doc.doctype)} {doc.get('name')}"
    throw(
        _("{0}: '{1}' ({3}) will get truncated, as max characters allowed is {2}").format(
            reference, bold(_(label)), most, value
        ),
        CharacterLengthExceededError,
        title=_("Value too big"),
    )


def _clamp_ratings(doc: BaseDocument) -> None:
    for fieldname in doc.shape.ratings:
        doc.__dict__[fieldname] = max(0, min(1, flt(doc.__dict__.get(fieldname))))


# against what is stored


def check_constants(doc: Document) -> None:
    """Fields that are set once keep the value they were created with, also an empty one; so do
    the document's owner and the moment of its creation."""
    before = doc.get_doc_before_save()
    if before is None or current().flags.in_import or doc.flags.ignore_validate_constants:
        return
    stamps = () if doc.shape.is_single else _CONSTANT_STAMPS
    for field in (*stamps, *doc.shape.constants):
        if field.fieldtype in TABLE_FIELDS:
            is_same = doc.is_child_table_same(field.fieldname)
        else:
            is_same = not doc.has_value_changed(field.fieldname)
        if not is_same:
            throw(
                _("Value cannot be changed for {0}").format(bold(_(field.label))),
                CannotChangeConstantError,
            )


def check_after_submit(doc: Document) -> None:
    """UpdateAfterSubmitError for a changed field that does not allow it on submit."""
    if doc.flags.ignore_validate_update_after_submit:
        return
    stored = type(doc)(doc.doctype, doc.get("name"))
    _compare_submitted(doc, stored)
    for fieldname in doc.shape.tables:
        rows = {row.name: row for row in stored.get(fieldname)}
        for row in doc.get(fieldname):
            if row.is_new() and fieldname in doc.shape.open_tables:
                continue
            if row.name not in rows:
                table = Named(fieldname, doc.shape.labels[fieldname], "Table", "")
                _refuse_submitted(doc, table, len(rows), _("another row"))
            _compare_submitted(row, rows[row.name])


def _compare_submitted(doc: BaseDocument, stored: BaseDocument) -> None:
    for field in doc.shape.after_submit:
        new, old = doc.get(field.fieldname), stored.get(field.fieldname)
        if field.fieldtype in TABLE_FIELDS:
            new, old = len(new or ()), len(old or ())
            differs = new != old
        elif new == old or not (new or old):
            continue
        else:
            kind = field.fieldtype
            differs = comparable(kind, new) != comparable(kind, old)
        if differs:
            _refuse_submitted(doc, field, old, new)


def _refuse_submitted(doc: BaseDocument, field: Named, old: Any, new: Any) -> None:
    prefix = _("Row #{0}:").format(doc.get("idx")) if doc.get("parent") else ""
    throw(
        _("{0} Not allowed to change {1} after submission from {2} to {3}").format(
            prefix, bold(_(field.label)), bold(old), bold(new)
        ),
        UpdateAfterSubmitError,
        title=_("Cannot Update After Submit"),
    )


def keep_passwords(doc: BaseDocument) -> None:
    """Put the secrets of Password fields away, encrypted; the column keeps stars."""
    if doc.flags.ignore_save_passwords is True:
        return
    if not doc.shape.passwords:
        return
    from embedded_host.features import users  # noqa: PLC0415 - it loads cryptography

    mine = doc.__dict__
    before = mine.get("_doc_before_save")
    for fieldname in doc.shape.passwords:
        if fieldname in (doc.flags.ignore_save_passwords or ()):
            continue
        secret = mine.get(fieldname)
        name = cstr(mine.get("name"))
        if secret and not is_masked(secret):
            users.set_encrypted_password(doc.doctype, name, cstr(secret), fieldname)
            mine[fieldname] = "*" * len(cstr(secret))
        elif not secret and before and before.get(fieldname):
            users.remove_encrypted_password(doc.doctype, name, fieldname)
