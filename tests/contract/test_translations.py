"""Everything that a person may read has a Vietnamese text."""

from __future__ import annotations

import ast
import csv

import pytest

from contract.files import (
    APP,
    DocTypeFile,
    doctypes,
    fixture,
    modules,
    select_options,
    translations,
)


def words_of(doctype: DocTypeFile) -> set[str]:
    """A DocType's name, its fields' labels and hints, the options of its choices."""
    words = {doctype.name}
    for field in doctype.fields:
        words |= {field[key] for key in ("label", "description") if field.get(key)}
        if field["fieldtype"] == "Select":
            words |= set(select_options(field))
    return words


@pytest.mark.parametrize("doctype", doctypes(), ids=lambda item: item.name)
def test_every_word_of_a_doctype_is_translated(doctype: DocTypeFile) -> None:
    assert sorted(words_of(doctype) - set(translations())) == []


@pytest.mark.parametrize("name", ["role", "workflow_state", "workflow_action_master", "workflow"])
def test_every_fixture_is_translated(name: str) -> None:
    assert sorted({row["name"] for row in fixture(name)} - set(translations())) == []


def messages() -> set[str]:
    """The literals inside `_()`."""
    found = set()
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) == "_" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_message_is_translated_with_the_same_values() -> None:
    texts = translations()

    assert sorted(messages() - set(texts)) == []
    for message in messages():
        assert sorted(values(message)) == sorted(values(texts[message])), message


def values(text: str) -> list[str]:
    """The names in braces."""
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def test_no_text_is_put_together_inside_the_translation_call() -> None:
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) == "_" and node.args:
                assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp), path


def test_translations_are_sorted_and_told_once() -> None:
    with (APP / "translations" / "vi.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    sources = [row[0] for row in rows]

    assert sources == sorted(set(sources))
    assert [row for row in rows if len(row) != 2 or not row[1]] == []
