"""The digest: who gets it and when, what it holds, that it comes once, and how it is switched off."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lar.audit.models import Event
from lar.jobs.models import Job, JobState
from lar.jobs.registry import find
from lar.jobs.runner import run_message
from lar.tenancy.context import program_context
from networks.actions.agreements import write_agreement
from networks.actions.notices import Places, choose_notices
from networks.models import NoticeMark, Rhythm
from networks.notice_links import stop_of, stop_token
from networks.notice_tasks import DIGEST, ask_for_digests, look
from networks.queries.notices import rhythm_of, unseen_of
from tests.networks.pages.conftest import TODAY, Cast

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


def agree(cast: Cast, text: str = "Observar una clase <b>por escuela</b>.") -> None:
    with program_context(cast.program):
        write_agreement(
            cast.network,
            text=text,
            owner_words="Jefaturas de UTP",
            due=TODAY - timedelta(days=2),
            how_known="Hay un acta.",
            review_on=TODAY + timedelta(days=9),
            on=TODAY - timedelta(days=20),
            by=cast.people["neighbour"],
        )


def ask(cast: Cast, day: date) -> list[int]:
    """Ask for the digests of a day; returns for whom they wait."""
    with program_context(cast.program):
        ask_for_digests(cast.program, day)
        rows = Job.objects.filter(kind=DIGEST, state=JobState.WAITING, key__endswith=day.isoformat())
        return sorted(job.args["user_id"] for job in rows)


def send(cast: Cast) -> list[EmailMultiAlternatives]:
    """Run what waits; returns the mails that left."""
    kind = find(DIGEST)
    assert kind is not None
    with program_context(cast.program):
        waiting = list(Job.objects.filter(kind=DIGEST, state=JobState.WAITING))
    mail.outbox.clear()
    for job in waiting:
        run_message(kind, job_id=str(job.pk), program_id=cast.program.pk, message_id="", came_back=False)
    return [one for one in mail.outbox if isinstance(one, EmailMultiAlternatives)]


def choose(cast: Cast, who: str, rhythm: Rhythm, **choices: Places) -> None:
    with program_context(cast.program):
        choose_notices(choices, rhythm=rhythm, by=cast.people[who])


def test_it_is_asked_for_on_mondays_or_daily_and_once(cast: Cast) -> None:
    everybody = {cast.people[who].pk for who in cast.people if who != "stranger"}
    choose(cast, "authority", Rhythm.DAILY)
    choose(cast, "facilitator", Rhythm.NEVER)

    monday, again = ask(cast, MONDAY), ask(cast, MONDAY)
    assert set(monday) == everybody - {cast.people["facilitator"].pk}
    assert again == monday
    assert ask(cast, TUESDAY) == [cast.people["authority"].pk]


def test_the_clock_goes_through_every_programme_after_seven(cast: Cast) -> None:
    cast.get("coordinator")
    agree(cast)
    with time_machine.travel("2026-05-04 06:50:00-04:00", tick=False):
        look()
    with program_context(cast.program):
        assert not Job.objects.filter(kind=DIGEST).exists()

    look()

    with program_context(cast.program):
        assert Job.objects.filter(kind=DIGEST).count() == 5
        assert unseen_of(cast.people["coordinator"].pk) > 0


def test_it_says_what_is_new_with_where_to_go_and_how_to_stop(cast: Cast) -> None:
    agree(cast)
    ask(cast, MONDAY)

    letters = {letter.to[0]: letter for letter in send(cast)}

    person = cast.people["coordinator"]
    letter = letters[person.email]
    stop = f"/correo/dejar/{stop_token(cast.program.pk, person.pk)}/"
    sent: EmailMessage = letter.message()
    assert letter.subject.startswith(cast.program.name)
    assert "Revisen el acuerdo «Observar una clase <b>por escuela</b>.»" in letter.body
    assert "Atrasado: era para el 02-05-2026." in letter.body
    assert f"/demo/redes/{cast.network.pk}/acuerdos/" in letter.body
    assert stop in letter.body
    html = str(letter.alternatives[0][0])
    assert "&lt;b&gt;por escuela&lt;/b&gt;" in html
    assert "<img" not in html
    assert "http" not in html.replace('href="http', "")
    assert str(sent["List-Unsubscribe"]).endswith(f"{stop}>")
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_was_sent_seen_or_switched_off_is_not_sent(cast: Cast) -> None:
    agree(cast)
    kinds = cast.get("coordinator", "avisos/").context["form"].kinds()
    off = {field.name: Places(on_page=True, by_mail=field.name == "agreement") for field in kinds}
    choose(cast, "coordinator", Rhythm.DAILY, **off)
    mine = cast.people["coordinator"].email
    ask(cast, MONDAY)
    first = [letter for letter in send(cast) if letter.to == [mine]]
    with time_machine.travel("2026-05-05 09:00:00-04:00", tick=False):
        ask(cast, TUESDAY)
        second = send(cast)
    with time_machine.travel("2026-05-06 09:00:00-04:00", tick=False):
        agree(cast, "Leer juntas.")
        ask(cast, date(2026, 5, 6))
        third = send(cast)

    assert [str(letter.body).count("Revisen el acuerdo") for letter in first] == [1]
    assert second == []
    assert [letter.to for letter in third] == [[mine]]
    assert "Observar una clase" not in third[0].body
    assert "Leer juntas" in third[0].body


def test_nothing_new_sends_nothing(cast: Cast) -> None:
    ask(cast, MONDAY)

    assert cast.people["administrator"].email not in {letter.to[0] for letter in send(cast)}


def test_whoever_left_or_said_never_meanwhile_gets_nothing(cast: Cast) -> None:
    agree(cast)
    ask(cast, MONDAY)
    choose(cast, "coordinator", Rhythm.NEVER)

    assert cast.people["coordinator"].email not in {letter.to[0] for letter in send(cast)}


def test_two_that_waited_for_the_mail_server_are_one(cast: Cast) -> None:
    choose(cast, "coordinator", Rhythm.DAILY)
    agree(cast)
    ask(cast, MONDAY)
    send(cast)
    agree(cast, "Leer juntas.")
    ask(cast, TUESDAY)

    assert cast.people["coordinator"].email not in {letter.to[0] for letter in send(cast)}


def test_marks_of_what_no_longer_holds_go_after_two_months(cast: Cast) -> None:
    person = cast.people["coordinator"]
    with program_context(cast.program):
        NoticeMark.objects.put(person.pk, ["viejo"], seen_at=timezone.now())
    with time_machine.travel("2026-07-13 09:00:00-04:00", tick=False):
        ask(cast, date(2026, 7, 13))
        send(cast)

        with program_context(cast.program):
            assert not NoticeMark.objects.filter(key="viejo").exists()


def stop_path(cast: Cast, who: str = "coordinator") -> str:
    return reverse("entry:digest_stop", args=[stop_token(cast.program.pk, cast.people[who].pk)])


def rhythm(cast: Cast, who: str) -> Rhythm:
    with program_context(cast.program):
        return rhythm_of(cast.people[who].pk)


def test_reading_the_link_changes_nothing_and_its_button_stops_only_hers(cast: Cast) -> None:
    visitor = Client(enforce_csrf_checks=True)

    page = visitor.get(stop_path(cast))
    assert page.status_code == 200
    assert "No recibir más el resumen" in page.content.decode()
    assert rhythm(cast, "coordinator") == Rhythm.WEEKLY

    done = visitor.post(stop_path(cast), {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert rhythm(cast, "coordinator") == Rhythm.NEVER
    assert rhythm(cast, "neighbour") == Rhythm.WEEKLY
    with program_context(cast.program):
        event = Event.objects.get(action="notices.digest_stopped")
        assert (event.by, event.subject) == (None, str(cast.people["coordinator"].pk))


@pytest.mark.parametrize("change", [lambda t: t[:-1] + "x", lambda t: "9" + t, lambda t: t + ".x"])
def test_a_link_that_we_did_not_sign_opens_nothing(cast: Cast, change: Any) -> None:
    token = stop_token(cast.program.pk, cast.people["coordinator"].pk)

    assert stop_of(change(token)) is None
    for method in ("get", "post"):
        answer = getattr(Client(), method)(reverse("entry:digest_stop", args=[change(token)]))
        assert answer.status_code == 404
        assert "Este enlace no abre nada" in answer.content.decode()
    assert rhythm(cast, "coordinator") == Rhythm.WEEKLY
