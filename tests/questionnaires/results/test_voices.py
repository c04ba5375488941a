"""From what people wrote to what their network reads: two outsiders, one agreement, no way around it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Coordination
from questionnaires.results.actions import (
    open_release,
    open_voices,
    publish_release,
    publish_voices,
    review_text,
)
from questionnaires.results.models import Release, ReleaseOpening, Report, TextReview, TextUse
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.queries import report_of
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.queries.voices import texts_of, voices_release
from questionnaires.results.reports import document_of
from questionnaires.surveys.doors import ensure_reading_link
from questionnaires.surveys.models import OpenText, Survey
from questionnaires.surveys.queries.links import reading_link_url
from tests.factories import (
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.texts import open_with_questions, seal, write

pytestmark = pytest.mark.django_db(transaction=True)

WROTE = [
    {"valoras": f"Nos escuchamos, {n} veces. Gracias a Rosa.", "cambiarias": f"El horario {n}."}
    for n in range(7)
] + [{"valoras": "Que don pedro nos une."}, {}]


@pytest.fixture
def survey(program: Program) -> Survey:
    """Results of nine answers: eight texts to the first question, seven to the second."""
    made = open_with_questions(program)
    write(made, WROTE)
    sealed = seal(made)
    with program_context(program):
        assert publish_release(sealed) is not None
        return Survey.objects.select_related("network", "program").get(pk=sealed.pk)


@pytest.fixture
def reviewers(program: Program, survey: Survey) -> list[User]:
    with program_context(program):
        return [make_person(program, RoleCode.FACILITATOR, name=name) for name in ("Ana", "Luz")]


@pytest.fixture
def team(program: Program, survey: Survey) -> User:
    with program_context(program):
        return make_coordinator(program, survey.network, name="Coordina")


@pytest.fixture
def inside_now(program: Program, survey: Survey, reviewers: list[User], team: User) -> Iterator[None]:
    """The rest of the test runs in the programme's context."""
    with program_context(program):
        yield


def decide(survey: Survey, by: User, *, use: TextUse = TextUse.QUOTE, theme: str = "Escucharse") -> None:
    """Decide alike about every text that can be read, covering the names."""
    for question in texts_of(survey):
        for text in question.texts:
            masked = text.text.replace("Rosa", "[nombre]").replace("pedro", "[nombre]")
            review_text(survey, text_key=text.key, use=use, masked=masked, theme=theme, by=by)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(survey: Survey, rest: str = "") -> str:
    return f"/{survey.program.slug}/voces/{survey.pk}/{rest}"


def first_text(survey: Survey) -> uuid.UUID:
    return texts_of(survey)[0].texts[0].key


# --- Who may, and who may not -------------------------------------------------------------------------


def test_a_coordinator_of_the_network_gets_no_text(survey: Survey, team: User) -> None:
    client = browser(team)

    assert client.get(url(survey)).status_code == 403
    assert client.get(f"/{survey.program.slug}/voces/").status_code == 403
    assert client.post(url(survey, "publicar/")).status_code == 403


