"""JSON Schema of the dataclasses that plans are read into, for those who write plans."""

import dataclasses
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union

from .plan import CampaignPlan
from .reading import is_required, type_hints

SCALAR_SCHEMAS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def plan_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a campaign plan; published as docs/plan.schema.json."""
    definitions: dict[str, Any] = {}
    reference = schema_of(CampaignPlan, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Campaign plan",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type hint; records go to `definitions` once and are referred to."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return {"anyOf": [schema_of(inner, definitions), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(typing.get_args(hint)[0], definitions)}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record_schema(hint, definitions)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [choice.value for choice in hint]}
    return dict(SCALAR_SCHEMAS[hint])


def record_schema(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a dataclass, which is added to `definitions`."""
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = type_hints(record)
        fields = dataclasses.fields(record)
        definitions[name] = {
            "type": "object",
            "description": " ".join((record.__doc__ or "").split()),
            "properties": {
                field.name: schema_of(hints[field.name], definitions) for field in fields
            },
            "required": [field.name for field in fields if is_required(field)],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
