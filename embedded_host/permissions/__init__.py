"""Who may do what: roles, owners, User Permissions, hooks and permission levels (CONTRACT §6)."""

from embedded_host.permissions.conditions import check_list, list_conditions
from embedded_host.permissions.evaluate import get_doc_permissions, has_permission
from embedded_host.permissions.levels import (
    levels_of,
    readable_fields,
    strip_unreadable,
    writable_levels,
)
from embedded_host.permissions.roles import RIGHTS, get_role_permissions, get_roles

__all__ = [
    "RIGHTS",
    "check_list",
    "get_doc_permissions",
    "get_role_permissions",
    "get_roles",
    "has_permission",
    "levels_of",
    "list_conditions",
    "readable_fields",
    "strip_unreadable",
    "writable_levels",
]
