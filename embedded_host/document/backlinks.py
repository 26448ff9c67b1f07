"""Links that lead to a document: while one stands, it is neither deleted nor cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from embedded_host.context import current
from embedded_host.document.shape import shape_of
from embedded_host.errors import LinkExistsError
from embedded_host.messages import _, throw
from embedded_host.meta import all_doctypes
from embedded_host.values import cint, cstr

if TYPE_CHECKING:
    from embedded_host.document.document import Document

# Records about a document; they go with it, or stay without it.
RECORDS = frozenset(("Comment", "Version", "File", "Deleted Document", "Error Log"))


class Pointing(NamedTuple):
    """A field that may hold a name of the DocType asked for; `kind_field` for a Dynamic Link."""

    doctype: str
    fieldname: str
    kind_field: str | None


def fields_pointing_to(doctype: str) -> list[Pointing]:
    """Every Link field to a DocType, and every Dynamic Link field, of the whole site."""
    kept = current().site.cache("fields_pointing")
    if not kept:
        kept.update(_all_pointing())
    return [*kept.get(doctype, ()), *kept[None]]


def _all_pointing() -> dict[str | None, list[Pointing]]:
    found: dict[str | None, list[Pointing]] = {None: []}
    for name in all_doctypes():
        for link in shape_of(name).links:
            if link.is_dynamic:
                found[None].append(Pointing(name, link.fieldname, link.target))
            else:
                found.setdefault(link.target, []).append(Pointing(name, link.fieldname, None))
    return found


def refuse_while_linked(doc: Document, only_submitted: bool = True) -> None:
    """LinkExistsError while a submitted document (on deletion: any document) links to this one."""
    if doc.flags.ignore_links:
        return
    ignored = set(doc.__dict__.get("ignore_linked_doctypes") or ())
    hooks = current().site.hooks
    ignored.update(hooks.get("ignore_links_on_delete"))
    for pointing in fields_pointing_to(doc.doctype):
        if pointing.doctype not in ignored and pointing.doctype not in RECORDS:
            _check(doc, pointing, only_submitted)


def _check(doc: Document, pointing: Pointing, only_submitted: bool) -> None:
    shape = shape_of(pointing.doctype)
    if shape.is_single:
        _check_single(doc, pointing)
        return
    filters = {pointing.fieldname: cstr(doc.get("name"))}
    if pointing.kind_field:
        filters[pointing.kind_field] = doc.doctype
    columns = ["name", "docstatus"]
    if shape.is_child:
        columns += ["parent", "parenttype"]
    rows = current().db.get_values(pointing.doctype, filters, columns, as_dict=True, order_by=None)
    for row in rows:
        doctype = row.get("parenttype") or pointing.doctype
        name = row.get("parent") or row["name"]
        if only_submitted and cint(row["docstatus"]) != 1:
            continue
        if (doctype, cstr(name)) != (doc.doctype, cstr(doc.get("name"))):
            _refuse(doc, doctype, cstr(name))


def _check_single(doc: Document, pointing: Pointing) -> None:
    db = current().db
    value = db.get_single_value(pointing.doctype, pointing.fieldname)
    if cstr(value) != cstr(doc.get("name")):
        return
    kind = pointing.kind_field
    if kind is None or db.get_single_value(pointing.doctype, kind) == doc.doctype:
        _refuse(doc, pointing.doctype, pointing.doctype)


def _refuse(doc: Document, doctype: str, name: str) -> NoReturn:
    throw(
        _("Cannot delete or cancel because {0} {1} is linked with {2} {3} {4}").format(
            _(doc.doctype),
            _anchor(doc.doctype, cstr(doc.get("name"))),
            _(doctype),
            _anchor(doctype, name),
            "",
        ),
        LinkExistsError,
    )


def _anchor(doctype: str, name: str) -> str:
    return f'<a href="/app/Form/{doctype}/{name}">{name}</a>'
