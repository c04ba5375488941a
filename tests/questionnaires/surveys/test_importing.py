"""Imported answers: into an empty survey of that mode, all or none, sealed and gated as any others."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Network
from questionnaires.results.actions import publish_release
from questionnaires.results.queries import report_of
from questionnaires.results.readers import read_release
from questionnaires.results.reports import document_of
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import (
    ImportPlan,
    change_draft,
    conclude_sealing,
    confirm_roster,
    import_responses,
    open_survey,
    prepare_import,
    seal_survey,
)
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.models import Response, Survey, SurveyMode, SurveyState
from questionnaires.surveys.versions import answer_shape
from tests.factories import CycleFactory, make_coordinator, make_person
from tests.surveys import (
    ITEMS,
    demo_version,
    make_draft,
    make_network,
    make_notice,
    make_open_survey,
    make_plan,
)


def make_import(
    program: Program, *, network: Network | None = None, asked: int = 12, by: User | None = None, **plan: Any
) -> Survey:
    """Make an empty survey of imported answers. Call inside the programme's context."""
    network = network or make_network(14)
    cycle = CycleFactory.create(network=network)
    make_notice(program)
    now = timezone.now()
    values: dict[str, Any] = {
        "version": demo_version(),
        "asked": asked,
        "source": "nómina de la red, marzo de 2026",
        "first_day": now - timedelta(days=60),
        "last_day": now - timedelta(days=40),
    }
    by = by or make_person(program, RoleCode.ADMINISTRATOR)
    return prepare_import(cycle, plan=ImportPlan(**{**values, **plan}), by=by)


def rows_of(people: int) -> list[list[int]]:
    return [[1 + (person + item) % 5 for item in range(ITEMS)] for person in range(people)]


def csv_of(survey: Survey, rows: list[list[int]]) -> bytes:
    with program_context(survey.program_id):
        codes = answer_shape(survey.version_id).codes
    return "\n".join([";".join(codes), *(";".join(map(str, row)) for row in rows)]).encode()


@pytest.fixture
def empty(inside: Program) -> Survey:
    return make_import(inside, by=make_person(inside, RoleCode.ADMINISTRATOR))


@pytest.mark.django_db
def test_everything_enters_in_one_act_that_closes_the_survey(empty: Survey) -> None:
    imported = import_responses(empty, rows=rows_of(9), by=empty.roster_confirmed_by)

    assert imported.state == SurveyState.CLOSED
    assert (imported.roster_n, imported.codes_made) == (12, 0)
    assert Job.objects.filter(key=f"seal:{empty.pk}").exists()
    assert Event.objects.filter(action="survey.imported").count() == 1
    with pytest.raises(NotAllowedNow, match="esté vacía"):
        import_responses(empty, rows=rows_of(9), by=empty.roster_confirmed_by)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no trae respuestas"),
        (rows_of(13), "Hay más respuestas"),
        ([[4] * (ITEMS - 1)], "no calzan"),
        ([[4] * (ITEMS - 1) + [6]], "no calzan"),
        ([[4] * (ITEMS - 1) + [0]], "no calzan"),
    ],
)
def test_rows_that_do_not_fit_leave_nothing(empty: Survey, rows: list[list[int]], words: str) -> None:
    with pytest.raises(NotAllowedNow, match=words):
        import_responses(empty, rows=rows, by=empty.roster_confirmed_by)

    assert Survey.objects.get(pk=empty.pk).state == SurveyState.DRAFT


@pytest.mark.django_db
def test_no_survey_of_another_mode_takes_them(inside: Program) -> None:
    for survey in (make_draft(inside), make_open_survey(inside).survey):
        with pytest.raises(NotAllowedNow, match="modo importada"):
            import_responses(survey, rows=rows_of(3), by=survey.opened_by)


@pytest.mark.django_db
def test_it_is_not_opened_as_others_are_and_has_no_codes(empty: Survey, inside: Program) -> None:
    facilitator = make_person(inside, RoleCode.FACILITATOR)
    for act in (open_survey, confirm_roster):
        with pytest.raises(NotAllowedNow, match="espera respuestas importadas"):
            act(empty, by=facilitator)
    with pytest.raises(NotAllowedNow, match="espera respuestas importadas"):
        change_draft(empty, plan=make_plan(), by=facilitator)
    with pytest.raises(DatabaseError, match="come by no code"), transaction.atomic():
        store_codes(empty, new_codes(1))


@pytest.mark.django_db(transaction=True)
def test_the_database_never_leaves_one_open(program: Program) -> None:
    with program_context(program):
        survey = make_import(program)

    with pytest.raises(DatabaseError, match="never left open"), program_context(program):
        Survey.objects.filter(pk=survey.pk).update(
            state=SurveyState.OPEN,
            notice=make_notice(program),
            opened_by=survey.roster_confirmed_by,
        )


