"""Names and addresses that are probably the same person's, written twice. Pure: it only compares words."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator


def name_key(name: str) -> str:
    """The bare words of a name in alphabetical order: «Soto Pérez, Ana» and «ana perez soto» are equal."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter)
    )
    return " ".join(sorted(letters.split()))


def same_names(people: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return, for each address, the other addresses whose person has the same name.

    ``people`` are ``(address, name)`` pairs; a name of one word says too little to be compared.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    for address, name in people:
        key = name_key(name)
        if " " in key:
            by_name[key].add(address.casefold())
    return _others(by_name.values())


def near_addresses(addresses: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each address, the others that differ from it in one slip of the hand.

    One letter missing, one too many, one changed or two swapped. Every address is filed under itself
    without each of its letters, so that a thousand of them are compared without a million pairs. Numbers
    tell people apart («equipo1», «equipo2»): addresses that differ in one digit only are not near.
    """
    drawers: dict[str, set[str]] = defaultdict(set)
    for address in {address.casefold() for address in addresses}:
        for variant in _without_one(address):
            drawers[variant].add(address)
    near = _others(drawers.values())
    found = {
        address: [other for other in others if not _differ_in_digits(address, other)]
        for address, others in near.items()
    }
    return {address: others for address, others in found.items() if others}


def _without_one(address: str) -> Iterator[str]:
    yield address
    for place in range(len(address)):
        yield address[:place] + address[place + 1 :]


def _differ_in_digits(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(address: str) -> str:
    return "".join(sign for sign in address if not sign.isdigit())


def _others(groups: Iterable[set[str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        if len(group) > 1:
            for one in group:
                found[one] |= group - {one}
    return {one: sorted(others) for one, others in found.items()}
