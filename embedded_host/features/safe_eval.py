"""`frappe.safe_eval`: an expression written by a user (a workflow's condition), made harmless."""

from __future__ import annotations

from functools import lru_cache
from types import CodeType
from typing import Any, cast

from RestrictedPython.compile import compile_restricted_eval
from RestrictedPython.Eval import default_guarded_getitem, default_guarded_getiter
from RestrictedPython.Guards import safe_builtins, safer_getattr

from embedded_host.errors import ValidationError

_GUARDS: dict[str, Any] = {
    "__builtins__": {
        **safe_builtins,
        **{function.__name__: function for function in (all, any, max, min, sum)},
        **{kind.__name__: kind for kind in (dict, list, set)},
    },
    "_getattr_": safer_getattr,
    "_getitem_": default_guarded_getitem,
    "_getiter_": default_guarded_getiter,
}


def safe_eval(
    code: str,
    eval_globals: dict[str, Any] | None = None,
    eval_locals: dict[str, Any] | None = None,
) -> Any:
    """What the expression gives. ValidationError for text that is no permitted expression."""
    names = {**(eval_globals or {}), **_GUARDS}
    return eval(_compiled(code.strip()), names, eval_locals or {})


@lru_cache(maxsize=512)
def _compiled(code: str) -> CodeType:
    result = compile_restricted_eval(code, "<expression>")
    if result.errors:
        raise ValidationError("; ".join(result.errors))
    return cast(CodeType, result.code)