@pytest.mark.django_db
def test_the_source_of_n_is_frozen_with_it(empty: Survey) -> None:
    imported = import_responses(empty, rows=rows_of(6), by=empty.roster_confirmed_by)

    with pytest.raises(DatabaseError, match="source of N is frozen"), transaction.atomic():
        Survey.objects.filter(pk=imported.pk).update(roster_source="otra")


@pytest.mark.django_db
def test_what_waits_for_its_file_can_be_corrected_and_what_others_prepared_cannot(inside: Program) -> None:
    survey = make_import(inside)
    now = timezone.now()
    plan = ImportPlan(demo_version(), 20, "otra nómina", now - timedelta(days=9), now - timedelta(days=2))

    again = prepare_import(survey.cycle, plan=plan, by=make_person(inside, RoleCode.ADMINISTRATOR))

    assert (again.pk, again.roster_n, again.roster_source) == (survey.pk, 20, "otra nómina")
    prepared = make_draft(inside)
    with pytest.raises(NotAllowedNow, match="ya tiene este cuestionario"):
        prepare_import(prepared.cycle, plan=plan, by=make_person(inside, RoleCode.ADMINISTRATOR))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"asked": 0}, "asked"),
        ({"source": "  "}, "source"),
        ({"last_day": timezone.now() + timedelta(days=2)}, "last_day"),
        ({"first_day": timezone.now() - timedelta(days=1)}, "last_day"),
    ],
)
def test_what_is_missing_is_told_at_its_field(inside: Program, change: dict[str, Any], field: str) -> None:
    with pytest.raises(NotAllowedNow) as refused:
        make_import(inside, **change)

    assert refused.value.field == field


def seal(program: Program, survey: Survey) -> Survey:
    """Do what the jobs do after an import."""
    with mock.patch("lar.jobs.publishing.publish", return_value=False):
        with program_context(program):
            seal_survey(survey)
        sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
        sealing.mark_sealed(survey.pk)
        with program_context(program):
            return conclude_sealing(Survey.objects.get(pk=survey.pk))


@pytest.mark.django_db(transaction=True)
def test_imported_answers_are_sealed_gated_and_said_to_be_imported(program: Program) -> None:
    rows = rows_of(9)
    with mock.patch("lar.jobs.publishing.publish", return_value=False), program_context(program):
        survey = make_import(program)
        import_responses(survey, rows=rows, by=survey.roster_confirmed_by)
    sealed = seal(program, survey)

    with program_context(program):
        kept = list(Response.objects.filter(survey=sealed).values_list("answers", flat=True))
        release = publish_release(sealed)
        assert release is not None
        released = read_release(release.payload)
        document = document_of(report_of(release, "network"))
    assert Counter(map(tuple, kept)) == Counter(map(tuple, rows))
    assert (released.network.respondents, released.network.roster) == (9, 12)
    assert released.circumstances.closed_at == survey.closes_at
    assert document.respondents.sentence.startswith("Respondieron 9 de 12 personas")
    assert document.respondents.codes.startswith("Respuestas importadas")
    assert "nómina de la red, marzo de 2026" in document.respondents.codes
    assert document.respondents.asked_by_role == ""


# --- The command ----------------------------------------------------------------------------------


def command(survey: int, path: Path, *more: str) -> tuple[dict[str, Any], str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_responses", str(path), "--survey", str(survey), *more, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return (json.loads(out.getvalue()) if out.getvalue() else {}), err.getvalue()


@pytest.mark.django_db
def test_the_command_is_dry_unless_it_is_told(empty: Survey, tmp_path: Path) -> None:
    path = tmp_path / "respuestas.csv"
    path.write_bytes(csv_of(empty, rows_of(9)))

    dry, advice = command(empty.pk, path)
    assert Survey.objects.get(pk=empty.pk).state == SurveyState.DRAFT
    done, _err = command(empty.pk, path, "--apply")

    assert (dry["responses"], dry["items"], dry["applied"]) == (9, ITEMS, False)
    assert "agrega --apply" in advice
    assert done["applied"] is True
    found = Survey.objects.get(pk=empty.pk)
    assert (found.state, found.opened_by) == (SurveyState.CLOSED, empty.roster_confirmed_by)


@pytest.mark.django_db
def test_the_command_says_what_is_wrong_and_keeps_nothing(empty: Survey, tmp_path: Path) -> None:
    path = tmp_path / "respuestas.csv"
    path.write_bytes(csv_of(empty, rows_of(9)) + b"\n1;2")

    counts, words = command(empty.pk, path, "--apply")

    assert counts["applied"] is False
    assert "parece cortado" in words and "Nada se guardó" in words
    assert Survey.objects.get(pk=empty.pk).state == SurveyState.DRAFT
    assert "No se pudo leer" in command(empty.pk, tmp_path / "no-hay.csv")[1]
    assert "No existe la aplicación" in command(987654321, path)[1]


@pytest.mark.django_db
def test_the_command_refuses_other_surveys_and_a_second_file(inside: Program, tmp_path: Path) -> None:
    path = tmp_path / "respuestas.csv"
    survey = make_import(inside)
    path.write_bytes(csv_of(survey, rows_of(9)))

    assert "de otro modo" in command(make_draft(inside).pk, path, "--apply")[1]
    command(survey.pk, path, "--apply")
    assert "ya tiene sus respuestas" in command(survey.pk, path, "--apply")[1]


# --- The pages ------------------------------------------------------------------------------------


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, survey: Survey, data: bytes) -> Any:
    file = SimpleUploadedFile("respuestas.csv", data, "text/csv")
    return client.post(f"/demo/aplicaciones/{survey.pk}/importar/", {"file": file})


