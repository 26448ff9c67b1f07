"""DocTypes: what they are made of, read from the apps' own JSON files."""

from embedded_host.meta.field_types import FIELD_TYPES, FieldType
from embedded_host.meta.load import all_doctypes, get_meta, is_single, meta_exists
from embedded_host.meta.meta import DocField, DocPerm, Meta

__all__ = [
    "FIELD_TYPES",
    "DocField",
    "DocPerm",
    "FieldType",
    "Meta",
    "all_doctypes",
    "get_meta",
    "is_single",
    "meta_exists",
]
