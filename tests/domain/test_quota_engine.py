"""The quota engine against a judge that tries every seating."""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua_khenthuong.domain.quota import Allocation, Demand, Place, Row, allocate

pytestmark = pytest.mark.domain


@st.composite
def small_quotas(draw: st.DrawFn) -> tuple[list[Demand], list[Place], list[Row]]:
    rows = draw(
        st.lists(
            st.builds(Row, st.one_of(st.none(), st.integers(0, 3)), st.booleans()),
            min_size=1,
            max_size=3,
        )
    )
    places = draw(
        st.lists(
            st.builds(
                Place, st.integers(0, len(rows) - 1), st.one_of(st.none(), st.integers(0, 2))
            ),
            min_size=1,
            max_size=4,
        )
    )
    options = st.lists(st.integers(0, len(places) - 1), unique=True, max_size=3).map(tuple)
    demands = draw(st.lists(st.builds(Demand, st.integers(1, 2), options), max_size=4))
    return demands, places, rows


def keeps_numbers(seats: tuple[int | None, ...], places: list[Place], rows: list[Row]) -> bool:
    taken = Counter(seat for seat in seats if seat is not None)
    in_row: Counter[int] = Counter()
    for place, count in taken.items():
        if places[place].number is not None and count > (places[place].number or 0):
            return False
        in_row[places[place].row] += count
    return all(
        rows[row].number is None or count <= (rows[row].number or 0)
        for row, count in in_row.items()
    )


def best_by_trying(demands: list[Demand], places: list[Place], rows: list[Row]) -> tuple[int, int]:
    """Most subjects that can sit, and among such seatings the fewest in rows of last resort."""
    subjects = [demand for demand in demands for _ in range(demand.count)]
    choices = [(None, *subject.places) for subject in subjects]
    best = (0, 0)
    for seats in itertools.product(*choices):
        if keeps_numbers(seats, places, rows):
            seated = [seat for seat in seats if seat is not None]
            last = sum(rows[places[seat].row].last_resort for seat in seated)
            best = max(best, (len(seated), -last))
    return best[0], -best[1]


def seated(allocation: Allocation) -> int:
    return sum(sum(line) for line in allocation.taken)


@settings(max_examples=400, deadline=None)
@given(small_quotas())
def test_as_many_are_seated_as_any_seating_allows_and_last_resorts_are_spared(
    quotas: tuple[list[Demand], list[Place], list[Row]],
) -> None:
    demands, places, rows = quotas

    allocation = allocate(demands, places, rows)

    last_resort = sum(
        taken
        for line in allocation.taken
        for place, taken in enumerate(line)
        if rows[places[place].row].last_resort
    )
    assert (seated(allocation), last_resort) == best_by_trying(demands, places, rows)


@settings(max_examples=200, deadline=None)
@given(small_quotas())
def test_a_seating_never_breaks_a_number_or_a_description(
    quotas: tuple[list[Demand], list[Place], list[Row]],
) -> None:
    demands, places, rows = quotas

    allocation = allocate(demands, places, rows)

    seats = tuple(
        place for line in allocation.taken for place, taken in enumerate(line) for _ in range(taken)
    )
    assert keeps_numbers(seats, places, rows)
    for demand, line, unplaced in zip(demands, allocation.taken, allocation.unplaced, strict=True):
        assert {place for place, taken in enumerate(line) if taken} <= set(demand.places)
        assert sum(line) + unplaced == demand.count


@settings(max_examples=200, deadline=None)
@given(small_quotas())
def test_places_held_by_earlier_demands_are_never_lost_to_later_ones(
    quotas: tuple[list[Demand], list[Place], list[Row]],
) -> None:
    demands, places, rows = quotas
    normal = [Row(row.number) for row in rows]

    before = [seated(allocate(demands[:size], places, normal)) for size in range(len(demands) + 1)]
    allocation = allocate(demands, places, normal)

    for size in range(len(demands) + 1):
        assert sum(sum(line) for line in allocation.taken[:size]) == before[size]


def test_thousands_of_subjects_without_a_limit_are_seated_in_one_step() -> None:
    allocation = allocate([Demand(5000, (0,))], [Place(0)], [Row(None)])

    assert allocation.taken == ((5000,),)
