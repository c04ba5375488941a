"""Which options are points, in which order, and which stand beside the scale; and how languages are named."""

from __future__ import annotations

import pytest

from questionnaires.instruments.formats.languages import language_code
from questionnaires.instruments.formats.scales import Option, split_options
from questionnaires.instruments.formats.texts import plain


def options(*labels: str) -> list[Option]:
    return [Option(f"c{place}", {"es": label}) for place, label in enumerate(labels, start=1)]


@pytest.mark.parametrize(
    ("labels", "points", "turned", "is_ordered"),
    [
        (("Nunca", "A veces", "Siempre"), ("Nunca", "A veces", "Siempre"), False, True),
        (("Siempre", "A veces", "Nunca"), ("Nunca", "A veces", "Siempre"), True, True),
        (("Totalmente de acuerdo", "En desacuerdo"), ("En desacuerdo", "Totalmente de acuerdo"), True, True),
        (("Strongly disagree", "Strongly agree"), ("Strongly disagree", "Strongly agree"), False, True),
        (("Azul", "Rojo"), ("Azul", "Rojo"), False, False),
        (("Sí", "No"), ("No", "Sí"), True, True),
    ],
)
def test_the_words_of_the_ends_say_the_order(
    labels: tuple[str, ...], points: tuple[str, ...], turned: bool, is_ordered: bool
) -> None:
    split = split_options(options(*labels), "es")

    assert tuple(one.labels["es"] for one in split.points) == points
    assert (split.turned, split.is_ordered) == (turned, is_ordered)


def test_codes_say_the_order_when_words_do_not() -> None:
    split = split_options([Option(str(5 - n), {"es": f"Grado {n}"}) for n in range(4)], "es")

    assert [one.code for one in split.points] == ["2", "3", "4", "5"]
    assert split.turned


def test_answers_that_are_no_points_stand_beside() -> None:
    split = split_options(
        options("Nunca", "Siempre", "No aplica", "No sé", "Prefiero no responder", "N/A"), "es"
    )

    assert len(split.points) == 2
    assert split.not_applicable is not None and split.not_applicable.labels["es"] == "No aplica"
    assert split.dont_know is not None and split.dont_know.labels["es"] == "No sé"
    assert [one.labels["es"] for one in split.refusals] == ["Prefiero no responder", "N/A"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Español (es)", "es"),
        ("english", "en"),
        ("Mapudungun", "arn"),
        ("pt_br", "pt-BR"),
        ("ES", "es"),
        ("Português do Brasil (pt-BR)", "pt-BR"),
        ("Klingon", "qaa-klingon"),
        ("", "qaa-otro"),
    ],
)
def test_languages_by_any_of_their_names(name: str, code: str) -> None:
    assert language_code(name) == code


@pytest.mark.parametrize(
    ("text", "words", "lost"),
    [
        ("<p>Hola,&nbsp;<b>red</b>.</p>", "Hola, red.", []),
        ("Mira <img src=x> y <a href='y'>esto</a>", "Mira y esto", ["una imagen", "un enlace"]),
        ("<script>alert(1)</script>Hola", "Hola", ["código"]),
        ("**Muy** importante & __claro__: 3 < 4", "Muy importante & claro: 3 < 4", []),
    ],
)
def test_markup_becomes_words(text: str, words: str, lost: list[str]) -> None:
    assert plain(text) == (words, lost)
