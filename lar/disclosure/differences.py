"""What follows by subtracting published sums from each other.

A roll-up is a row: it adds the parts (columns) of some networks. Whoever reads several rows can add and
subtract them. A network is given away when some combination of rows is left with columns of that network
only. A row is let through when, with those before it, no network that the reader does not see is given away.
Rows that share no column, even through others, can't be combined into anything new, so they are not compared.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

Columns = frozenset[tuple[str, str]]
"""What a row adds: pairs of a network and one of its parts."""

# Ranks are taken over a prime field, exactly: minors of up to 36 rows of zeros and ones are smaller than it.
_PRIME = (1 << 61) - 1


def gives_away(rows: Sequence[Columns], seen: Collection[str] = ()) -> set[str]:
    """Networks, not among those seen, of which something follows from the rows alone."""
    unseen = [frozenset(pair for pair in row if pair[0] not in seen) for row in rows]
    whole = _rank(unseen)
    found = set()
    for network in _unlike_any_other(unseen):
        without = [frozenset(pair for pair in row if pair[0] != network) for row in unseen]
        if _rank(without) < whole:
            found.add(network)
    return found


def let_through(rows: Sequence[Columns], seen: Collection[str] = ()) -> list[bool]:
    """For each row, in order, whether it may be read beside those already let through."""
    groups: list[tuple[set[tuple[str, str]], list[Columns]]] = []
    answers = []
    for row in rows:
        touched = [group for group in groups if not group[0].isdisjoint(row)]
        beside = [one for group in touched for one in group[1]]
        allowed = not gives_away([*beside, row], seen)
        answers.append(allowed)
        if allowed:
            groups = [group for group in groups if group not in touched]
            groups.append((set(row).union(*(group[0] for group in touched)), [*beside, row]))
    return answers


def _unlike_any_other(rows: Sequence[Columns]) -> list[str]:
    """Networks with a pattern of their own: two of one pattern hide each other whatever is subtracted."""
    patterns: dict[str, list[tuple[int, ...]]] = {}
    places: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        for pair in row:
            places.setdefault(pair, []).append(number)
    for (network, _part), numbers in places.items():
        patterns.setdefault(network, []).append(tuple(numbers))
    alike: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for network, columns in patterns.items():
        alike.setdefault(tuple(sorted(columns)), []).append(network)
    return [networks[0] for networks in alike.values() if len(networks) == 1]


def _rank(rows: Sequence[Columns]) -> int:
    """Rank of the matrix of zeros and ones whose columns are the pairs."""
    pivots: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for row in rows:
        left = dict.fromkeys(row, 1)
        while left:
            column = min(left)
            if column not in pivots:
                inverse = pow(left[column], -1, _PRIME)
                pivots[column] = {key: value * inverse % _PRIME for key, value in left.items()}
                break
            left = _subtract(left, pivots[column], left[column])
    return len(pivots)


def _subtract(
    row: dict[tuple[str, str], int], pivot: dict[tuple[str, str], int], times: int
) -> dict[tuple[str, str], int]:
    """The row less `times` the pivot, without its zeros."""
    for key, value in pivot.items():
        left = (row.get(key, 0) - times * value) % _PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)
    return row
