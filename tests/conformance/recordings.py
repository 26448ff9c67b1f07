"""The recorded exchanges as values: one `Step` per request that a real Frappe 15.55.1 answered."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE / "recorded"
PROBE_APP = HERE / "probe_app"
RECORDED_HOST = "probe.localhost"
RECORDED_DAY = date(2026, 11, 21)
FILE_STAMP = "2026-01-01 00:00:00"
MOVING = re.compile(r"2026-01-01 00:00:00|2026-11-21|-2026-11-(?=\d{4})|-?2026-")

#: Files that describe a site and are compared by tests of their own; they hold no exchange.
REFERENCES = ("18_schema_meta", "19_install_order", "19_migrate_first", "19_migrate_second")

#: What the recordings sent as file content: they keep only name, size and (in the reply) the hash.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d4944415478da6364f8cf500f00038601805a347d6b0000000049454e44ae426082"
)
CONTENTS = {
    ("hello.txt", 5): b"hello",
    ("hello.txt", 6): b"hello2",
    ("def.txt", 5): b"deflt",
    ("x.exe", 2): b"MZ",
    ("m0.txt", 2): b"m0",
    ("m1.txt", 2): b"m1",
}


@dataclass(frozen=True)
class Step:
    """One recorded exchange.

    `number` counts from 1 in the file's order; `note` is the recorder's remark; `request` has
    `method`, `path` and any of `query headers body_json body_form body_multipart`; `response` has
    `status`, `headers` and one of `json json_shape text binary`, with `decoded` beside `json`.
    `request` is empty where the recorder wrote a remark instead of an exchange.
    """

    file: str
    number: int
    note: str
    request: dict[str, Any]
    response: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.file.split('_')[0]}-{self.number:02d} {self.note}"


def file_names() -> list[str]:
    """Names (without .json) of the files that hold exchanges, in recorded order."""
    return sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in REFERENCES)


@cache
def steps(file: str, today: date = RECORDED_DAY) -> tuple[Step, ...]:
    """All exchanges of one file as if they had been recorded `today`.

    The recorder's closing remark on steps that it left out is no step.
    """
    text = (FOLDER / f"{file}.json").read_text(encoding="utf-8")
    rows = json.loads(moved_to(text, today))
    return tuple(
        _step(file, number, row) for number, row in enumerate(rows, 1) if isinstance(row, dict)
    )


def moved_to(text: str, today: date) -> str:
    """The text with the recorded day, month and year replaced by those of `today`.

    The stamp of the app's own files (1 January of the recorded year) stays: the files keep it.
    """
    return MOVING.sub(lambda match: _moved(match.group(), today), text)


def _moved(found: str, today: date) -> str:
    if found.startswith(FILE_STAMP):
        return found
    if found == RECORDED_DAY.isoformat():
        return today.isoformat()
    month = f"-{today.month:02d}-" if found.startswith("-") and len(found) > 6 else "-"
    return f"{'-' if found.startswith('-') else ''}{today.year}{month}"


def _step(file: str, number: int, row: dict[str, Any]) -> Step:
    note = str(row.get("note") or f"{row.get('step')}: {row.get('url')}")
    return Step(file, number, note, row.get("request", {}), row.get("response", {}))


@cache
def reference(file: str) -> Any:
    """The content of one of `REFERENCES`."""
    return json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))


def content_of(name: str, size: int) -> bytes:
    """Bytes with the recorded name and size; the recorded bytes where their hash told them."""
    if name.endswith(".png"):
        return PIXEL.ljust(size, b"\0")
    return CONTENTS.get((name, size)) or name.replace("../", "")[:1].encode() * size
