"""A network's own questions: five at most, frozen at opening, shown apart and never added to anything."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.test import Client

from lar.disclosure import Audience
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.results.actions import publish_release
from questionnaires.results.queries import report_of
from questionnaires.results.readers import read_release, write_release
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions import change_draft
from questionnaires.surveys.anonymity import prove
from questionnaires.surveys.models import LocalItem, Survey
from questionnaires.surveys.queries.roster import plan_fingerprint
from tests.surveys import OpenSurvey, answers_of, make_draft, make_open_survey, make_plan
from tests.texts import seal, send

pytestmark = pytest.mark.django_db(transaction=True)

OWN = ["Nos juntamos donde acordamos.", "  El  horario nos sirve. "]


def opened(program: Program, own: list[str] | None = None) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, own_items=OWN if own is None else own)


def owner(query: str) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def answer(made: OpenSurvey, code: str, own: dict[str, str], value: int = 4) -> Any:
    sent: dict[str, Any] = {**answers_of(made.survey, value), **own}
    return send(made, code, **sent)


# --- Preparing ----------------------------------------------------------------------------------------


def test_the_team_writes_them_with_the_plan(program: Program) -> None:
    with program_context(program):
        draft = make_draft(program, own_items=[*OWN, "", OWN[0]])

        found = [(item.code, item.text) for item in draft.local_items.order_by("position")]

    assert found == [("red.1", "Nos juntamos donde acordamos."), ("red.2", "El horario nos sirve.")]


@pytest.mark.parametrize(
    "own, words",
    [
        ([f"Pregunta {n}." for n in range(6)], "se admiten hasta 5"),
        (["x" * 301], "más de 300 letras"),
    ],
    ids=["six", "long"],
)
def test_what_does_not_fit_says_so_at_its_field(program: Program, own: list[str], words: str) -> None:
    with program_context(program), pytest.raises(NotAllowedNow, match=words) as caught:
        make_draft(program, own_items=own)

    assert caught.value.field == "own_items"


def test_what_the_questionnaire_asks_already_is_not_asked_again(program: Program) -> None:
    with program_context(program):
        text = make_draft(program).version.items.order_by("position")[0].text
        with pytest.raises(NotAllowedNow, match="ya pregunta"):
            make_draft(program, own_items=[text])


def test_who_confirms_has_read_them(program: Program) -> None:
    with program_context(program):
        draft = make_draft(program, own_items=OWN)
        before = plan_fingerprint(draft)

        change_draft(draft, plan=make_plan(own_items=OWN[:1]), by=None)

        assert draft.local_items.count() == 1
        assert plan_fingerprint(Survey.objects.get(pk=draft.pk)) != before


@pytest.mark.parametrize("change", ["insert", "update", "delete"])
def test_they_are_frozen_at_opening(program: Program, change: str) -> None:
    made = opened(program)

    with pytest.raises(DatabaseError, match="frozen at opening"), program_context(program):
        found = LocalItem.objects.filter(survey=made.survey)
        if change == "insert":
            LocalItem.objects.create(survey=made.survey, position=3, text="Otra.")
        elif change == "update":
            found.update(text="Otra.")
        else:
            found.delete()


# --- Answering -----------------------------------------------------------------------------------------


def test_the_page_shows_them_last_and_marked(program: Program) -> None:
    made = opened(program)

    page = Client().get(f"/r/{made.codes[0]}/").content.decode()

    assert page.count("pregunta propia de la red") == 2
    assert "Pregunta 47 de 47" in page
    assert page.index('id="pr_01"') < page.index('id="red.1"')
    assert "no se suman a ninguna dimensión" in page


def test_their_answers_are_kept_apart(program: Program) -> None:
    made = opened(program)

    assert answer(made, made.codes[0], {"red.1": "5"}).status_code == 201
    assert answer(made, made.codes[1], {"red.2": "9"}).status_code == 422

    ((answers, own),) = owner("SELECT answers, own_answers FROM questionnaires_response")
    assert len(answers) == 45
    assert own == [5, -9]


def test_sealing_rewrites_them_with_the_rest(program: Program) -> None:
    made = opened(program)
    for code in made.codes[:6]:
        assert answer(made, code, {"red.1": "2", "red.2": "-7"}).status_code == 201

    seal(made)

    rows = owner("SELECT answers[1], own_answers, xmin::text FROM questionnaires_response")
    assert [(first, own) for first, own, _by in rows] == [(4, [2, -7])] * 6
    assert len({by for _first, _own, by in rows}) == 1
    assert [finding for check in prove(connections["owner"]) for finding in check.findings] == []


# --- Results --------------------------------------------------------------------------------------------


@pytest.fixture
def released(program: Program) -> Any:
    """Seven answers: to the first question of one's own all seven, to the second four."""
    made = opened(program)
    for place, code in enumerate(made.codes[:7]):
        own = {"red.1": str(place % 5 + 1), **({"red.2": "4"} if place < 4 else {})}
        assert answer(made, code, own).status_code == 201
    sealed = seal(made)
    with program_context(program):
        return publish_release(Survey.objects.get(pk=sealed.pk))


def test_they_pass_the_gate_in_a_table_of_their_own(program: Program, released: Any) -> None:
    with program_context(program):
        found = read_release(released.payload)

    assert released.schema == released.payload["schema"] == "release/3"
    assert set(found.own) == {Audience.NETWORK, Audience.MEMBERS}
    first, second = found.own[Audience.NETWORK].items
    assert (first.n, [cell.low for cell in first.cells]) == (7, [4, 1, 2])
    assert (second.is_published, second.n) == (False, None)
    assert not any("red." in item.code for table in found.tables.values() for item in table.items)
    assert "RED" not in {one.code for table in found.tables.values() for one in table.dimensions}
    assert write_release(found)["own"] == released.payload["own"]


def test_the_authority_reads_nothing_of_them(program: Program, released: Any) -> None:
    with program_context(program):
        report = document_of(report_of(released, "authority"))

    assert report.own is None


def test_the_report_shows_them_apart_from_every_dimension(program: Program, released: Any) -> None:
    with program_context(program):
        report = document_of(report_of(released, "members"))

    assert report.own is not None
    assert [item.text for item in report.own.items] == [
        "Nos juntamos donde acordamos.",
        "El horario nos sirve.",
    ]
    assert (report.own.percent, report.own.n) == ("", "")
    assert "no se suman" in report.own.sentence
    assert re.search(r"menos de 5", report.own.items[1].reason)


def test_a_network_without_them_keeps_the_schema_it_had(program: Program) -> None:
    made = opened(program, own=[])
    for code in made.codes[:6]:
        assert answer(made, code, {}).status_code == 201
    sealed = seal(made)

    with program_context(program):
        release = publish_release(Survey.objects.get(pk=sealed.pk))

    assert release is not None
    assert release.payload["schema"] == "release/2"
    assert "own" not in release.payload
