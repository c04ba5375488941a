"""What a phone sends, and one try at sending it."""

from __future__ import annotations

import http.client
import json
import random
import re
import uuid
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from lar.devserver.ports import LOOPBACK
from tests.faults.product import BEHIND_THE_PROXY, Product

_RECEIPT = re.compile(r"\b[BCDFGHJKMNPQRSTVWXYZ]{3}-\d{3}\b")


@dataclass(frozen=True)
class Letter:
    """One person's answers to one survey, with the key that makes them the same letter when sent again.

    ``answers`` has one value per item in the order of the questionnaire; −9 leaves it blank.
    """

    number: int
    survey: int
    code: str
    ticket: str
    items: tuple[str, ...]
    answers: tuple[int, ...]
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    with_script: bool = True  # JSON both ways; else the plain form and its page
    address: str = ""  # from which it is sent; else one per survey

    @property
    def school(self) -> str:
        """The address that the product sees, of a range kept for tests of networks."""
        return self.address or f"198.{18 + self.survey // 250 % 2}.{self.survey % 250}.7"

    def fields(self) -> dict[str, str]:
        pairs = zip(self.items, self.answers, strict=True)
        marked = {item: str(value) for item, value in pairs if value != -9}
        return {"ticket": self.ticket, "client_key": str(self.key), **marked}


@dataclass(frozen=True)
class Reply:
    status: int
    body: str
    retry_after: str | None

    @property
    def receipt(self) -> str:
        found = _RECEIPT.search(self.body)
        return found[0] if found else ""


def post(port: int, letter: Letter, *, timeout: float = 30, address: str = "") -> Reply:
    """Send once, from ``address`` or that of the letter's school.

    Raises OSError or HTTPException unless the whole answer came back.
    """
    headers = {**BEHIND_THE_PROXY, "X-Forwarded-For": address or letter.school, "Connection": "close"}
    if letter.with_script:
        headers |= {"Content-Type": "application/json", "Accept": "application/json"}
        body = json.dumps(letter.fields())
    else:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        body = urlencode(letter.fields())
    return ask(port, "POST", f"/r/{letter.code}/", body=body, headers=headers, timeout=timeout)


def ask(
    port: int,
    method: str,
    path: str,
    *,
    body: str | bytes | None = None,
    headers: dict[str, str] | None = None,
    timeout: float = 30,
) -> Reply:
    """One request on a connection of its own."""
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=timeout)) as connection:
        connection.request(method, path, body=body, headers=headers or BEHIND_THE_PROXY)
        response = connection.getresponse()
        if response.length is None:
            # Cut among the headers or within their last line, which http.client takes for their end.
            raise http.client.IncompleteRead(response.read())
        text = response.read().decode()
        return Reply(response.status, text, response.getheader("Retry-After"))


def letters_for(product: Product, made: dict[str, Any], rng: random.Random) -> list[Letter]:
    """Write a letter for every code that was ``made``, with the ticket that its survey's page carries.

    Twelve of its answers spell its number in base 5: no two letters are alike.
    """
    items, letters = tuple(made["items"]), list[Letter]()
    for survey in made["surveys"]:
        ticket = _ticket(product, survey["codes"][0])
        for code in survey["codes"]:
            number = len(letters)
            answers = _answers(number, len(items), rng)
            letters.append(
                Letter(number, survey["survey"], code, ticket, items, answers, with_script=rng.random() < 0.7)
            )
    return letters


def _ticket(product: Product, code: str) -> str:
    page = ask(product.port, "GET", f"/r/{code}/")
    found = re.search(r'name="ticket" value="([^"]+)"', page.body)
    assert found, page
    return found[1]


def _answers(number: int, count: int, rng: random.Random) -> tuple[int, ...]:
    spelled = [number // 5**place % 5 + 1 for place in range(12)]
    free = rng.choices([1, 2, 3, 4, 5, -7, -8, -9], [18, 18, 18, 18, 18, 3, 3, 4], k=count - 12)
    return (*spelled, *free)


def rival_of(letter: Letter, number: int, rng: random.Random) -> Letter:
    """Write another person's letter with the same code."""
    return replace(
        letter,
        number=number,
        answers=_answers(number, len(letter.items), rng),
        key=uuid.uuid4(),
    )


def other_content(letter: Letter) -> Letter:
    first = letter.answers[-1] % 5 + 1
    return replace(letter, answers=(*letter.answers[:-1], first))
