"""Naming counters: `tabSeries` holds the last number of each prefix.

The number is taken inside the transaction, so one that is rolled back leaves no gap, and whoever
asks for the same prefix waits until it ends.
"""

from __future__ import annotations

from embedded_host.db.transaction import Transaction

_NEXT = {
    "sqlite": "INSERT INTO `tabSeries` (`name`, `current`) VALUES (?, 1)"
    " ON CONFLICT (`name`) DO UPDATE SET `current` = `current` + 1 RETURNING `current`",
    "mariadb": "INSERT INTO `tabSeries` (`name`, `current`) VALUES (?, 1)"
    " ON DUPLICATE KEY UPDATE `current` = `current` + 1 RETURNING `current`",
}


def next_number(db: Transaction, prefix: str) -> int:
    """Take the next number of the prefix; the first is 1."""
    db.begin_write()
    return int(db.run(_NEXT[db.db_type], (prefix,))[0][0])


def give_back(db: Transaction, prefix: str, number: int) -> None:
    """Make `number` free again, if it is the last one taken."""
    db.write(
        "UPDATE `tabSeries` SET `current` = ? WHERE `name` = ? AND `current` = ?",
        (number - 1, prefix, number),
    )
