"""Whether so many subjects fit into so many places: a small matching problem, solved exactly.

Demands are subjects of one description; places are parts of quota rows. A part may have a number
of its own and shares its row's. Every subject takes one place that its description allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A part of row `row`; `number` null: the part has no number of its own."""

    row: int
    number: int | None = None


@dataclass(frozen=True)
class Row:
    """`number` null: no limit. `last_resort`: used only for what fits nowhere else."""

    number: int | None
    last_resort: bool = False


@dataclass(frozen=True)
class Demand:
    """`count` subjects that may take any of `places` (indexes)."""

    count: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class Allocation:
    """`taken[d][p]`: how many of demand d sit in place p. `unplaced[d]`: how many found none.

    `blocking[d]`: the rows whose numbers keep the unplaced of demand d out.
    """

    taken: tuple[tuple[int, ...], ...]
    unplaced: tuple[int, ...]
    blocking: tuple[frozenset[int], ...]


def allocate(demands: Sequence[Demand], places: Sequence[Place], rows: Sequence[Row]) -> Allocation:
    """Seat as many subjects as possible, earlier demands first, last-resort rows last.

    Maximum flow by augmenting paths: a subject already seated may be moved, never dropped.
    """
    seating = Seating(demands, places, rows)
    for allowed in ({False}, {False, True}):
        open_rows = {index for index, row in enumerate(rows) if row.last_resort in allowed}
        for demand in range(len(demands)):
            seating.seat(demand, open_rows)
    return Allocation(
        taken=tuple(tuple(line) for line in seating.taken),
        unplaced=tuple(
            demand.count - sum(line) for demand, line in zip(demands, seating.taken, strict=True)
        ),
        blocking=tuple(seating.blocking_rows(index) for index in range(len(demands))),
    )


class Seating:
    """The state of an allocation while it is being made."""

    def __init__(
        self, demands: Sequence[Demand], places: Sequence[Place], rows: Sequence[Row]
    ) -> None:
        self.demands, self.places, self.rows = demands, places, rows
        self.taken = [[0] * len(places) for _ in demands]

    def seat(self, demand: int, open_rows: set[int]) -> None:
        """Seat all of the demand that can be seated in the open rows."""
        while self.demands[demand].count > sum(self.taken[demand]):
            path = self.find_path(demand, open_rows)
            if path is None:
                return
            self.move_along(path, self.demands[demand].count - sum(self.taken[demand]))

    def free(self, place: int) -> int | None:
        """Places left in a part, its row's number considered; null: no limit."""
        part = self.places[place]
        limits = []
        if part.number is not None:
            limits.append(part.number - self.used(place))
        row = self.rows[part.row].number
        if row is not None:
            limits.append(row - self.used_in_row(part.row))
        return min(limits) if limits else None

    def used(self, place: int) -> int:
        return sum(line[place] for line in self.taken)

    def used_in_row(self, row: int) -> int:
        return sum(self.used(index) for index, part in enumerate(self.places) if part.row == row)

    def find_path(self, demand: int, open_rows: set[int]) -> list[tuple[int, int]] | None:
        """Steps (demand, place) from an unseated subject to a free place, moving others on.

        A full place is freed by moving one of its subjects, or one of any part of its row where
        only the row is full.
        """
        seen_places: set[int] = set()
        queue: list[tuple[int, list[tuple[int, int]]]] = [(demand, [])]
        seen_demands = {demand}
        while queue:
            mover, path = queue.pop(0)
            for place in self.demands[mover].places:
                if place in seen_places or self.places[place].row not in open_rows:
                    continue
                seen_places.add(place)
                step = [*path, (mover, place)]
                free = self.free(place)
                if free is None or free > 0:
                    return step
                for other, left in self.movable(place):
                    if other not in seen_demands:
                        seen_demands.add(other)
                        queue.append((other, [*step, (other, left)]))
        return None

    def movable(self, place: int) -> list[tuple[int, int]]:
        """(demand, place) pairs whose subject, moved away, makes room in `place`."""
        part = self.places[place]
        part_full = part.number is not None and self.used(place) >= part.number
        sources = (
            [place]
            if part_full
            else [index for index, other in enumerate(self.places) if other.row == part.row]
        )
        return [
            (demand, source)
            for source in sources
            for demand, line in enumerate(self.taken)
            if line[source] > 0
        ]

    def move_along(self, path: list[tuple[int, int]], wanted: int) -> None:
        """Seat along the path: even steps arrive at a place, odd steps leave one.

        A path that moves others is taken one subject at a time.
        """
        free = self.free(path[-1][1])
        amount = wanted if len(path) == 1 else 1
        if free is not None:
            amount = min(amount, free)
        for index, (demand, place) in enumerate(path):
            self.taken[demand][place] += -amount if index % 2 else amount

    def blocking_rows(self, demand: int) -> frozenset[int]:
        """The rows that an unplaced subject of the demand may take and finds full."""
        if self.demands[demand].count == sum(self.taken[demand]):
            return frozenset()
        return frozenset(self.places[place].row for place in self.demands[demand].places)
