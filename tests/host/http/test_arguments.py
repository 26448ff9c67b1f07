"""Request parameters become arguments: dropped, required and coerced as CONTRACT §2 says."""

from typing import Any, Literal

import pytest

from embedded_host.errors import FrappeTypeError, ValidationError
from embedded_host.http.arguments import call, call_from_request


def typed(x: int, y: str | None = None, z: list | None = None) -> list[Any]:  # type: ignore[type-arg]
    return [x, y, z]


def test_text_becomes_the_annotated_number() -> None:
    assert call_from_request(typed, {"x": "12"}) == [12, None, None]


def test_a_value_of_a_wrong_type_is_refused_in_frappes_words() -> None:
    with pytest.raises(FrappeTypeError) as refusal:
        call_from_request(typed, {"x": "abc"})
    assert str(refusal.value) == "Argument 'x' should be of type 'int' but got 'str' instead."


def test_the_refusal_names_an_optional_type_as_typing_does() -> None:
    with pytest.raises(FrappeTypeError) as refusal:
        call_from_request(typed, {"x": 1, "z": "notalist"})
    wanted = "Argument 'z' should be of type 'typing.Optional[list]' but got 'str' instead."
    assert str(refusal.value) == wanted


def test_a_missing_argument_is_named() -> None:
    with pytest.raises(ValidationError) as refusal:
        call_from_request(typed, {})
    assert str(refusal.value) == "Parameter x is missing"


def test_unknown_parameters_are_dropped() -> None:
    assert call_from_request(typed, {"x": 1, "other": 2}) == [1, None, None]


def test_a_function_that_takes_every_name_gets_every_name() -> None:
    def takes_all(**given: Any) -> dict[str, Any]:
        return given

    assert call_from_request(takes_all, {"a": 1, "b": "2"}) == {"a": 1, "b": "2"}


def test_no_request_can_switch_permissions_off() -> None:
    def takes_all(ignore_permissions: bool = False, **given: Any) -> list[Any]:
        return [ignore_permissions, given]

    sent = {"ignore_permissions": True, "flags": {"ignore_permissions": 1}, "a": 1}
    assert call(takes_all, **sent) == [False, {"a": 1}]
    assert call_from_request(takes_all, sent) == [False, {"a": 1}]


@pytest.mark.parametrize(
    ("annotation", "given", "expected"),
    [
        (int, 12.0, 12),
        (int, True, 1),
        (float, "1.5", 1.5),
        (bool, "1", True),
        (bool, "no", False),
        (list[int], ["1", 2], [1, 2]),
        (dict[str, int], {"a": "1"}, {"a": 1}),
        (int | str, "7", "7"),
        (Literal["a", "b"], "b", "b"),
        (Any, object, object),
    ],
)
def test_values_that_lose_nothing_are_coerced(annotation: Any, given: Any, expected: Any) -> None:
    def target(value: Any) -> Any:
        return value

    target.__annotations__["value"] = annotation
    assert call_from_request(target, {"value": given}) == expected


@pytest.mark.parametrize(
    ("annotation", "given"),
    [(int, 12.5), (int, None), (str, 5), (bool, "perhaps"), (dict, "{}"), (Literal["a"], "b")],
)
def test_values_that_would_lose_something_are_refused(annotation: Any, given: Any) -> None:
    def target(value: Any) -> Any:
        return value

    target.__annotations__["value"] = annotation
    with pytest.raises(FrappeTypeError):
        call_from_request(target, {"value": given})


def test_the_type_of_the_default_is_allowed_too() -> None:
    def target(value: int = None) -> Any:  # type: ignore[assignment]  # noqa: RUF013
        return value

    assert call_from_request(target, {"value": None}) is None
    assert call_from_request(target, {"value": "3"}) == 3


def test_postponed_annotations_are_not_checked() -> None:
    def target(value: "int") -> Any:
        return value

    assert call_from_request(target, {"value": "abc"}) == "abc"
