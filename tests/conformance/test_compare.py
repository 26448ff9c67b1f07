"""The comparison itself: what counts as the same reply, and what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .compare import Comparison, Options, decoded_messages, shape_of
from .recordings import moved_to
from .tokens import Tokens

pytestmark = pytest.mark.conformance


def differing_paths(expected: Any, actual: Any, **options: Any) -> list[str]:
    comparison = Comparison(Tokens(), Options(**options))
    comparison.value("root", expected, actual)
    return [difference.path for difference in comparison.differences]


def test_missing_and_extra_keys_are_named() -> None:
    assert differing_paths({"a": 1, "b": 2}, {"a": 1, "c": 3}) == ["root.b", "root.c"]


def test_number_types_differ_where_the_values_do_not() -> None:
    assert differing_paths({"total": 0.0}, {"total": 0}) == ["root.total"]
    assert differing_paths({"is_urgent": 1}, {"is_urgent": True}) == ["root.is_urgent"]


def test_rating_is_nought_as_integer_and_as_float() -> None:
    assert differing_paths({"rating": 0}, {"rating": 0.0}) == []


def test_timestamps_are_compared_by_kind() -> None:
    recorded = {"modified": "2026-11-21 07:32:41.444726"}
    assert differing_paths(recorded, {"modified": "2031-01-02 03:04:05.000006"}) == []
    assert differing_paths(recorded, {"modified": "2031-01-02T03:04:05Z"}) == ["root.modified"]


def test_time_of_day_keeps_or_drops_its_leading_zero_as_recorded() -> None:
    assert differing_paths({"tm": "07:32:41.431127"}, {"tm": "04:01:02.5"}) == []
    assert differing_paths({"tm": "07:32:41.431127"}, {"tm": "4:01:02.5"}) == ["root.tm"]
    assert differing_paths({"tm": "7:32:41.431127"}, {"tm": "04:01:02.5"}) == ["root.tm"]
    assert differing_paths({"tm": "7:32:41.431127"}, {"tm": "14:01:02.5"}) == []


def test_series_name_is_learned_once_and_then_required() -> None:
    comparison = Comparison(Tokens())
    comparison.value("root", {"name": "PRQ-2026-00031"}, {"name": "PRQ-2026-00030"})
    comparison.value("root", {"parent": "PRQ-2026-00031"}, {"parent": "PRQ-2026-00030"})
    assert comparison.differences == []
    comparison.value("root", {"parent": "PRQ-2026-00031"}, {"parent": "PRQ-2026-00032"})
    assert [difference.path for difference in comparison.differences] == ["root.parent"]


def test_series_name_of_another_series_differs() -> None:
    assert differing_paths({"name": "PRQ-2026-00031"}, {"name": "PRX-0031"}) == ["root.name"]


def test_hash_name_of_letters_alone_is_a_name_only_under_its_key() -> None:
    assert differing_paths({"name": "hogsaheovv"}, {"name": "rnekm44sc3"}) == []
    assert differing_paths({"title": "hogsaheovv"}, {"title": "rnekm44sc3"}) == ["root.title"]


def test_learned_names_are_put_into_later_requests_longest_first() -> None:
    tokens = Tokens({"PRQ-2026-00034": "A", "PRQ-2026-00034-1": "B"})
    request = {"path": "/x/PRQ-2026-00034-1", "body": [{"doc": '{"name": "PRQ-2026-00034"}'}]}
    replaced = {"path": "/x/B", "body": [{"doc": '{"name": "A"}'}]}
    assert tokens.substituted(request) == replaced


def test_texts_are_equal_after_stripping_and_not_otherwise() -> None:
    assert differing_paths({"message": " Qty is bad"}, {"message": "Qty is bad"}) == []
    assert differing_paths({"message": "Qty is bad"}, {"message": "Qty is good"}) == [
        "root.message"
    ]


def test_driver_text_of_a_duplicate_is_not_compared_but_its_class_is() -> None:
    recorded = "frappe.exceptions.DuplicateEntryError: ('X', 'P 1', IntegrityError(1062, \"d\"))"
    replayed = "frappe.exceptions.DuplicateEntryError: ('X', 'P 1', IntegrityError('UNIQUE'))"
    other = "frappe.exceptions.UniqueValidationError: ('X', 'P 1', IntegrityError('UNIQUE'))"
    assert differing_paths({"exception": recorded}, {"exception": replayed}) == []
    assert differing_paths({"exception": recorded}, {"exception": other}) == ["root.exception"]


def test_traceback_is_compared_by_presence_alone() -> None:
    assert differing_paths({"exc": "[shortened]"}, {"exc": '["Traceback …"]'}) == []
    assert differing_paths({"exc": "[shortened]"}, {}) == ["root.exc"]


def test_rows_in_any_order_need_the_same_rows() -> None:
    recorded = {"data": [{"name": "B 1"}, {"name": "B 2"}]}
    turned = {"data": [{"name": "B 2"}, {"name": "B 1"}]}
    doubled = {"data": [{"name": "B 2"}, {"name": "B 2"}]}
    assert differing_paths(recorded, turned) == ["root.data.0.name", "root.data.1.name"]
    assert differing_paths(recorded, turned, rows="any order") == []
    assert differing_paths(recorded, doubled, rows="any order") == ["root.data.0"]


def test_rows_by_kind_need_the_count_the_keys_and_the_types() -> None:
    recorded = {"data": [{"name": "B 1", "qty": 1}, {"name": "B 2", "qty": 2}]}
    same_kind = {"data": [{"name": "C 7", "qty": 9}, {"name": "C 8", "qty": 8}]}
    text = {"data": [{"name": "C 7", "qty": "9"}, {"name": "C 8", "qty": 8}]}
    assert differing_paths(recorded, same_kind, rows="kind") == []
    assert differing_paths(recorded, text, rows="kind") == ["root.data.0.qty"]
    assert differing_paths(recorded, {"data": same_kind["data"][:1]}, rows="kind") == ["root.data"]


def test_ignored_and_only_paths_bound_the_comparison() -> None:
    recorded = {"data": {"name": "x", "secret": 1, "other": 1}}
    replayed = {"data": {"name": "x", "other": 2}}
    assert differing_paths(recorded, replayed, ignore=("*.secret",)) == ["root.data.other"]
    assert differing_paths(recorded, replayed, only=("root.data.name",)) == []


def test_recorded_shape_asks_for_keys_types_and_counts() -> None:
    comparison = Comparison(Tokens())
    shape = {"docs": ["list of 1; first:", {"name": "str: x", "idx": "int", "rows": "empty list"}]}
    comparison.shape("root", shape, {"docs": [{"name": "y", "idx": 3, "rows": []}]})
    assert comparison.differences == []
    comparison.shape("root", shape, {"docs": [{"name": 4, "idx": 3, "rows": [1]}]})
    paths = [difference.path for difference in comparison.differences]
    assert paths == ["root.docs.0.name", "root.docs.0.rows"]


def test_shape_of_a_record_is_its_keys_and_types() -> None:
    assert shape_of({"name": "x", "qty": 1, "rows": []}) == {
        "name": "str",
        "qty": "int",
        "rows": ["list of 0"],
    }


def test_server_messages_are_a_text_of_texts() -> None:
    assert decoded_messages('["{\\"message\\": \\" a \\"}"]') == [{"message": "a"}]
    assert decoded_messages([{"message": "a"}]) is None


def test_recorded_days_move_to_the_day_of_the_replay() -> None:
    recorded = '"2026-11-21 PRQ-2026-00001 PN-GEN-2026-11-0001 2026-03-15 2026-01-01 00:00:00"'
    moved = '"2031-02-03 PRQ-2031-00001 PN-GEN-2031-02-0001 2031-03-15 2026-01-01 00:00:00"'
    assert moved_to(recorded, date(2031, 2, 3)) == moved
