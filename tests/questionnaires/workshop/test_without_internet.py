"""Rooms without internet or without a laptop: the file, the papers, and what was written comes in once."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lar.audit.models import Event
from lar.documents import render_pdf
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Agreement
from questionnaires.workshop.actions import reveal_step
from questionnaires.workshop.models import Contribution, SocializationWorkshop, VoteCount
from questionnaires.workshop.papers import papers_html
from questionnaires.workshop.script import Kind
from questionnaires.workshop.tasks import close_forgotten_rooms
from questionnaires.workshop.words import evaluation_views, represents_view
from tests.questionnaires.workshop.world import Room, make_room

pytestmark = pytest.mark.django_db

BUNDLE = "7d4f3f5e-7d1e-4b7a-9d7c-1b0f2c3d4e5f"


@pytest.fixture
def room(program: Program) -> Room:
    with program_context(program):
        return make_room(program, start=False)


def client_of(room: Room) -> Client:
    client = Client()
    client.force_login(room.leader)
    return client


def node_of(room: Room) -> str:
    with program_context(room.workshop.program_id):
        return room.step(Kind.PREDICT).node


def fields_of(room: Room) -> dict[str, str]:
    """What a room of twelve wrote."""
    node = node_of(room)
    next_year = timezone.localdate().replace(month=6, day=1) + timedelta(days=365)
    return {
        f"v.predict.{node}.7": "6",
        f"v.predict.{node}.2": "4",
        f"v.represents.{node}.si": "7",
        f"v.represents.{node}.matices": "3",
        f"v.represents.{node}.no": "2",
        f"m.{node}.1": "En las escuelas chicas se vive distinto",
        f"i.{node}.1.texto": "Observar una clase",
        f"i.{node}.1.puntos": "8",
        f"i.{node}.2.texto": "Leer juntas",
        f"i.{node}.2.puntos": "5",
        f"n.{node}": "12",
        "v.evaluation..hablar:si": "3",
        "v.evaluation..hablar:no": "1",
        "a.1.texto": "Observarnos una clase al mes",
        "a.1.encargo": "Las jefas de UTP",
        "a.1.plazo": next_year.isoformat(),
        "a.1.como": "Hay doce pautas",
        "a.1.revision": next_year.isoformat(),
        "a.1.dimension": node,
    }


def upload(room: Room, **changes: object) -> Any:
    content = {
        "formato": "lar-taller",
        "version": 1,
        "id": BUNDLE,
        "taller": room.workshop.pk,
        "campos": fields_of(room),
        **changes,
    }
    file = SimpleUploadedFile("taller.json", json.dumps(content).encode(), "application/json")
    return send(room, act="read", file=file)


def send(room: Room, **fields: object) -> Any:
    return client_of(room).post(f"/demo/taller/{room.workshop.pk}/anotado/", fields)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_file_needs_nothing_from_outside(room: Room) -> None:
    response = client_of(room).get(f"/demo/taller/{room.workshop.pk}/sin-internet/")
    html = text_of(response)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)

    assert "attachment" in response.headers["Content-Disposition"]
    assert policy is not None
    told = policy.group(1).replace("&#x27;", "'")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in told
    assert told.startswith("default-src 'none'")
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"|url\("(?!data:)', html)
    assert f'name="v.represents.{node_of(room)}.si"' in html


def test_what_the_file_saved_is_shown_first_and_kept_once(room: Room) -> None:
    read = upload(room)
    with program_context(room.workshop.program_id):
        before = (VoteCount.objects.count(), Agreement.objects.count(), Contribution.objects.count())
        events = Event.objects.filter(action="workshop.brought").count()
    kept = send(room, act="keep", bundle=BUNDLE, **fields_of(room))
    again, other = send(room, act="keep", bundle=BUNDLE, **fields_of(room)), upload(room)
    third = send(room, act="keep", bundle="8" * 32, **fields_of(room))

    assert (read.status_code, before, events) == (200, (0, 0, 0), 0)
    assert "Así quedaría el acta" in text_of(read)
    assert "Sí: 7 · Con matices: 3 · No: 2 (12 votos)" in text_of(read)
    assert [kept.status_code, again.status_code, other.status_code] == [302, 302, 302]
    assert "ya terminó y tiene su acta" in text_of(third)
    with program_context(room.workshop.program_id):
        workshop = SocializationWorkshop.objects.get(pk=room.workshop.pk)
        agreement = Agreement.objects.get()
        minutes = workshop.activity.minutes
        assert (workshop.has_ended, workshop.code_hash) == (True, None)
        assert (agreement.bar_node, agreement.release_id) == (node_of(room), workshop.release_id)
        assert "Observar una clase (8)" in minutes
        assert minutes.count("TALLER DE SOCIALIZACIÓN") == 1
        assert "Observarnos una clase al mes" in minutes


def test_counts_from_paper_pass_the_same_gate(room: Room) -> None:
    node = node_of(room)
    fields = {**fields_of(room), f"v.represents.{node}.si": "11", f"v.represents.{node}.matices": "1"}
    fields[f"v.represents.{node}.no"] = ""
    send(room, act="keep", bundle=BUNDLE, **fields)

    with program_context(room.workshop.program_id):
        view = represents_view(room.step(Kind.REPRESENTS))
        evaluation = evaluation_views(room.step(Kind.EVALUATION))
    assert view is not None
    assert [line.count for line in view.lines] == ["al menos 11", "a lo más 1", "a lo más 1"]
    assert all(one.is_hidden for _words, one in evaluation)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("v.represents.{node}.si", "muchas", "Escribe un número entre 0 y 400"),
        ("v.represents.{node}.si", "-3", "Escribe un número entre 0 y 400"),
        ("n.{node}", "", "Escribe cuántas personas pusieron puntos"),
        ("n.{node}", "4", "Una persona pone un solo punto en cada idea"),
        ("i.{node}.2.texto", "", "tiene puntos y no tiene texto"),
        ("a.1.encargo", "", "Di quién se encarga"),
        ("a.1.encargo", "12.345.678-5", "sin RUT ni correos"),
        ("a.1.plazo", "pronto", "Escribe una fecha que exista"),
        ("a.1.plazo", "2001-01-01", "El plazo no puede ser anterior"),
        ("a.1.dimension", "ZZ", "Elige una de las opciones"),
    ],
)
def test_each_field_says_what_is_wrong_and_nothing_typed_is_lost(
    room: Room, name: str, value: str, words: str
) -> None:
    fields = {**fields_of(room), name.format(node=node_of(room)): value}
    response = upload(room, campos=fields)
    page = text_of(response)

    assert response.status_code == 422
    assert words in page
    assert "Así quedaría el acta" not in page
    assert "Observarnos una clase al mes" in page
    assert send(room, act="keep", bundle=BUNDLE, **fields).status_code == 422
    with program_context(room.workshop.program_id):
        assert not Contribution.objects.exists()
        assert not SocializationWorkshop.objects.get(pk=room.workshop.pk).has_ended


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"formato": "otro"}, "no es de un taller"),
        ({"version": 9}, "Es de otra versión"),
        ({"taller": 0}, "es de otro taller"),
        ({"id": "x"}, "le falta su identificación"),
        ({"campos": []}, "le faltan sus campos"),
        ({"campos": {"a.1.texto": 3}}, "no son texto"),
        ({"campos": {}}, "No hay nada escrito todavía"),
    ],
)
def test_another_file_says_so(room: Room, changes: dict[str, object], words: str) -> None:
    response = upload(room, **changes)

    assert response.status_code == 422
    assert words in text_of(response)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 30_000])
def test_a_file_that_is_cut_says_so(room: Room, content: bytes) -> None:
    response = send(room, act="read", file=SimpleUploadedFile("taller.json", content))

    assert response.status_code == 422
    assert "No se puede leer" in text_of(response)


def test_a_room_that_lost_its_connection_keeps_what_it_had_shown(program: Program) -> None:
    with program_context(program):
        room = make_room(program)
        room.votes(room.go(Kind.PREDICT), *[9] * 4, *[1] * 4)
        shown = reveal_step(room.workshop, by=room.leader).shown
    assert send(room, act="keep", bundle=BUNDLE, **fields_of(room)).status_code == 302

    with program_context(program):
        assert room.step(Kind.PREDICT).shown == shown
        assert room.step(Kind.REPRESENTS).shown is not None
        assert SocializationWorkshop.objects.get(pk=room.workshop.pk).code_hash is None


@pytest.mark.parametrize("with_results", [True, False])
def test_posters_cards_and_sheets_are_drawn(program: Program, with_results: bool) -> None:
    with program_context(program):
        room = make_room(program, start=False, with_results=with_results)
        html = papers_html(SocializationWorkshop.objects.get(pk=room.workshop.pk))
    pages = list(pypdfium2.PdfDocument(render_pdf(html, title="Papeles")))
    sizes = {(round(page.get_width()), round(page.get_height())) for page in pages}
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)

    assert sizes == {(595, 842), (1191, 842)}
    assert "¿Qué creemos que respondió la red?" in text
    assert ("La red respondió" in text) is with_results
    assert "Puntos para recortar" in text


def test_papers_are_asked_for_and_drawn_by_a_job(room: Room, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    address = f"/demo/taller/{room.workshop.pk}/papeles/"
    with django_capture_on_commit_callbacks(execute=True):
        client_of(room).post(address)
    page, pdf = client_of(room).get(address), client_of(room).get(f"{address}pdf/")

    assert "Taller en papel" in text_of(page)
    assert pdf.status_code in {200, 302}


def test_the_steps_of_a_script_change_places_but_a_result_never_comes_before_its_prediction(
    room: Room,
) -> None:
    def steps() -> list[tuple[int, str]]:
        with program_context(room.workshop.program_id):
            return list(room.workshop.steps.values_list("pk", "kind"))

    before = steps()
    sent = {f"minutes-{key}": "4" for key, _kind in before} | {f"keep-{key}": "on" for key, _kind in before}
    address = f"/demo/taller/{room.workshop.pk}/guion/"
    client_of(room).post(address, {**sent, "move": f"down:{before[0][0]}"})
    moved = steps()
    predict = next(place for place, (_key, kind) in enumerate(moved) if kind == Kind.PREDICT)
    refused = client_of(room).post(address, {**sent, "move": f"down:{moved[predict][0]}"}, follow=True)

    assert moved[:2] == [before[1], before[0]]
    assert steps() == moved
    assert "Primero se predice" in text_of(refused)


def test_a_room_that_everybody_left_is_closed(program: Program) -> None:
    with program_context(program):
        forgotten, alive = make_room(program), make_room(program, name="Red viva")
        long_ago = timezone.now() - timedelta(hours=13)
        SocializationWorkshop.objects.filter(pk=forgotten.workshop.pk).update(
            started_at=long_ago, step_since=long_ago
        )
    close_forgotten_rooms()
    close_forgotten_rooms()

    with program_context(program):
        ended = SocializationWorkshop.objects.select_related("activity").get(pk=forgotten.workshop.pk)
        assert (ended.has_ended, ended.code_hash, ended.activity.is_held) == (True, None, True)
        assert not SocializationWorkshop.objects.get(pk=alive.workshop.pk).has_ended
        assert Event.objects.filter(action="workshop.closed").count() == 1
