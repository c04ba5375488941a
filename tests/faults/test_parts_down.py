"""What still works while a part of the installation is away, and what it says meanwhile."""

from __future__ import annotations

import contextlib
import random
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from statistics import quantiles

import pytest

from tests.faults.ledger import EVEN, balance
from tests.faults.letters import Letter, Reply, ask, letters_for, post
from tests.faults.mail_server import mail_server
from tests.faults.phones import Crowd, Errand
from tests.faults.product import PEOPLE, Product
from tests.faults.visitor import Visitor

_JOB = """
SELECT state, attempts, error, published_at IS NULL FROM jobs_job
WHERE kind = 'questionnaires.surveys.send_invitations' AND args->>'survey_id' = %s
"""


# --- PostgreSQL -----------------------------------------------------------------------------------


def test_without_postgresql_people_are_asked_to_come_back_and_do(product: Product) -> None:
    rng = random.Random(11)
    made = product.take(1)
    letters = letters_for(product, made, rng)[:40]
    crowd = Crowd(product.port, rng, timeouts=(20, 30))

    for letter in letters:
        crowd.add(Errand.SEND, letter)

    with contextlib.ExitStack() as stack:
        with product.down("postgres"):
            # The first ones meet connections that broke, the others none at all.
            refused = [_refusal(product, letter) for letter in letters[:6]]
            alive, ready = (ask(product.port, "GET", path).status for path in ("/livez", "/readyz"))
            stack.enter_context(crowd.at_work(4))
            time.sleep(1)
        product.watch(lambda: crowd.is_done, seconds=60)

    assert {(reply.status, reply.retry_after) for reply, _ in refused} == {(503, "30")}
    assert not any("Traceback" in reply.body for reply, _ in refused)
    assert max(seconds for _, seconds in refused) < 5
    assert (alive, ready) == (200, 503)
    assert crowd.surprises == []
    assert balance(product, crowd.acknowledged, [made["surveys"][0]["survey"]], PEOPLE) == EVEN
    assert len(crowd.acknowledged) == 40


def _refusal(product: Product, letter: Letter) -> tuple[Reply, float]:
    start = time.monotonic()
    return post(product.port, letter), time.monotonic() - start


# --- Redis ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["down", pytest.param("frozen", marks=pytest.mark.slow)])
def test_without_redis_everything_but_background_work_goes_on(product: Product, how: str) -> None:
    made = product.take(1)
    survey = made["surveys"][0]
    letters = iter(letters_for(product, made, random.Random(12)))
    normal = _slow_sending(product, letters)
    away: AbstractContextManager[None] = getattr(product, how)("valkey")

    with away:
        slowest = _slow_sending(product, letters)
        facilitator = Visitor(product.port, survey["facilitator"])
        page = facilitator.get(f"/averias/aplicaciones/{survey['survey']}/")
        state = Visitor(product.port, made["operator"]).get("/estado/")
        mailed = product.open_surveys(1, 3, "email")
    job = product.ask(_JOB, str(mailed["surveys"][0]["survey"]))

    sys.stdout.write(f"p95 {normal * 1000:.0f} ms with Redis, {slowest * 1000:.0f} ms without")
    assert slowest < max(0.3, 2 * normal)
    assert page.status == 200
    assert "Redis no responde" in state.body
    assert job == [("waiting", 0, "", True)]


def _slow_sending(product: Product, letters: Iterator[Letter]) -> float:
    """Send fifty letters, all accepted; the 95th percentile in seconds."""
    seconds = []
    for _ in range(50):
        letter = next(letters)
        start = time.monotonic()
        assert post(product.port, letter).status == 201
        seconds.append(time.monotonic() - start)
    return quantiles(seconds, n=20)[-1]


# --- Worker and mail ------------------------------------------------------------------------------


@pytest.mark.slow
def test_without_worker_or_mail_server_mails_wait(product: Product) -> None:
    """First nobody works; then somebody does and the mail server is away; then each gets one mail."""
    made = product.open_surveys(1, 4, "email")
    survey = str(made["surveys"][0]["survey"])
    first = letters_for(product, made, random.Random(13))[0]
    unattended = product.ask(_JOB, survey)
    state = Visitor(product.port, made["operator"]).get("/estado/")

    with product.working():
        product.watch(lambda: product.ask(_JOB, survey)[0][1] > 0, seconds=60)
        assert post(product.port, first).status == 201
        product.watch(lambda: product.ask(_JOB, survey)[0][0] == "waiting", seconds=20)
        without_mail = product.ask(_JOB, survey)
        with mail_server(product.smtp_port) as recipients:
            product.watch(lambda: product.ask(_JOB, survey)[0][0] == "done", seconds=60)

    assert unattended[0][:2] == ("waiting", 0)
    assert "Ningún trabajador contesta" in state.body
    assert "El servidor de correo no recibió los mensajes" in without_mail[0][2]
    # Whoever had answered meanwhile is not written to.
    ours = [address for address in recipients if address in made["surveys"][0]["emails"]]
    assert len(ours) == len(set(ours)) == 3
