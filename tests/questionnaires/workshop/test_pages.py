"""The three screens as people use them: the desk, the projector, the remote, a phone without JavaScript."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.agreements import write_agreement
from networks.actions.closing import project_next_year
from questionnaires.results.actions import open_release, write_second_edition
from questionnaires.results.report import WHOLE
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from questionnaires.workshop.actions import end_workshop, reveal_step
from questionnaires.workshop.models import SocializationWorkshop, VoteCount, WorkshopStep
from questionnaires.workshop.script import Kind
from questionnaires.workshop.voting import contribute
from tests.factories import make_person
from tests.questionnaires.workshop.world import Room, make_room, phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(program: Program) -> Room:
    with program_context(program):
        return make_room(program)


def leader(room: Room) -> Client:
    client = Client()
    client.force_login(room.leader)
    return client


def page(room: Room, name: str = "") -> str:
    response = leader(room).get(f"/demo/taller/{room.workshop.pk}/{name}")
    assert response.status_code == 200, response
    return response.content.decode()


def press(room: Room, act: str, position: int, **more: str) -> None:
    address = f"/demo/taller/{room.workshop.pk}/control/"
    response = leader(room).post(address, {"act": act, "position": str(position), **more})
    assert response.status_code == 302


def test_a_session_becomes_a_workshop_in_one_click(program: Program) -> None:
    with program_context(program):
        room = make_room(program, start=False)
        activity = room.workshop.activity_id
        SocializationWorkshop.objects.all().delete()
    client = leader(room)

    session = client.get(f"/demo/actividades/{activity}/").content.decode()
    made = client.post(f"/demo/actividades/{activity}/taller/", follow=True)

    assert "Hacer el taller de socialización" in session
    assert "Abrir la sala" in made.content.decode()
    assert "60 minutos en total" in made.content.decode()


def test_the_wall_carries_the_fingerprint_of_what_it_shows(program: Program, room: Room) -> None:
    with program_context(program):
        room.go(Kind.RESPONDENTS)
        release = room.workshop.release
    assert release is not None
    assert release.sha256 in page(room, "proyector/")


def test_the_script_is_chosen_and_edited_until_it_starts(program: Program) -> None:
    with program_context(program):
        room = make_room(program, start=False)
    client, address = leader(room), f"/demo/taller/{room.workshop.pk}/"

    client.post(f"{address}guion/", {"duration": "90", "nodes": ["PN", "CC"]})
    with program_context(program):
        steps = list(room.workshop.steps.all())
        nodes = {step.node for step in steps if step.node}
    lines = {f"minutes-{step.pk}": "4" for step in steps} | {f"role-{step.pk}": "Inés" for step in steps}
    kept = {f"keep-{step.pk}": "on" for step in steps[1:]}
    client.post(f"{address}guion/", lines | kept)
    refused = client.post(f"{address}guion/", {**lines, **kept, f"minutes-{steps[1].pk}": "x"}, follow=True)
    started = client.post(f"{address}comenzar/", follow=True)

    with program_context(program):
        edited = list(room.workshop.steps.all())
    assert nodes == {"PN", "CC"}
    assert [(step.position, step.minutes, step.role) for step in edited] == [
        (place, 4, "Inés") for place in range(len(steps) - 1)
    ]
    assert "Cada paso dura entre 1 y 90 minutos" in refused.content.decode()
    assert "Abrir el control" in started.content.decode()


def test_the_remote_moves_the_room_once_per_tap(room: Room) -> None:
    press(room, "next", 0)
    press(room, "next", 0)
    press(room, "next", 1)

    assert room.position == 2
    press(room, "back", 2)
    assert room.position == 1


def test_a_phone_votes_without_javascript_and_sees_that_it_counted(program: Program, room: Room) -> None:
    with program_context(program):
        step = room.go(Kind.PREDICT)
    client, address = phone(room), f"/t/{room.code}/"
    form = client.get(address).content.decode()
    sent = client.post(address, {"step": str(step.pk), "option": "7"}, follow=True).content.decode()
    again = client.post(address, {"step": str(step.pk), "option": "2"}, follow=True).content.decode()

    assert 'name="option" value="10"' in form
    assert len(form) < 30_000
    assert "Tu voto se contó" in sent
    assert "Tu voto se contó" in again
    with program_context(program):
        assert list(VoteCount.objects.exclude(option="*").values_list("option", "counted")) == [("7", 1)]


def test_an_evaluation_is_four_marks_in_one_sending(program: Program, room: Room) -> None:
    with program_context(program):
        step = room.go(Kind.EVALUATION)
    client, address = phone(room), f"/t/{room.code}/"
    marks = {f"option-{code}": f"{code}:si" for code in ("entender", "hablar", "acuerdos", "tiempo")}
    three = dict(list(marks.items())[:3])

    refused = client.post(address, {"step": str(step.pk), **three})
    kept = client.post(address, {"step": str(step.pk), **marks}, follow=True)

    assert refused.status_code == 422
    assert "Tu voto se contó" in kept.content.decode()


def test_what_is_written_is_said_to_be_public_before_sending_and_stands_on_the_wall(
    program: Program, room: Room
) -> None:
    with program_context(program):
        step = room.go(Kind.IDEAS)
    client, address = phone(room), f"/t/{room.code}/"
    form = client.get(address).content.decode()
    client.post(address, {"step": str(step.pk), "text": "Leer <b>juntas</b>"})
    wall, remote = page(room, "proyector/"), page(room, "control/")

    assert "lo lee toda la sala" in form
    assert "Leer &lt;b&gt;juntas" in wall
    assert "Leer &lt;b&gt;juntas" in remote
    assert "<button" not in wall
    press(room, f"withdraw:{idea_in(remote)}", step.position)
    assert "juntas" not in page(room, "proyector/")


def idea_in(remote: str) -> str:
    found = re.search(r'value="withdraw:(\d+)"', remote)
    assert found is not None
    return found.group(1)


def test_letters_that_open_nothing_say_so(room: Room) -> None:
    client = Client()

    assert client.get("/t/ZZZZ/").status_code == 404
    assert client.get("/t/zzz/").status_code == 404
    assert client.post("/t/", {"code": "123"}).status_code == 422
    assert client.post("/t/", {"code": room.code.lower()})["Location"] == f"/t/{room.code}/"


def test_a_network_without_results_talks_with_cards(program: Program) -> None:
    with program_context(program):
        room = make_room(program, with_results=False)
        step = room.go(Kind.PREDICT)
        room.votes(step, 8, 7, 3, 5, 9)
        reveal_step(room.workshop, by=room.leader)
        kinds = set(room.workshop.steps.values_list("kind", flat=True))
    predicted = page(room, "proyector/")
    with program_context(program):
        room.go(Kind.DIALOGUE)

    assert not kinds & {"represents", "respondents"}
    assert "La sala predijo 64" in predicted
    assert "¿En qué se nota esto en nuestra red?" in page(room, "proyector/")


def test_who_facilitates_does_not_lead_and_strangers_find_nothing(program: Program, room: Room) -> None:
    facilitator = Client()
    with program_context(program):
        facilitator.force_login(make_person(program, RoleCode.FACILITATOR))
    assert facilitator.get(f"/demo/taller/{room.workshop.pk}/control/").status_code == 403


def test_afterwards_there_are_minutes_and_the_report_holds_the_conversation(
    program: Program, room: Room
) -> None:
    with program_context(program):
        predict = room.go(Kind.PREDICT)
        room.votes(predict, 8, 7, 3, 5, 9)
        reveal_step(room.workshop, by=room.leader)
        represents = room.go(Kind.REPRESENTS)
        room.votes(represents, "si", "si", "matices", "matices", "no")
        reveal_step(room.workshop, by=room.leader)
        contribute(program.pk, represents.pk, text="Depende de la escuela")
        today = room.workshop.activity.day
        write_agreement(
            room.network,
            text="Visitarnos una vez al mes.",
            due=today.replace(year=today.year + 1),
            how_known="Hay fotos.",
            review_on=today.replace(year=today.year + 1),
            owner_words="UTP",
            activity=room.workshop.activity,
            on=today,
            by=room.leader,
        )
        release = room.workshop.release
        assert release is not None
        project_next_year(
            release.survey.cycle,
            keep="Las visitas entre escuelas.",
            strategies="Observarnos en parejas.",
            needs="Horas protegidas.",
            on=today,
            by=room.leader,
        )
        room.workshop = end_workshop(room.workshop, by=room.leader)
        open_release(release, audience="members", by=room.leader)
        network, members = write_second_edition(release, selection=WHOLE, by=room.leader)
        talked = document_of(network).context.conversation
        assert document_of(members).context.conversation == talked
        link = create_reading_link(room.network, expires_on=date(2030, 1, 1), by=room.leader)
        token = reading_token(link.pk)
        room.workshop.activity.refresh_from_db()
    minutes, after = room.workshop.activity.minutes, page(room)

    assert talked is not None
    assert talked.dimensions[0].represents == ("2", "2", "1")
    assert talked.dimensions[0].nuances == ("Depende de la escuela",)
    for words in ("La sala predijo".lower(), "depende de la escuela", "visitarnos una vez al mes"):
        assert words in minutes.lower()
    assert "Hacer el PDF del acta" in after
    team = leader(room).get(f"/{program.slug}/resultados/{release.pk}/").content.decode()
    for read in (team, Client().get(f"/leer/{token}/").content.decode()):
        assert "Lo que conversamos" in read
        for words in ("Depende de la escuela", "Observarnos en parejas.", "Visitarnos una vez al mes."):
            assert words in read


def test_a_phone_votes_in_a_programme_with_thousands_of_steps(program: Program) -> None:
    with program_context(program):
        room = make_room(program)
        WorkshopStep.objects.filter(pk=room.go(Kind.PREDICT).pk).update(id=123_456_789)
        step = room.step(Kind.PREDICT)
    client, address = phone(room), f"/t/{room.code}/"
    sent = re.search(r'name="step" value="([^"]+)"', client.get(address).content.decode())

    assert sent is not None
    assert sent.group(1) == str(step.pk)
    assert client.post(address, {"step": sent.group(1), "option": "7"}).status_code == 303
