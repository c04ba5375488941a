"""A form of which only a part arrived changes nothing, whichever page it was for."""

from __future__ import annotations

import uuid
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import NetworkSchool, RosterSeat
from questionnaires.instruments.files import DEMO
from questionnaires.instruments.models import Questionnaire
from tests.factories import make_person
from tests.surveys import make_network

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
CUT = "La conexión se cortó a mitad del envío"


@pytest.fixture
def facilitator(program: Program) -> Client:
    """Signed in, in a browser whose forms carry the seal that is asked of them."""
    client = Client(enforce_csrf_checks=True)
    with program_context(program):
        client.force_login(make_person(program, RoleCode.FACILITATOR))
    client.get(f"/{program.slug}/redes/nueva/")
    return client


def send(client: Client, path: str, body: bytes, kind: str, *, arrives: int | None = None) -> Any:
    """Send a form of which the first ``arrives`` bytes come before the connection ends."""
    came: Any = BytesIO(body[:arrives])
    seal = client.cookies["csrftoken"].value
    return client.generic("POST", path, body, kind, headers={"X-CSRFToken": seal}, **{"wsgi.input": came})


def seats(joined: NetworkSchool) -> list[tuple[str, int]]:
    with program_context(joined.program_id):
        current = RosterSeat.objects.filter(network_school=joined, valid_to=None)
        return list(current.order_by("role").values_list("role", "seats"))


@pytest.mark.parametrize("share", [0.1, 0.6, 0.99])
def test_a_roster_that_was_cut_is_not_taken_for_a_shorter_one(
    program: Program, facilitator: Client, share: float
) -> None:
    with program_context(program):
        network = make_network(50)
        joined = NetworkSchool.objects.get(network=network)
    before = seats(joined)
    path = f"/{program.slug}/redes/{network.pk}/padron/"
    boxes = {f"seats-{joined.pk}-{role}": 7 for role in ("head", "utp", "teacher", "other")}
    body = urlencode({"on": f"{timezone.localdate()}", **boxes}).encode()

    cut = send(facilitator, path, body, FORM, arrives=int(len(body) * share))
    after_cut = seats(joined)
    whole = send(facilitator, path, body, FORM)

    assert (cut.status_code, CUT in cut.content.decode()) == (400, True)
    assert after_cut == before
    assert whole.status_code == 302
    assert seats(joined) != before


def test_a_file_that_was_cut_is_not_read(program: Program, facilitator: Client) -> None:
    path = f"/{program.slug}/cuestionarios/cargar/"
    file = SimpleUploadedFile("instrumento.csv", DEMO.read_bytes())
    body = encode_multipart(BOUNDARY, {"file": file, "key": str(uuid.uuid4())})

    for missing in (1, 200, len(body) // 2):
        response = send(facilitator, path, body, MULTIPART_CONTENT, arrives=len(body) - missing)
        assert (response.status_code, CUT in response.content.decode()) == (400, True)
    with program_context(program):
        assert not Questionnaire.objects.exists()
    assert CUT not in send(facilitator, path, body, MULTIPART_CONTENT).content.decode()


def test_signing_in_with_a_body_that_was_cut_is_no_wrong_password(client: Client, program: Program) -> None:
    body = urlencode({"login": "ana@ejemplo.cl", "password": "una-clave-larga"}).encode()
    came: Any = BytesIO(body[:-4])

    response = client.generic("POST", "/entrar/", body, FORM, **{"wsgi.input": came})

    assert (response.status_code, CUT in response.content.decode()) == (400, True)
