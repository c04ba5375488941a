"""Three hundred people behind one school's connection, and somebody there who tries codes (TRUST S15)."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.faults.ledger import EVEN, balance
from tests.faults.letters import ask, letters_for, post
from tests.faults.product import BEHIND_THE_PROXY, PEOPLE, Product

PEOPLE_THERE = 300
AT_ONCE = 12
# Wrong codes that one connection may try in five minutes (questionnaires.surveys.guessing).
TRIES = 60
SCHOOL = "198.51.100.7"


def test_three_hundred_people_in_one_minute_from_one_address(product: Product) -> None:
    made = product.take(3)
    letters = letters_for(product, made, random.Random(300))[: PEOPLE_THERE + 1]
    late = letters.pop()
    guesses = [guess(product) for _ in range(TRIES - 1)]

    start = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as people:
        replies = list(people.map(lambda letter: post(product.port, letter, address=SCHOOL), letters))
    seconds = time.monotonic() - start

    sys.stdout.write(f"{len(letters)} people from one address in {seconds:.1f} s\n")
    assert Counter(guesses) == {404: TRIES - 1}
    assert Counter(reply.status for reply in replies) == {201: PEOPLE_THERE}
    assert len({reply.receipt for reply in replies}) > PEOPLE_THERE * 0.98, "as many receipts, but for chance"
    assert seconds <= 60
    surveys = [survey["survey"] for survey in made["surveys"]]
    assert balance(product, letters, surveys, 3 * PEOPLE) == EVEN

    assert [guess(product), guess(product)] == [404, 429], "who guesses has to wait"
    blocked = post(product.port, late, address=SCHOOL)
    assert (blocked.status, blocked.retry_after) == (429, "300")
    assert post(product.port, late, address="203.0.113.9").status == 201, "elsewhere nobody waits"


def guess(product: Product) -> int:
    headers = {**BEHIND_THE_PROXY, "X-Forwarded-For": SCHOOL}
    return ask(product.port, "GET", "/r/BBBBBB/", headers=headers).status
