"""A questionnaire begun from nothing: its first page, its draft, and all the way to published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.model.dimensions import NodeKind
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.formats.content import MODEL_NODES
from questionnaires.instruments.item_form import free_code
from questionnaires.instruments.models import Questionnaire, QuestionnaireVersion
from questionnaires.instruments.queries import content_of
from questionnaires.instruments.starting import NewForm, agreement_of, nodes_from, problem_of
from tests.factories import make_person

MODEL = {
    "title": "Redes que aprenden",
    "introduction": "Para conversar sobre la red.",
    "scale_kind": "agreement_5",
    "offers": ["na", "dk"],
    "tree_kind": "model",
}
OWN = {
    "title": "Capital",
    "introduction": "Para conversar.",
    "scale_kind": "own",
    "scale": "Nada\nPoco\n\n  Algo \nMucho",
    "tree_kind": "own",
    "tree": "Capital profesional\n- Capital humano\n– Capital social\nProfundidad",
    "code": "capital-2027",
}


@pytest.fixture
def client(program: Program) -> Client:
    with program_context(program):
        client = Client()
        client.force_login(make_person(program, RoleCode.FACILITATOR))
        return client


def create(client: Client, program: Program, data: dict[str, Any]) -> Any:
    return client.post(f"/{program.slug}/cuestionarios/nuevo/", data)


def only_version(program: Program) -> QuestionnaireVersion:
    with program_context(program):
        return QuestionnaireVersion.objects.select_related("questionnaire").get()


def test_a_draft_of_the_model_needs_a_title_and_a_purpose(client: Client, program: Program) -> None:
    response = create(client, program, MODEL)

    version = only_version(program)
    assert response["Location"] == f"/{program.slug}/cuestionarios/{version.pk}/"
    with program_context(program):
        content = content_of(version)
        event = Event.objects.filter(action="instrument.created").get()
    assert (content.code, content.number, content.title) == ("redes-que-aprenden", 1, "Redes que aprenden")
    assert (len(content.scale_labels), content.agreement_points) == (5, 2)
    assert (content.not_applicable_label, content.dont_know_label) == ("No aplica", "No sé")
    assert (content.nodes, content.items) == (MODEL_NODES, ())
    assert event.subject == str(version.pk)


def test_scale_and_dimensions_of_ones_own(client: Client, program: Program) -> None:
    create(client, program, OWN)

    with program_context(program):
        content = content_of(QuestionnaireVersion.objects.get())
    assert content.code == "capital-2027"
    assert content.scale_labels == ("Nada", "Poco", "Algo", "Mucho")
    assert (content.not_applicable_label, content.dont_know_label) == (None, None)
    assert [(node.label, node.parent, node.kind) for node in content.nodes] == [
        ("Capital profesional", "", NodeKind.COMPOSITE),
        ("Capital humano", content.nodes[0].code, NodeKind.EFFECT),
        ("Capital social", content.nodes[0].code, NodeKind.EFFECT),
        ("Profundidad", "", NodeKind.EFFECT),
    ]


def test_from_nothing_to_published(client: Client, program: Program) -> None:
    create(client, program, MODEL)
    version = only_version(program)
    here = f"/{program.slug}/cuestionarios/{version.pk}/"
    empty = client.get(here).content.decode()
    refused = client.post(f"{here}publicar/")
    item = {
        "code": "pn_01",
        "node": "PN",
        "kind": "scale",
        "text": "Sé para qué es la red.",
        "high_score_meaning": "Un puntaje alto indica que el propósito se entiende.",
    }

    saved = client.post(f"{here}item-nuevo/", item)
    published = client.post(f"{here}publicar/")

    assert "No hay ningún ítem" in empty
    assert (refused.status_code, saved.status_code, published.status_code) == (422, 302, 302)
    assert only_version(program).published_at is not None


def test_a_draft_without_items_shows_every_page(client: Client, program: Program) -> None:
    create(client, program, MODEL)
    here = f"/{program.slug}/cuestionarios/{only_version(program).pk}/"

    pages = (
        "",
        "items/",
        "item-nuevo/",
        "dimensiones/",
        "datos/",
        "traducciones/",
        "vista-previa/",
        "publicar/",
    )
    files = ("descargar/planilla/", "descargar/json/", "descargar/csv/", "descargar/codigos-planilla/")

    assert {client.get(f"{here}{page}").status_code for page in (*pages, *files)} == {200}
    assert client.get(f"{here}ensayo/")["Location"] == here


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": ""}, "title", "requerido"),
        ({"introduction": ""}, "introduction", "requerido"),
        ({"scale_kind": "own", "scale": ""}, "scale", "hay 0"),
        ({"scale_kind": "own", "scale": "Uno"}, "scale", "hay 1"),
        ({"scale_kind": "own", "scale": "\n".join("abcdefghijk")}, "scale", "hay 11"),
        ({"scale_kind": "own", "scale": "Sí\nNo\nsí"}, "scale", "Dos puntos dicen lo mismo"),
        ({"scale_kind": "own", "scale": "x" * 61 + "\nNo"}, "scale", "caben 60"),
        ({"tree_kind": "own", "tree": ""}, "tree", "al menos una dimensión"),
        ({"tree_kind": "own", "tree": " - \n --"}, "tree", "al menos una dimensión"),
        ({"code": "con espacio"}, "code", "sin acento"),
        ({"title": "¿¿??"}, "code", "escríbelo"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(change: dict[str, str], field: str, words: str) -> None:
    form = NewForm({**MODEL, **change})

    assert not form.is_valid()
    assert words in str(form.errors[field])


def test_a_code_is_used_once(client: Client, program: Program) -> None:
    create(client, program, MODEL)

    again = create(client, program, {**MODEL, "title": "Redes que aprenden", "introduction": "Otra cosa."})

    assert again.status_code == 422
    assert "ya tiene un cuestionario con ese código" in again.content.decode()
    assert "Otra cosa." in again.content.decode()
    with program_context(program):
        assert Questionnaire.objects.count() == 1


def test_a_scale_agrees_above_its_middle() -> None:
    assert [agreement_of(points) for points in range(2, 11)] == [1, 1, 2, 2, 3, 3, 4, 4, 5]
    assert problem_of(("No", "Sí")) == ""


def test_dimensions_get_codes_of_their_own() -> None:
    nodes = list(nodes_from("- Suelta\nConfianza mutua\nConfianza mutua\n• Adentro\n学校"))

    assert [node.parent for node in nodes] == ["", "", "", nodes[2].code, ""]
    assert len({node.code for node in nodes}) == 5
    assert all(len(node.code) <= 12 for node in nodes)


def test_items_are_written_one_after_another(client: Client, program: Program) -> None:
    create(client, program, MODEL)
    here = f"/{program.slug}/cuestionarios/{only_version(program).pk}/item-nuevo/"
    item = {"node": "CC", "kind": "scale", "text": "Cumplimos lo acordado.", "another": "on"}

    first = client.post(here, item)
    form = client.get(first["Location"]).content.decode()
    second = client.post(here, {**item, "text": "Nos decimos las cosas.", "another": ""})

    assert first["Location"] == f"{here}?otro&dimension=CC"
    assert '<option value="CC" selected' in form
    assert second["Location"].endswith("/items/#item-cc_02")
    with program_context(program):
        assert [one.code for one in content_of(QuestionnaireVersion.objects.get()).items] == [
            "cc_01",
            "cc_02",
        ]


def test_the_next_code_is_free_and_fits() -> None:
    assert free_code("PN", ["pn_01", "pn_02", "pn_04"]) == "pn_03"
    assert len(free_code("A" * 40, [])) <= 20