@pytest.mark.django_db
def test_an_administrator_says_what_it_is_reads_the_file_and_loads_it(inside: Program) -> None:
    administrator = make_person(inside, RoleCode.ADMINISTRATOR)
    make_notice(inside)
    cycle = CycleFactory.create(network=make_network(14))
    client = client_of(administrator)
    now = timezone.localtime()
    sent = {
        "cycle": cycle.pk,
        "version": demo_version().pk,
        "asked": "12",
        "source": "nómina en papel",
        "first_day": f"{now - timedelta(days=20):%Y-%m-%dT%H:%M}",
        "last_day": f"{now - timedelta(days=9):%Y-%m-%dT%H:%M}",
    }

    started = client.post("/demo/aplicaciones/importar/", sent)
    survey = Survey.objects.get(cycle=cycle)
    review = upload(client, survey, csv_of(survey, rows_of(9)))

    assert started.headers["Location"].endswith(f"/aplicaciones/{survey.pk}/importar/")
    assert review.status_code == 200
    assert review.context["counts"]["responses"] == 9
    assert Survey.objects.get(pk=survey.pk).state == SurveyState.DRAFT
    content = review.context["confirm"].initial["content"]
    done = client.post(f"/demo/aplicaciones/{survey.pk}/importar/", {"content": content})
    assert done.status_code == 302
    assert Survey.objects.get(pk=survey.pk).state == SurveyState.CLOSED
    assert "Se importaron 9 respuestas" in client.get(done.headers["Location"]).content.decode()


@pytest.mark.django_db
def test_the_review_says_each_problem_by_its_row_and_offers_nothing_to_confirm(
    empty: Survey, inside: Program
) -> None:
    client = client_of(make_person(inside, RoleCode.ADMINISTRATOR))
    data = csv_of(empty, rows_of(3)).replace(b"\n1;", b"\n9;", 1)

    review = upload(client, empty, data)

    assert review.status_code == 422
    assert review.context["confirm"] is None
    assert "9 no está en la escala, que va de 1 a 5" in review.content.decode()


@pytest.mark.django_db
def test_what_no_page_of_ours_read_is_not_loaded(empty: Survey, inside: Program) -> None:
    client = client_of(make_person(inside, RoleCode.ADMINISTRATOR))
    other = make_import(inside)
    content = upload(client, other, csv_of(other, rows_of(6))).context["confirm"].initial["content"]

    for sent in (content, "cualquier cosa", ""):
        refused = client.post(f"/demo/aplicaciones/{empty.pk}/importar/", {"content": sent})
        assert refused.status_code == 422
    assert Survey.objects.get(pk=empty.pk).state == SurveyState.DRAFT


@pytest.mark.django_db
def test_teams_see_that_it_waits_and_cannot_load_confirm_or_change_it(inside: Program) -> None:
    network = make_network(14)
    survey = make_import(inside, network=network)
    client = client_of(make_coordinator(inside, network))

    page = client.get(f"/demo/aplicaciones/{survey.pk}/").content.decode()

    assert "Falta que la administración del programa cargue el archivo" in page
    assert client.get(f"/demo/aplicaciones/{survey.pk}/importar/").status_code == 403
    assert client.get("/demo/aplicaciones/importar/").status_code == 403
    assert client.get(f"/demo/aplicaciones/{survey.pk}/preparacion/").status_code == 302
    assert Survey.objects.get(pk=survey.pk).mode == SurveyMode.IMPORTED


@pytest.mark.django_db
def test_no_row_is_read_before_sealing(empty: Survey) -> None:
    import_responses(empty, rows=rows_of(9), by=empty.roster_confirmed_by)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM questionnaires_response WHERE survey_id = %s", [empty.pk])
        assert cursor.fetchone() == (0,)
