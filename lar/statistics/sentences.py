"""Sentences made by rule: the same words on the page, in the PDF and in the text behind a chart.

Every sentence with a number says of how many. Nothing here knows more than the publishable table.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lar.disclosure import (
    Block,
    PublishableDimension,
    PublishableItem,
    PublishableTable,
    State,
    dimension_reason,
    item_reason,
)
from lar.statistics.bounds import census_bounds
from lar.statistics.numbers import joined, number, percent
from lar.statistics.shares import (
    Publishable,
    Share,
    agreement,
    answers,
    count_text,
    people,
    percent_text,
    shares,
)
from lar.statistics.words import Place, Reading, Word, read

_OPINION = {
    Block.DISAGREEMENT: "en desacuerdo",
    Block.NEUTRAL: "ni de acuerdo ni en desacuerdo",
    Block.AGREEMENT: "de acuerdo",
}

_QUESTIONS = {
    Word.CONSENSUS: "¿Qué prácticas concretas lo sostienen?",
    Word.TENDENCY: "¿Quiénes lo viven distinto y por qué?",
    Word.SPREAD: "¿Entendemos lo mismo por esta frase?",
    Word.DIVIDED: "¿Qué dos experiencias de red hay aquí?",
}

_CONSENSUS_QUESTIONS = {
    Place.DISAGREEMENT: "¿Qué prácticas concretas tendrían que cambiar?",
    Place.DOUBT: "¿Qué nos falta ver o conversar para tener una opinión?",
}


def _people(count: int) -> str:
    return f"{number(count)} {'persona' if count == 1 else 'personas'}"


def _is(count: int) -> str:
    return "está" if count == 1 else "están"


def question(reading: Reading) -> str:
    """The question for the dialogue that the shape of the answers asks for."""
    if reading.word is Word.CONSENSUS and reading.place in _CONSENSUS_QUESTIONS:
        return _CONSENSUS_QUESTIONS[reading.place]
    return _QUESTIONS[reading.word]


def verdict(reading: Reading) -> str:
    """The word with its place, and A where it may be computed: "consenso en la duda (A = 0,79)"."""
    if reading.a is None:
        return reading.phrase
    return f"{reading.phrase} (A{_EQUALS}{number(reading.a, 2)})"


_EQUALS = "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"


def item_sentence(item: PublishableItem, table: PublishableTable) -> str:
    """What the answers to an item say; when it is reserved, why."""
    if not item.is_published:
        return item_reason(item, table) or ""
    reading = read(item)
    if item.state is State.MASKED:
        return f"{_masked_clause(item)}: {reading.phrase}."
    others = [_opinion(share.low, block) for block, share in _others(shares(item))]
    return f"{joined([_capital(agreement_clause(item)), *others])}: {verdict(reading)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _opinion(count: int, block: Block) -> str:
    """ "4 están en desacuerdo"."""
    verb = "está" if count == 1 else "están"
    negation = "no " if block is Block.NEUTRAL else ""
    return f"{number(count)} {negation}{verb} {_OPINION[block]}"


def _others(parts: dict[Block, Share]) -> Sequence[tuple[Block, Share]]:
    """The blocks beside agreement that somebody chose, the nearest to agreement first."""
    beside = [(block, share) for block, share in parts.items() if block is not Block.AGREEMENT and share.low]
    return beside[::-1]


def _masked_clause(item: PublishableItem) -> str:
    block, share = next((block, share) for block, share in shares(item).items() if share.low)
    negation = "no " if block is Block.NEUTRAL else ""
    return f"Al menos {number(share.low)} de {_people(share.n)} {negation}están {_OPINION[block]}"


def agreement_clause(thing: Publishable) -> str:
    """ "8 de 14 personas están de acuerdo (57 %)", for use inside a sentence. Raises ReservedError."""
    if isinstance(thing, PublishableDimension):
        return _dimension_clause(thing)
    share = agreement(thing)
    if thing.state is State.MASKED:
        bound = "al menos" if share.low else "a lo más"
        count = share.low or share.high
        verb = "están" if share.low else _is(count)
        return f"{bound} {number(count)} de {_people(share.n)} {verb} de acuerdo ({percent_text(thing)})"
    if share.low == 0:
        return f"ninguna de las {_people(share.n)} está de acuerdo ({percent_text(thing)})"
    return f"{number(share.low)} de {_people(share.n)} {_is(share.low)} de acuerdo ({percent_text(thing)})"


def _dimension_clause(dimension: PublishableDimension) -> str:
    share = agreement(dimension)
    verb = "es" if share.is_exact and share.low <= 1 else "son"
    return f"{_amount(share)} de {number(share.n)} respuestas {verb} de acuerdo ({percent_text(dimension)})"


def _amount(share: Share) -> str:
    return "ninguna" if share.is_exact and share.low == 0 else count_text(share)


def dimension_sentence(dimension: PublishableDimension, table: PublishableTable) -> str:
    """What the answers to a dimension's items say; when it is reserved, why."""
    if not dimension.is_published:
        return f"{dimension.name}. {dimension_reason(dimension, table)}"
    against = shares(dimension)[Block.DISAGREEMENT]
    share = percent(against.fraction, people=people(dimension))
    items = dimension.items_published
    source = "1 afirmación" if items == 1 else f"{number(items)} afirmaciones"
    return (
        f"{dimension.name}: en {source}, {_dimension_clause(dimension)} y "
        f"{_amount(against)} de desacuerdo ({share}): {verdict(read(dimension))}."
    )


def aside_sentence(thing: Publishable, table: PublishableTable) -> str | None:
    """What stays out of the denominator; None when everybody used the scale or the thing is reserved."""
    if not thing.is_published:
        return None
    parts = [
        f"{number(count)} {words}"
        for count, words in (
            (thing.not_applicable or 0, "«no aplica»"),
            (thing.dont_know or 0, "«no sé»"),
            (thing.missing or 0, "sin responder"),
        )
        if count
    ]
    if not parts:
        return None
    if isinstance(thing, PublishableDimension):
        total = f"{number(table.respondents * thing.items_published)} respuestas posibles"
    else:
        total = f"{_people(table.respondents)} que contestaron el cuestionario"
    return f"Aparte, de {total}: {joined(parts)}."


def bounds_sentence(thing: Publishable, table: PublishableTable) -> str | None:
    """Where the agreement would be if everybody asked had answered; None without roster or when reserved."""
    bounds = census_bounds(thing, table)
    if bounds is None:
        return None
    many = number(bounds.missing)
    if isinstance(thing, PublishableDimension):
        base = f"Son {number(answers(thing))} respuestas"
        rest = "cómo fuera la que falta" if bounds.missing == 1 else f"cómo fueran las {many} que faltan"
    else:
        base = f"Respondieron {_people(answers(thing))}"
        rest = (
            "lo que respondiera la que falta"
            if bounds.missing == 1
            else f"lo que respondieran las {many} que faltan"
        )
    if bounds.missing == 0:
        return f"{base} y no falta ninguna: el acuerdo no tiene márgenes."
    end = bounds.text if bounds.low != bounds.high and " y " in bounds.text else f"en {bounds.text}"
    return f"{base}; según {rest}, el acuerdo estaría {end}."


def participation_sentence(table: PublishableTable) -> str:
    """How many answered, of how many."""
    if table.roster is None:
        return (
            f"Respondieron {_people(table.respondents)} con un código abierto: "
            "no hay tasa de respuesta ni márgenes."
        )
    rate = percent(Fraction(table.respondents, table.roster), people=table.roster)
    return f"Respondieron {number(table.respondents)} de {_people(table.roster)} ({rate})."
