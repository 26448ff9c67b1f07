"""What is written comes back the same, and of the same type, from every database."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from embedded_host.db import qb
from embedded_host.db.database import Database
from embedded_host.errors import CharacterLengthExceededError, DataError

from .rows import add_request

pytestmark = pytest.mark.host

# Moments are kept without a time zone.
MOMENT = datetime.fromisoformat("2026-02-03 10:20:30.123456")


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("title", "Thi đua – khen thưởng ✓ 🏅", "Thi đua – khen thưởng ✓ 🏅"),
        ("title", "", ""),
        ("title", None, None),
        ("title", 12, "12"),
        ("description", "x" * 70_000, "x" * 70_000),
        ("meta_json", {"a": ["é", 1]}, '{"a":["é",1]}'),
        ("qty", 7, 7),
        ("qty", None, 0),
        ("qty", "12", 12),
        ("is_urgent", 2, 1),
        ("is_urgent", True, 1),
        ("amount", 0.1 + 0.2, 0.3),
        ("amount", 1.123456789123, 1.123456789),
        ("amount", 999_999_999_999.5, 999_999_999_999.5),
        ("amount", "1,234.5", 1234.5),
        ("amount", None, 0.0),
        ("amount", 100, 100.0),
        ("dur", None, None),
        ("dur", 90, 90.0),
        ("rating", 0.8, 0.8),
        ("posting_date", "2026-02-03", date(2026, 2, 3)),
        ("posting_date", "2026-02-03 10:00:00", date(2026, 2, 3)),
        ("posting_date", MOMENT, date(2026, 2, 3)),
        ("posting_date", "", None),
        ("at", MOMENT, MOMENT),
        ("at", "2026-02-03 10:20:30.123456", MOMENT),
        ("at", "2026-02-03", datetime.fromisoformat("2026-02-03")),
        ("at", "2026-02-03 10:00:00", datetime.fromisoformat("2026-02-03 10:00:00")),
        ("tm", "7:32:41.431127", timedelta(hours=7, minutes=32, seconds=41, microseconds=431127)),
        ("tm", "00:00:00", timedelta(0)),
        ("tm", timedelta(hours=23, minutes=59), timedelta(hours=23, minutes=59)),
    ],
)
def test_a_value_comes_back_as_its_column_holds_it(
    storage: Database, field: str, written: Any, read: Any
) -> None:
    add_request(storage, "V-1", **{field: written})

    row = storage.fetch_row("Probe Request", "V-1")

    assert row is not None
    assert (row[field], type(row[field])) == (read, type(read))


def test_decomposed_letters_stay_decomposed(storage: Database) -> None:
    decomposed = unicodedata.normalize("NFD", "Hòa Bình")
    add_request(storage, "V-1", title=decomposed)

    assert storage.get_value("Probe Request", "V-1", "title") == decomposed


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("posting_date", "03-02-2026", "Posting Date: 03-02-2026 is not a valid Date"),
        ("posting_date", "2026-02-30", "Posting Date: 2026-02-30 is not a valid Date"),
        ("at", "2026-02-03T10:00:00Z", "At: 2026-02-03T10:00:00Z is not a valid Datetime"),
        ("tm", "25 o'clock", "Tm: 25 o'clock is not a valid Time"),
    ],
)
def test_a_value_that_is_no_date_is_refused_with_its_field(
    storage: Database, field: str, value: str, sentence: str
) -> None:
    with pytest.raises(DataError) as refusal:
        add_request(storage, "V-1", **{field: value})

    assert str(refusal.value) == sentence


def test_a_text_longer_than_its_column_is_refused_with_its_field(storage: Database) -> None:
    add_request(storage, "V-1")

    with pytest.raises(CharacterLengthExceededError) as refusal:
        storage.update_row("Probe Request", "V-1", {"short_code": "elevenchars"})

    assert str(refusal.value) == "Short Code: at most 10 characters"


def test_a_row_without_name_is_given_one_of_ten_signs(storage: Database) -> None:
    name = storage.insert_row("Probe Request", {"title": "x"})

    assert len(name) == 10
    assert storage.get_value("Probe Request", name, "title") == "x"


def test_autoincrement_names_are_numbers_that_grow(storage: Database) -> None:
    first = storage.insert_row("Probe Auto", {"title": "one"})
    second = storage.insert_row("Probe Auto", {"title": "two"})

    assert second == first + 1
    assert storage.get_value("Probe Auto", second, ["name", "title"]) == (second, "two")


def test_query_builder_gives_dates_and_numbers_as_lists_do(storage: Database) -> None:
    add_request(storage, "V-1", posting_date="2026-02-03", at=MOMENT, amount=0.1, tm="01:02:03")
    add_request(storage, "V-2", posting_date="2026-02-01", amount=0.2)
    requests = qb.DocType("Probe Request")

    plain = (
        qb.from_(requests)
        .select(requests.posting_date, requests.at, requests.tm, requests.amount)
        .where(requests.name == "V-1")
        .run()
    )
    computed = (
        qb.from_(requests)
        .select(
            qb.functions.Max(requests.posting_date).as_("last"),
            qb.functions.Min(requests.at).as_("first"),
            qb.functions.Sum(requests.amount).as_("total"),
            qb.functions.Count(requests.name).as_("count"),
        )
        .run(as_dict=True)
    )

    assert plain == [(date(2026, 2, 3), MOMENT, timedelta(0, 3723), 0.1)]
    assert computed == [{"last": date(2026, 2, 3), "first": MOMENT, "total": 0.3, "count": 2}]


def test_query_builder_binds_nothing_dates_and_quotes(storage: Database) -> None:
    requests = qb.DocType("Probe Request")
    add_request(storage, "V-1", title="it's; --", at=MOMENT)
    add_request(storage, "V-2", at=MOMENT + timedelta(seconds=1))

    found = (
        qb.from_(requests)
        .select(requests.name)
        .where((requests.at <= MOMENT) & (requests.title == "it's; --"))
        .run(pluck=True)
    )
    qb.update(requests).set(requests.at, None).where(requests.name == "V-1").run()

    assert found == ["V-1"]
    assert storage.get_value("Probe Request", "V-1", "at") is None


def test_query_builder_finds_like_texts_as_lists_do(storage: Database) -> None:
    add_request(storage, "V-1", title="Hùng Vương 100%")
    add_request(storage, "V-2", title="hung vuong 1000")
    requests = qb.DocType("Probe Request")

    def found(condition: qb.Criterion) -> list[str]:
        query = qb.from_(requests).select(requests.name).where(condition)
        return sorted(query.run(pluck=True))

    assert found(requests.title.like("%HUNG%")) == ["V-1", "V-2"]
    assert found(requests.title.like("%100\\%")) == ["V-1"]
    assert found(requests.title.not_like("%100\\%")) == ["V-2"]


def test_query_builder_joins_and_unites(storage: Database) -> None:
    requests, copies = qb.DocType("Probe Request"), qb.DocType("Probe Request").as_("copies")
    add_request(storage, "V-1", remark="V-2")
    add_request(storage, "V-2")

    joined = (
        qb.from_(requests)
        .join(copies)
        .on(copies.name == requests.remark)
        .select(requests.name, copies.title)
        .run()
    )
    united = (
        qb.from_(requests).select(requests.name).where(requests.name == "V-1")
        .union_all(qb.from_(requests).select(requests.name).where(requests.name == "V-2"))
        .run(pluck=True)
    )  # fmt: skip

    assert joined == [("V-1", "V-2")]
    assert united == ["V-1", "V-2"]
