"""The pages of agreements: what each reader finds, what the forms keep, and what they ask of the database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lar.tenancy.context import program_context
from networks.actions.agreements import review_agreement, write_agreement
from networks.models import Activity, ActivityDocument, Agreement, AgreementState
from networks.printed import activity_html
from networks.queries.activities import with_networks
from tests.factories import NetworkFactory
from tests.networks.activities.world import make_activity
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db

SAID = {
    "text": "Observar una clase de lectura.",
    "owner_words": "Jefaturas de UTP",
    "due": "2026-06-01",
    "how_known": "Cada escuela trae su pauta.",
    "review_on": "2026-06-08",
    "on": "2026-05-04",
}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def agree(cast: Cast, **changes: Any) -> Agreement:
    said: dict[str, Any] = {
        "text": "Observar una clase de lectura.",
        "owner_words": "Jefaturas de UTP",
        "due": date(2026, 4, 20),
        "how_known": "Cada escuela trae su pauta.",
        "review_on": date(2026, 4, 27),
        "on": date(2026, 4, 1),
        "by": cast.people["coordinator"],
    }
    with program_context(cast.program):
        return write_agreement(cast.network, **said | changes)


def test_the_team_writes_an_agreement_and_everybody_of_the_network_reads_it(cast: Cast) -> None:
    response = cast.post("coordinator", f"redes/{cast.network.pk}/acuerdos/nuevo/", SAID, follow=True)

    assert "Observar una clase de lectura." in text(response)
    assert "Observar una clase" in text(cast.get("facilitator", f"redes/{cast.network.pk}/acuerdos/"))


def test_what_was_typed_comes_back_with_what_is_wrong(cast: Cast) -> None:
    sent = SAID | {"owner_words": "Ana, 12.345.678-5", "due": "2026-05-20"}

    response = cast.post("coordinator", f"redes/{cast.network.pk}/acuerdos/nuevo/", sent)

    assert response.status_code == 422
    assert "sin RUT ni correos" in text(response)
    assert "Cada escuela trae su pauta." in text(response)
    assert 'value="2026-05-20"' in text(response)


def test_a_bar_of_nobody_does_not_exist(cast: Cast) -> None:
    path = f"redes/{cast.network.pk}/acuerdos/nuevo/"

    assert cast.get("coordinator", path, resultado="1", codigo="PN").status_code == 404
    assert cast.get("coordinator", path, resultado="uno", codigo="PN").status_code == 404


def test_the_team_looks_at_it_again_and_says_why(cast: Cast) -> None:
    agreement = agree(cast)
    path = f"redes/{cast.network.pk}/acuerdos/{agreement.pk}/"

    missing = cast.post("coordinator", path, {"outcome": "kept", "because": "", "on": "2026-05-04"})
    done = cast.post(
        "coordinator", path, {"outcome": "kept", "because": "Alcanzó el tiempo.", "on": "2026-05-04"}
    )

    assert (missing.status_code, done.status_code) == (422, 302)
    page = text(cast.get("coordinator", path))
    assert "Alcanzó el tiempo." in page
    assert "Mirarlo de nuevo" not in page


def test_an_agreement_of_another_network_is_not_found_under_this_one(cast: Cast) -> None:
    agreement = agree(cast)

    assert cast.get("facilitator", f"redes/{cast.neighbour.pk}/acuerdos/{agreement.pk}/").status_code == 404


def test_what_waits_for_a_look_is_on_the_home_page_and_in_the_list_of_networks(cast: Cast) -> None:
    agree(cast)

    assert "Revisen un acuerdo" in text(cast.get("coordinator"))
    assert "Un acuerdo espera revisión." in text(cast.get("facilitator", "redes/"))


def test_what_was_kept_waits_no_more(cast: Cast) -> None:
    agreement = agree(cast)
    with program_context(cast.program):
        review_agreement(
            agreement,
            outcome=AgreementState.KEPT,
            because="Alcanzó el tiempo.",
            on=date(2026, 4, 28),
            by=cast.people["coordinator"],
        )

    assert "Revisen un acuerdo" not in text(cast.get("coordinator"))
    assert "Un acuerdo" in text(cast.get("coordinator", f"redes/{cast.network.pk}/ciclos/{cast.cycle.year}/"))


def test_the_list_asks_as_much_for_fifty_agreements_as_for_one(cast: Cast) -> None:
    client, path, counts = cast.client("coordinator"), f"/demo/redes/{cast.network.pk}/acuerdos/", []
    for total in (1, 3, 50):
        with program_context(cast.program):
            made = Agreement.objects.count()
        for number in range(total - made):
            review_agreement_of(cast, agree(cast, text=f"Acuerdo {number}."), number)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts


def review_agreement_of(cast: Cast, agreement: Agreement, number: int) -> None:
    with program_context(cast.program):
        review_agreement(
            agreement,
            outcome=AgreementState.ADAPTED,
            because=f"Motivo {number}.",
            review_on=date(2026, 6, 1),
            on=date(2026, 4, 28),
            by=cast.people["coordinator"],
        )


def test_the_list_of_networks_asks_as_much_with_agreements_in_all_as_in_one(cast: Cast) -> None:
    client, counts = cast.client("facilitator"), []
    agree(cast)
    for total in (1, 3, 20):
        with program_context(cast.program):
            for number in range(total):
                NetworkFactory.create(name=f"Red {total} {number}")
        client.get("/demo/redes/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/demo/redes/")
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts


def test_an_activity_lists_what_was_agreed_in_it(cast: Cast) -> None:
    with program_context(cast.program):
        activity = make_activity(cast.network, title="Sesión de mayo")
        before = activity.revision
    page = f"actividades/{activity.pk}/"
    link = f"/demo/redes/{cast.network.pk}/acuerdos/nuevo/?actividad={activity.pk}"

    offered = text(cast.get("coordinator", page))
    form = text(cast.client("coordinator").get(link))
    cast.post(
        "coordinator", f"redes/{cast.network.pk}/acuerdos/nuevo/", SAID | {"activity": str(activity.pk)}
    )

    assert link in offered
    assert f'value="{activity.pk}" selected' in form
    assert link not in text(cast.get("facilitator", page))
    assert "Observar una clase de lectura" in text(cast.get("facilitator", page))
    with program_context(cast.program):
        loaded = with_networks(Activity.objects.filter(pk=activity.pk)).get()
        assert loaded.revision == before + 1
        assert "Observar una clase de lectura" in activity_html(loaded, ActivityDocument.MINUTES)
        assert "Observar una clase de lectura" not in activity_html(loaded, ActivityDocument.AGENDA)
        Activity.objects.filter(pk=activity.pk).update(invites_authorities=True)
        invited = with_networks(Activity.objects.filter(pk=activity.pk)).get()
        assert "Observar una clase de lectura" not in activity_html(invited, ActivityDocument.MINUTES)
    assert "Observar una clase de lectura" not in text(cast.get("authority", page))
