"""Nothing acknowledged is lost and nothing is kept twice, whoever dies and whatever the line does."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass

import pytest

from tests.faults.ledger import EVEN, balance
from tests.faults.letters import Letter, letters_for, post, rival_of
from tests.faults.phones import Crowd, Errand
from tests.faults.product import PEOPLE, VICTIMS, Product
from tests.faults.proxy import Fault, Proxy

# One connection in three has something; the bytes are about those of a letter and of its receipt.
_SHARES = {"good": 68, "slow": 8, "late": 2, "refused": 6, "cut up": 7, "cut down": 7, "silent": 2}


@dataclass(frozen=True)
class Size:
    surveys: int  # of PEOPLE codes each
    letters: int
    at_once: int
    kills: int
    seconds: float  # the longest it may take


SMALL = Size(surveys=3, letters=300, at_once=8, kills=4, seconds=120)
FULL = Size(surveys=167, letters=20_000, at_once=12, kills=20, seconds=1500)


@pytest.mark.parametrize(
    "size", [pytest.param(SMALL, id="300"), pytest.param(FULL, id="20000", marks=pytest.mark.slow)]
)
def test_what_was_acknowledged_is_there_once(product: Product, size: Size) -> None:
    rng = random.Random(size.letters)
    made = product.take(size.surveys)
    letters = letters_for(product, made, rng)[: size.letters]
    rivals = [rival_of(letter, size.letters + n, rng) for n, letter in enumerate(letters[::50])]

    start = time.monotonic()
    with Proxy(product.port, lambda: draw(rng)) as proxy:
        crowd = Crowd(proxy.port, rng)
        _hand_out(crowd, letters, rivals)
        with crowd.at_work(size.at_once):
            killed = _kill_in_turn(product, crowd, size)
            product.watch(lambda: crowd.is_done, seconds=size.seconds)
    product.recover()

    sys.stdout.write(_figures(crowd, killed, time.monotonic() - start))
    assert len(killed) == size.kills
    assert crowd.surprises == []
    assert crowd.statuses_of(500) == 0
    assert len(crowd.acknowledged) == size.letters
    assert len(crowd.refused) == len(rivals)
    surveys = [survey["survey"] for survey in made["surveys"]]
    codes = size.surveys * PEOPLE
    assert balance(product, crowd.acknowledged, surveys, codes) == EVEN
    _same_receipts(product, crowd, rng)
    assert balance(product, crowd.acknowledged, surveys, codes) == EVEN


def draw(rng: random.Random) -> Fault:
    """Draw what befalls a connection."""
    kind = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
    reset = rng.random() < 0.5
    match kind:
        case "slow":
            return Fault(delay=rng.uniform(0.02, 0.4))
        case "late":
            return Fault(delay=rng.uniform(2, 6))
        case "refused":
            return Fault(up=0, reset=reset)
        case "cut up":
            return Fault(up=rng.randrange(1, 1200), reset=reset)
        case "cut down":
            return Fault(down=rng.randrange(0, 700), reset=reset)
        case "silent":
            return Fault(silence=True)
        case _:
            return Fault()


def _hand_out(crowd: Crowd, letters: list[Letter], rivals: list[Letter]) -> None:
    """In any order; a rival sends at the same moment as the other phone with its code."""
    contested = {rival.code: rival for rival in rivals}
    for letter in crowd.rng.sample(letters, len(letters)):
        rival = contested.get(letter.code)
        crowd.add(Errand.RIVAL if rival else Errand.SEND, letter)
        if rival:
            crowd.add(Errand.RIVAL, rival)


def _kill_in_turn(product: Product, crowd: Crowd, size: Size) -> list[str]:
    """Kill whenever another share of the letters is in, so that work is under way; who was killed."""
    killed: list[str] = []
    for turn in range(size.kills):
        share = size.letters * (turn + 1) // (size.kills + 1)
        product.watch(lambda share=share: len(crowd.acknowledged) >= share, seconds=size.seconds)  # type: ignore[misc]
        victim = list(VICTIMS)[turn % len(VICTIMS)]
        product.watch(lambda victim=victim: product.kill(victim), seconds=30)  # type: ignore[misc]
        killed.append(victim)
    return killed


def _same_receipts(product: Product, crowd: Crowd, rng: random.Random) -> None:
    """Everybody else may be asleep: a later replay is known too, by the same receipt."""
    for letter in rng.sample(list(crowd.acknowledged), 100):
        reply = post(product.port, letter)
        assert (reply.status, reply.receipt) == (200, crowd.acknowledged[letter])


def _figures(crowd: Crowd, killed: list[str], seconds: float) -> str:
    """What the run did, shown when it fails or with ``-rP``."""
    return (
        f"{len(crowd.acknowledged)} acknowledged in {seconds:.0f} s, {len(crowd.refused)} rivals refused; "
        f"{crowd.statuses.total()} replies {dict(crowd.statuses)}; "
        f"broken {dict(crowd.broken)}; killed {killed}"
    )
