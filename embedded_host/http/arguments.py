"""Request parameters as arguments of a Python function: dropped, required, coerced.

Annotations are read as Frappe reads them (CONTRACT §2): text becomes the annotated type where
that loses nothing, the type of the default is always allowed, and postponed annotations
(text) are not checked at all.
"""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ForwardRef, Literal, NamedTuple, Union, get_args, get_origin
from weakref import WeakKeyDictionary

from embedded_host.errors import FrappeTypeError, ValidationError
from embedded_host.messages import _, throw

Coercer = Callable[[Any], Any]

NEVER_FROM_A_REQUEST = ("ignore_permissions", "flags")
_TRUE = frozenset(("1", "true", "t", "yes", "y", "on"))
_FALSE = frozenset(("0", "false", "f", "no", "n", "off"))


class Plan(NamedTuple):
    """What a function takes: `names` is None where it takes every name."""

    names: frozenset[str] | None
    required: tuple[str, ...]
    coercers: tuple[tuple[str, Coercer, Any], ...]


_plans: WeakKeyDictionary[Callable[..., Any], Plan] = WeakKeyDictionary()


def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """`frappe.call`: run `function` with those of the keyword arguments that it takes."""
    return function(*args, **get_newargs(function, kwargs))


def call_from_request(function: Callable[..., Any], given: Mapping[str, Any]) -> Any:
    """Run a whitelisted function with a request's parameters.

    Raises FrappeTypeError (417) for a value of a wrong type, ValidationError (417) that names
    what is missing.
    """
    plan = _plan(function)
    arguments = get_newargs(function, given)
    for name, value in arguments.items():
        _refuse_broken_text(name, value)
    for name, coerce, annotation in plan.coercers:
        if name in arguments:
            arguments[name] = _coerced(name, arguments[name], coerce, annotation)
    for name in plan.required:
        if name not in arguments:
            throw(_("Parameter {0} is missing").format(name), ValidationError)
    return function(**arguments)


def _refuse_broken_text(name: str, value: Any) -> None:
    """JSON can hold half of a surrogate pair, which no database and no reply can."""
    if not isinstance(value, str | list | dict):
        return
    try:
        text = (
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        )
        text.encode()
    except UnicodeEncodeError:
        throw(_("Parameter {0} is not valid Unicode text").format(name), ValidationError)
    except RecursionError:
        throw(_("Parameter {0} is nested too deeply").format(name), ValidationError)


def get_newargs(function: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    names = _plan(function).names
    return {
        name: value
        for name, value in given.items()
        if (names is None or name in names) and name not in NEVER_FROM_A_REQUEST
    }


def _coerced(name: str, value: Any, coerce: Coercer, annotation: Any) -> Any:
    try:
        return coerce(value)
    except (ValueError, TypeError, InvalidOperation) as problem:
        wanted, got = _type_name(annotation), _type_name(type(value))
        raise FrappeTypeError(
            f"Argument '{name}' should be of type '{wanted}' but got '{got}' instead."
        ) from problem


def _type_name(kind: Any) -> str:
    if not isinstance(kind, type):
        return str(kind)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )


def _plan(function: Callable[..., Any]) -> Plan:
    key = getattr(function, "__func__", function)
    plan = _plans.get(key)
    if plan is None or key is not function:
        plan = _make_plan(function)
        if key is function:
            _plans[key] = plan
    return plan


def _make_plan(function: Callable[..., Any]) -> Plan:
    parameters = inspect.signature(function).parameters.values()
    takes_all = any(one.kind is one.VAR_KEYWORD for one in parameters)
    named = [one for one in parameters if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    coercers = []
    for one in named:
        annotation = _with_default(one)
        coerce = _coercer(annotation)
        if coerce is not None:
            coercers.append((one.name, coerce, annotation))
    return Plan(
        None if takes_all else frozenset(one.name for one in named),
        tuple(one.name for one in named if one.default is one.empty),
        tuple(coercers),
    )


def _with_default(parameter: inspect.Parameter) -> Any:
    annotation = parameter.annotation
    if annotation is parameter.empty or isinstance(annotation, str | ForwardRef):
        return Any
    if parameter.default is parameter.empty:
        return annotation
    return Union[annotation, type(parameter.default)]  # noqa: UP007 - its repr is in the message


def _coercer(kind: Any) -> Coercer | None:
    """The function that makes a `kind` of a value or raises ValueError; None: anything goes."""
    origin, members = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _coercer(members[0])
    if origin in (Union, types.UnionType):
        return _union(members)
    if origin is Literal:
        return lambda value: members[members.index(value)]
    if origin in (list, set, tuple, frozenset):
        return _sequence(origin, members)
    if origin is dict:
        return _mapping(members)
    if isinstance(kind, type) and kind is not Any:
        return _CLASSES.get(kind) or _instance(kind)
    return None


def _instance(kind: type) -> Coercer | None:
    if kind is object or getattr(kind, "_is_protocol", False) or hasattr(kind, "__total__"):
        return None

    def check(value: Any) -> Any:
        if not isinstance(value, kind):
            raise ValueError(value)
        return value

    return check


def _union(members: tuple[Any, ...]) -> Coercer | None:
    coercers = [_coercer(member) for member in members]
    if any(coerce is None for coerce in coercers):
        return None
    exact = {member for member in members if isinstance(member, type)}

    def coerce_any(value: Any) -> Any:
        if type(value) in exact:
            return value
        for coerce in coercers:
            try:
                return coerce(value)  # type: ignore[misc]
            except (ValueError, TypeError, InvalidOperation):
                continue
        raise ValueError(value)

    return coerce_any


def _sequence(origin: Any, members: tuple[Any, ...]) -> Coercer:
    element = _coercer(members[0]) if members else None

    def coerce_all(value: Any) -> Any:
        if not isinstance(value, list | tuple | set | frozenset):
            raise ValueError(value)
        return origin(value if element is None else [element(one) for one in value])

    return coerce_all


def _mapping(members: tuple[Any, ...]) -> Coercer:
    element = _coercer(members[1]) if members else None

    def coerce_all(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(value)
        return value if element is None else {key: element(one) for key, one in value.items()}

    return coerce_all


def _whole(value: Any) -> int:
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return int(value.strip())
    raise ValueError(value)


def _number(value: Any) -> float:
    if isinstance(value, int | float | str):
        return float(value)
    raise ValueError(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)


def _truth(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
    raise ValueError(value)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _nothing(value: Any) -> None:
    if value is not None:
        raise ValueError(value)


_CLASSES: dict[Any, Coercer] = {
    int: _whole,
    float: _number,
    str: _text,
    bool: _truth,
    date: _day,
    datetime: _moment,
    Decimal: lambda value: Decimal(str(value)),
    type(None): _nothing,
    list: _sequence(list, ()),
    tuple: _sequence(tuple, ()),
    set: _sequence(set, ()),
    dict: _mapping(()),
}
