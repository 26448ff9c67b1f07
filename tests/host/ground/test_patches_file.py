"""`patches.txt` and its two sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedded_host.errors import ValidationError
from embedded_host.setup.patches import AFTER, BEFORE, read_patches

pytestmark = pytest.mark.host


def read(tmp_path: Path, text: str) -> dict[str, list[str]]:
    path = tmp_path / "patches.txt"
    path.write_text(text, encoding="utf-8")
    return read_patches(path)


def test_lines_belong_to_the_section_above_them(tmp_path: Path) -> None:
    text = "[pre_model_sync]\napp.one\napp.two #2026\n\n[post_model_sync]\n# a remark\napp.three\n"
    assert read(tmp_path, text) == {BEFORE: ["app.one", "app.two #2026"], AFTER: ["app.three"]}


def test_without_sections_every_line_runs_before(tmp_path: Path) -> None:
    assert read(tmp_path, "app.one\n") == {BEFORE: ["app.one"], AFTER: []}


def test_an_unknown_section_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="between"):
        read(tmp_path, "[between]\napp.one\n")


def test_an_app_without_the_file_has_no_patches(tmp_path: Path) -> None:
    assert read_patches(tmp_path / "patches.txt") == {BEFORE: [], AFTER: []}
