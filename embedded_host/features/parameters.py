"""Parameters of a request that hold JSON."""

from __future__ import annotations

import json
from typing import Any

from embedded_host.errors import BadRequest


def parsed(value: Any, name: str) -> Any:
    """JSON text of one parameter read; other values as they come. BadRequest names it."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as problem:
        raise BadRequest(f"Parameter {name} is not valid JSON: {problem}") from problem


def parsed_if_json(value: Any, name: str) -> Any:
    """Like `parsed`, but text that does not look like JSON stays: the name of something."""
    if isinstance(value, str) and value[:1] in ("[", "{", '"'):
        return parsed(value, name)
    return value
