"""Trees: numbers that stay dense, ranges, and what a node refuses."""

from __future__ import annotations

import random
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc, rename_doc
from embedded_host.document.nestedset import (
    get_ancestors_of,
    get_descendants_of,
    rebuild_tree,
)
from embedded_host.errors import NestedSetChildExistsError, NestedSetRecursionError
from embedded_host.site import Site

pytestmark = pytest.mark.host
CATEGORY = "Probe Category"


def node(name: str, parent: str | None = None) -> Any:
    return get_doc(
        {"doctype": CATEGORY, "category_name": name, "parent_probe_category": parent}
    ).insert()


def move(name: str, parent: str | None) -> None:
    doc = get_doc(CATEGORY, name)
    doc.parent_probe_category = parent
    doc.save()


def rows() -> list[Any]:
    fields = ["name", "lft", "rgt", "parent_probe_category"]
    found: list[Any] = current().db.get_all(CATEGORY, fields=fields, order_by="lft asc")
    return found


def numbers() -> list[tuple[str, int, int]]:
    return [(row.name, row.lft, row.rgt) for row in rows()]


def is_sound() -> bool:
    """Dense from 1, and every node between its parent's numbers as its parent field says."""
    all_rows = rows()
    used = sorted(number for row in all_rows for number in (row.lft, row.rgt))
    by_name = {row.name: row for row in all_rows}
    for row in all_rows:
        around = [r for r in all_rows if r.lft < row.lft and row.rgt < r.rgt]
        nearest = max(around, key=lambda r: r.lft, default=None)
        if (nearest.name if nearest else None) != (row.parent_probe_category or None):
            return False
    return used == list(range(1, 2 * len(by_name) + 1))


@pytest.fixture
def tree(site: Site) -> None:
    node("All")
    node("Hard", "All")
    node("Laptop", "Hard")
    node("Mouse", "Hard")
    node("Soft", "All")


def test_nodes_are_numbered_as_they_come(tree: None) -> None:
    assert numbers() == [
        ("All", 1, 10),
        ("Hard", 2, 7),
        ("Laptop", 3, 4),
        ("Mouse", 5, 6),
        ("Soft", 8, 9),
    ]


def test_moved_subtree_takes_its_numbers_along(tree: None) -> None:
    move("Hard", "Soft")
    assert numbers() == [
        ("All", 1, 10),
        ("Soft", 2, 9),
        ("Hard", 3, 8),
        ("Laptop", 4, 5),
        ("Mouse", 6, 7),
    ]
    move("Hard", "All")
    move("Laptop", None)
    assert is_sound()
    assert numbers()[-1] == ("Laptop", 9, 10)


def test_any_order_of_moves_leaves_the_tree_sound(tree: None) -> None:
    choice = random.Random(7)
    for number in range(6):
        node(f"N{number}", choice.choice(["All", "Hard", "Soft"]))
    names = [row.name for row in rows()]
    moved = 0
    for _ in range(40):
        name, parent = choice.choice(names), choice.choice([*names, None])
        current().db.savepoint("move")
        try:
            move(name, parent)
            moved += 1
        except NestedSetRecursionError:
            current().db.rollback(save_point="move")
        assert is_sound()
    assert moved > 10


def test_document_knows_its_numbers_after_the_save(tree: None) -> None:
    games = node("Games", "Soft")
    assert (games.lft, games.rgt, games.old_parent) == (9, 10, "Soft")


def test_numbers_sent_by_a_client_are_not_stored(tree: None) -> None:
    before = numbers()
    doc = get_doc(CATEGORY, "Mouse")
    doc.update({"lft": 1, "rgt": 100, "old_parent": "All"})
    doc.save()
    assert numbers() == before
    assert (doc.lft, doc.rgt) == (5, 6)


@pytest.mark.parametrize(("name", "parent"), [("All", "Mouse"), ("Soft", "Soft")])
def test_node_below_itself_is_refused(tree: None, name: str, parent: str) -> None:
    with pytest.raises(NestedSetRecursionError, match="cannot be added to its own descendants"):
        move(name, parent)


def test_node_with_children_is_not_deleted(tree: None) -> None:
    with pytest.raises(NestedSetChildExistsError, match="Cannot delete Hard as it has child nodes"):
        get_doc(CATEGORY, "Hard").delete()


def test_deleted_leaf_leaves_no_gap(tree: None) -> None:
    get_doc(CATEGORY, "Laptop").delete()
    assert is_sound()
    assert [name for name, _lft, _rgt in numbers()] == ["All", "Hard", "Mouse", "Soft"]


def test_renamed_node_keeps_its_place_and_its_children(tree: None) -> None:
    rename_doc(CATEGORY, "Hard", "Phần cứng")
    assert is_sound()
    assert get_descendants_of(CATEGORY, "Phần cứng", order_by="lft asc") == ["Laptop", "Mouse"]


def test_ancestors_come_nearest_first(tree: None) -> None:
    assert get_ancestors_of(CATEGORY, "Laptop") == ["Hard", "All"]


def test_rebuilt_tree_is_numbered_from_its_parent_fields(tree: None) -> None:
    current().db.set_value(CATEGORY, {"name": ["!=", ""]}, {"lft": 0, "rgt": 0})
    rebuild_tree(CATEGORY)
    assert is_sound()
    assert numbers()[0] == ("All", 1, 10)