def test_a_facilitator_with_a_past_in_the_network_gets_no_text(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    Coordination.objects.create(
        network=survey.network, user=reviewers[0], valid_from=date(2024, 3, 1), valid_to=date(2024, 12, 1)
    )
    client = browser(reviewers[0])
    key = first_text(survey)

    home = client.get(f"/{survey.program.slug}/voces/").content.decode()

    assert client.get(url(survey)).status_code == 403
    assert client.get(url(survey, f"{key}/")).status_code == 403
    assert "sus textos los revisan otras personas" in home
    with pytest.raises(NotAllowedNow, match="Tienes o tuviste un rol"):
        decide(survey, reviewers[0])
    with pytest.raises(NotAllowedNow, match="Tienes o tuviste un rol"):
        publish_voices(survey, by=reviewers[0])


def test_a_facilitator_who_is_the_authority_of_the_territory_gets_no_text(
    program: Program, survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    territory = TerritoryFactory.create()
    NetworkTerritoryFactory.create(network=survey.network, territory=territory)
    authority = make_authority(program, territory)

    with pytest.raises(NotAllowedNow, match="Tienes o tuviste un rol"):
        decide(survey, authority)


def test_one_facilitator_alone_publishes_nothing(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    decide(survey, reviewers[0])
    decide(survey, reviewers[0])

    with pytest.raises(NotAllowedNow, match="no revisaron dos personas"):
        publish_voices(survey, by=reviewers[0])
    assert voices_release(survey) is None


def test_the_decision_of_who_joined_the_network_since_does_not_count(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    for person in reviewers:
        decide(survey, person)
    Coordination.objects.create(network=survey.network, user=reviewers[1], valid_from=date(2026, 11, 1))

    with pytest.raises(NotAllowedNow, match="no revisaron dos personas"):
        publish_voices(survey, by=reviewers[0])


# --- Deciding -------------------------------------------------------------------------------------------


def test_only_a_question_with_eight_texts_is_there_to_read(survey: Survey, inside_now: None) -> None:
    assert [(question.code, len(question.texts)) for question in texts_of(survey)] == [
        ("valoras", 8),
        ("cambiarias", 0),
    ]


@pytest.mark.parametrize(
    "change, words",
    [
        ({"masked": "Nos queremos."}, "Solo se puede tapar"),
        ({"theme": "  "}, "de qué tema trata"),
        ({"text_key": uuid.uuid4()}, "ya no está"),
    ],
    ids=["words that nobody wrote", "no theme", "no such text"],
)
def test_what_may_not_be_decided_says_why(
    survey: Survey, reviewers: list[User], inside_now: None, change: dict[str, Any], words: str
) -> None:
    text = texts_of(survey)[0].texts[0]
    decision: dict[str, Any] = {"text_key": text.key, "use": TextUse.QUOTE, "masked": text.text}
    decision |= {"theme": "Tiempo"} | change

    with pytest.raises(NotAllowedNow, match=words):
        review_text(survey, **decision, by=reviewers[0])
    assert not TextReview.objects.exists()


def test_the_page_proposes_a_masking_and_keeps_what_was_typed(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    client = browser(reviewers[0])
    text = next(one for one in texts_of(survey)[0].texts if "Rosa" in one.text)
    place = url(survey, f"{text.key}/")

    page = client.get(place).content.decode()
    wrong = client.post(place, {"use": "quote", "masked": "Otra cosa.", "theme": "Escucha"})

    assert "Gracias a [nombre]." in page
    assert wrong.status_code == 422
    assert "Solo se puede tapar" in wrong.content.decode()
    assert "Otra cosa.</textarea>" in wrong.content.decode()


def test_the_second_agrees_with_one_button_and_goes_on(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    decide(survey, reviewers[0])
    client = browser(reviewers[1])
    text = texts_of(survey)[0].texts[0]
    place = url(survey, f"{text.key}/")
    other = text.reviews[0]

    page = client.get(place).content.decode()
    answer = client.post(place, {"use": other.use, "masked": other.masked, "theme": other.theme})

    assert "Propuesta de Ana" in page
    assert answer.status_code == 302
    assert answer["Location"] != place
    assert texts_of(survey)[0].texts[0].state.label == "hay acuerdo"


# --- Publishing -------------------------------------------------------------------------------------------


def published(survey: Survey, reviewers: list[User]) -> Release:
    for person in reviewers:
        decide(survey, person)
    return publish_voices(survey, by=reviewers[1])


def test_what_two_agree_on_is_a_release_of_its_own(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    release = published(survey, reviewers)

    assert (release.kind, release.number, release.schema) == (ReleaseKind.VOICES, 1, "voices-release/1")
    assert set(release.payload) == {"schema", "salt", "network", "members"}
    assert "Rosa" not in str(release.payload)
    assert "pedro" not in str(release.payload)
    assert len(release.sha256) == 64
    assert not OpenText.objects.exists()
    assert Job.objects.filter(key=f"vacuum-texts:{survey.pk}").exists()
    assert not TextReview.objects.exists()
    assert publish_voices(survey, by=reviewers[0]) == release


def test_the_reports_of_the_team_get_a_new_number_and_the_authoritys_nothing(
    survey: Survey, reviewers: list[User], team: User, inside_now: None
) -> None:
    results = scale_releases().get(survey=survey)
    before = report_of(results, "network")

    published(survey, reviewers)

    after = report_of(results, "network")
    voices = document_of(after).voices
    assert (before.number, after.number) == (1, 2)
    assert document_of(before).voices.why_not.startswith("Los textos que escribieron")
    assert [theme.name for theme in voices.questions[0].themes] == ["Escucharse"]
    assert len(voices.questions[0].themes[0].quotes) == 3
    assert "menos de 8 textos" in voices.questions[1].reason
    assert Report.objects.filter(kind="authority").count() == 1
    page = browser(team).get(f"/{survey.program.slug}/resultados/{results.pk}/").content.decode()
    assert "Gracias a [nombre]." in page or "Que don [nombre]" in page
    assert "voces/compartir" not in page


def test_members_read_the_voices_after_the_team_shares_them(
    survey: Survey, reviewers: list[User], team: User, inside_now: None
) -> None:
    results = scale_releases().get(survey=survey)
    release = published(survey, reviewers)
    with pytest.raises(NotAllowedNow, match="primero los resultados"):
        open_voices(release, by=team)
    open_release(results, audience="members", by=team)
    ensure_reading_link(survey.network, expires_on=date(2099, 1, 1))
    link = reading_link_url(survey.network)
    before = Client().get(link).content.decode()

    client = browser(team)
    place = f"/{survey.program.slug}/resultados/{results.pk}/voces/compartir/"
    asked = client.get(place)
    client.post(place)

    assert asked.status_code == 200
    assert "todavía se revisan" in before
    assert "Escucharse" in Client().get(link).content.decode()
    assert ReleaseOpening.objects.get(release=release).audience == "members"
    with pytest.raises(NotAllowedNow, match="ya están compartidas"):
        open_voices(release, by=team)


def test_the_page_shows_word_for_word_what_would_be_published(
    survey: Survey, reviewers: list[User], inside_now: None
) -> None:
    client = browser(reviewers[0])
    early = client.get(url(survey, "publicar/"))
    for person in reviewers:
        decide(survey, person)

    page = client.get(url(survey, "publicar/")).content.decode()
    done = client.post(url(survey, "publicar/"))

    assert early.status_code == 302
    assert "Escucharse" in page
    assert "No se puede deshacer" in page
    assert done.status_code == 302
    assert not OpenText.objects.exists()
    assert "ya se publicaron" in client.get(url(survey)).content.decode()


# --- Cost -------------------------------------------------------------------------------------------------


def another(survey: Survey) -> None:
    """One more network with texts, as its jobs would leave it."""
    made = open_with_questions(survey.program)
    write(made, WROTE)
    sealed = seal(made)
    with program_context(survey.program):
        publish_release(sealed)


def test_the_list_asks_as_much_for_three_networks_as_for_one(
    program: Program, survey: Survey, reviewers: list[User]
) -> None:
    client = browser(reviewers[0])
    place = f"/{survey.program.slug}/voces/"
    client.get(place)

    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connections["default"]) as queries:
            assert client.get(place).status_code == 200
        counts.append(len(queries))
        another(survey)
        another(survey)

    assert counts[0] == counts[1]
