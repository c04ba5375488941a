"""What the server answers to a sending, over HTTP, from the product's own processes."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.faults.letters import Letter, Reply, ask, letters_for, other_content, post
from tests.faults.product import BEHIND_THE_PROXY, Product

SCHOOL = "198.19.200.7"


@pytest.mark.parametrize("with_script", [True, False], ids=["JSON", "form"])
def test_once_again_otherwise_and_wrong(product: Product, with_script: bool) -> None:
    letters = letters_for(product, product.take(1), random.Random(7))
    first, second, third = (replace(letter, with_script=with_script) for letter in letters[:3])
    wrong = replace(second, answers=(*second.answers[:-2], 9, 1))

    replies = [post(product.port, letter) for letter in (first, first, other_content(first), wrong, second)]

    assert [reply.status for reply in replies] == [201, 200, 409, 422, 201]
    assert replies[0].receipt == replies[1].receipt != ""
    assert first.items[-2] in replies[3].body
    # Another phone with a code that was used: the same words as for a code that never was.
    late = replace(third, code=first.code)
    unknown = replace(third, code="BCDFGH")
    assert [post(product.port, letter).status for letter in (late, unknown)] == [404, 404]


def test_too_large_is_not_read(product: Product) -> None:
    letter = letters_for(product, product.take(1), random.Random(8))[0]

    huge = post(product.port, replace(letter, ticket="x" * 200_000))
    normal = post(product.port, letter)

    assert (huge.status, huge.retry_after, normal.status) == (413, None, 201)


def test_guessing_is_slowed_after_sixty_wrong_codes(product: Product) -> None:
    replies = [_open(product, "BCDFGH", "198.19.201.7") for _ in range(62)]

    assert [reply.status for reply in replies] == [404] * 60 + [429] * 2
    assert replies[-1].retry_after == "300"
    assert _open(product, "BCDFGH", "198.19.201.99").status == 429
    assert _open(product, "BCDFGH", "198.19.202.7").status == 404


def test_three_hundred_people_behind_one_address_in_a_minute(product: Product) -> None:
    """Each opens the page and sends; one in ten mistypes the code first."""
    letters = letters_for(product, product.take(3), random.Random(9))[:300]
    letters = [replace(letter, address=SCHOOL) for letter in letters]

    start = time.monotonic()
    with ThreadPoolExecutor(8) as people:
        replies = list(people.map(lambda letter: _answer(product, letter), letters))
    seconds = time.monotonic() - start

    assert [reply.status for reply in replies] == [201] * 300
    assert seconds < 60


def _answer(product: Product, letter: Letter) -> Reply:
    if letter.number % 10 == 0:
        assert _open(product, "BCDFGH", SCHOOL).status == 404
    assert _open(product, letter.code, SCHOOL).status == 200
    return post(product.port, letter)


def _open(product: Product, code: str, address: str) -> Reply:
    headers = {**BEHIND_THE_PROXY, "X-Forwarded-For": address}
    return ask(product.port, "GET", f"/r/{code}/", headers=headers)
