"""What a Link field offers while somebody types."""

from __future__ import annotations

from typing import Any

from embedded_host.context import current
from embedded_host.db.collation import fold, like
from embedded_host.db.query import get_list
from embedded_host.features.parameters import parsed
from embedded_host.meta import get_meta
from embedded_host.setup.hooks import get_attr
from embedded_host.values import cint, cstr

PAGE = 10
SEARCHABLE = frozenset(
    ("Data", "Text", "Small Text", "Long Text", "Link", "Select", "Read Only", "Text Editor")
)


def search_link(
    doctype: str,
    txt: str = "",
    query: str | None = None,
    filters: Any = None,
    page_length: Any = PAGE,
    searchfield: str | None = None,
    reference_doctype: str | None = None,
    ignore_user_permissions: Any = False,
) -> list[dict[str, Any]]:
    """Rows of `value`, `description` (the other search fields) and, for DocTypes that show their
    title, `label`; those that begin with the text come first."""
    rows = search_rows(doctype, txt, query, searchfield, 0, cint(page_length) or PAGE, filters)
    meta = get_meta(doctype)
    shows_title = bool(meta.show_title_field_in_link and meta.title_field)
    return [_as_choice(row, meta.title_field if shows_title else None) for row in rows]


def _as_choice(row: Any, title_field: str | None) -> dict[str, Any]:
    values = list(row.values()) if isinstance(row, dict) else list(row)
    names = list(row) if isinstance(row, dict) else [""] * len(values)
    others = [
        cstr(value)
        for name, value in zip(names[1:], values[1:], strict=True)
        if value not in (None, "") and name != title_field
    ]
    choice = {"value": values[0], "description": ", ".join(others)}
    if title_field:
        choice["label"] = row.get(title_field)
    return choice


def search_rows(
    doctype: str,
    txt: str,
    query: str | None,
    searchfield: str | None,
    start: int,
    page_length: int,
    filters: Any,
) -> list[Any]:
    """The rows themselves: of the app's own query where there is one, else of the DocType."""
    filters = parsed(filters, "filters")
    own = query or _last(current().site.hooks.get("standard_queries", {}).get(doctype))
    if own:
        found: list[Any] = _run_own(own, doctype, txt, searchfield, start, page_length, filters)
        return found
    return _search(doctype, cstr(txt).strip(), start, page_length, filters)


def _last(value: Any) -> Any:
    return value[-1] if isinstance(value, list) and value else value


def _run_own(
    path: str,
    doctype: str,
    txt: str,
    searchfield: str | None,
    start: int,
    page_length: int,
    filters: Any,
) -> Any:
    """An app's search function, which must be whitelisted like any other that a request names."""
    from embedded_host.http.whitelist import is_whitelisted  # noqa: PLC0415 - http is above

    function = get_attr(path)
    is_whitelisted(function)
    return function(doctype, txt, searchfield or "name", start, page_length, filters)


def _search(doctype: str, txt: str, start: int, page_length: int, filters: Any) -> list[Any]:
    """Rows in which a search field begins with the text, then those that merely contain it."""
    meta = get_meta(doctype)
    fields = list(dict.fromkeys(("name", *_title(meta), *meta.search_fields)))
    searched = [name for name in fields if name == "name" or _is_searchable(meta, name)]
    listed = _as_list(doctype, filters) + _only_active(doctype, meta)

    def rows_like(pattern: str) -> list[Any]:
        wanted = [[doctype, name, "like", pattern] for name in searched] if txt else None
        return get_list(
            doctype,
            fields=fields,
            filters=listed,
            or_filters=wanted,
            order_by="name asc",
            limit_start=start,
            limit_page_length=page_length,
        )

    containing = rows_like(f"%{txt}%")
    if len(containing) == page_length and txt:
        # There may be more of them, and those that begin with the text among the others.
        found = {row.name: row for row in (*rows_like(f"{txt}%"), *containing)}
        return list(found.values())[:page_length]
    beginning = fold(f"{txt}%")
    return sorted(
        containing,
        key=lambda row: not any(like(beginning, fold(cstr(row[name]))) for name in searched),
    )


def _title(meta: Any) -> tuple[str, ...]:
    return (meta.title_field,) if meta.title_field and meta.show_title_field_in_link else ()


def _is_searchable(meta: Any, fieldname: str) -> bool:
    field = meta.get_field(fieldname)
    return field is not None and field.fieldtype in SEARCHABLE


def _only_active(doctype: str, meta: Any) -> list[Any]:
    """Records switched off by a field `disabled` or `enabled` are not offered."""
    wanted = {"disabled": 0, "enabled": 1}
    return [[doctype, name, "=", value] for name, value in wanted.items() if meta.has_field(name)]


def _as_list(doctype: str, filters: Any) -> list[Any]:
    if isinstance(filters, dict):
        return [
            [doctype, name, *(value if isinstance(value, list | tuple) else ("=", value))]
            for name, value in filters.items()
        ]
    return list(filters or [])


def search_widget(
    doctype: str,
    txt: str = "",
    query: str | None = None,
    searchfield: str | None = None,
    start: Any = 0,
    page_length: Any = PAGE,
    filters: Any = None,
    filter_fields: Any = None,
    as_dict: Any = False,
    reference_doctype: str | None = None,
    ignore_user_permissions: Any = False,
) -> list[Any]:
    """The rows of a search as they are: dictionaries, or lists in the order of the fields."""
    rows = search_rows(
        doctype, txt, query, searchfield, cint(start), cint(page_length) or PAGE, filters
    )
    return rows if cint(as_dict) else [list(row.values()) for row in rows]


def get_link_title(doctype: str, docname: str) -> Any:
    """The title of a document whose links show one; else its name."""
    meta = get_meta(doctype)
    if not (meta.title_field and meta.show_title_field_in_link):
        return docname
    rows = get_list(doctype, fields=[meta.title_field], filters={"name": docname})
    return rows[0][meta.title_field] if rows else docname
