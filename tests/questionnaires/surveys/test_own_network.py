"""A facilitator who coordinates a network does not say for it how many people answer."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Network
from questionnaires.surveys.actions import (
    confirm_roster,
    correct_roster_n,
    open_many,
    open_survey,
    redraw_slips,
    take_slip_sheet,
)
from questionnaires.surveys.models import SlipSheet, Survey
from questionnaires.surveys.queries.roster import plan_fingerprint
from tests.factories import CoordinationFactory, make_person
from tests.questionnaires.evaluations.world import make_evaluation, make_workshop
from tests.surveys import make_draft, make_network, make_notice, make_plan

OWN = "lo confirma otra persona"


@pytest.fixture
def network(inside: Program) -> Network:
    make_notice(inside)
    return make_network(14, name="Red de la Costa")


@pytest.fixture
def both(inside: Program, network: Network) -> User:
    person = make_person(inside, RoleCode.FACILITATOR)
    CoordinationFactory.create(network=network, user=person)
    return person


def test_neither_confirms_nor_corrects_nor_hands_out_in_her_own_network(
    inside: Program, network: Network, both: User
) -> None:
    draft, other = make_draft(inside, network=network), make_person(inside, RoleCode.FACILITATOR)
    with pytest.raises(NotAllowedNow, match=f"Red de la Costa: .*{OWN}"):
        confirm_roster(draft, by=both)
    survey = open_survey(confirm_roster(draft, by=other), by=other)
    sheet = SlipSheet.objects.create(survey=survey, pdf=b"%PDF-1", slips=14)

    with pytest.raises(NotAllowedNow, match=OWN):
        correct_roster_n(survey, n=20, reason="Llegaron más", by=both)
    for act in (lambda: redraw_slips(survey, by=both), lambda: take_slip_sheet(sheet, by=both)):
        with pytest.raises(NotAllowedNow, match="Coordinas esta red"):
            act()

    assert Survey.objects.get(pk=survey.pk).roster_n == 14
    assert take_slip_sheet(sheet, by=other) == b"%PDF-1"


def test_in_another_network_she_confirms_and_after_leaving_the_team_too(
    inside: Program, network: Network, both: User
) -> None:
    elsewhere = confirm_roster(make_draft(inside, network=make_network(6)), by=both)
    network.coordinations.filter(user=both).update(valid_to=timezone.localdate())
    here = confirm_roster(make_draft(inside, network=network), by=both)

    assert (elsewhere.roster_confirmed_by, here.roster_confirmed_by) == (both, both)


def test_nor_does_she_open_it_among_many(inside: Program, network: Network, both: User) -> None:
    shown = {network.pk: 14, make_network(6).pk: 6}

    with pytest.raises(NotAllowedNow, match="Red de la Costa") as refused:
        open_many(shown, plan=make_plan(), year=2026, by=both)

    assert refused.value.field == "networks"
    assert not Job.objects.exists()


def test_the_page_says_who_confirms_and_offers_no_button(
    inside: Program, network: Network, both: User
) -> None:
    draft = make_draft(inside, network=network)
    client = Client()
    client.force_login(both)
    url = f"/demo/aplicaciones/{draft.pk}/"

    page = client.get(url).content.decode()
    refused = client.post(f"{url}confirmar/", {"shown": plan_fingerprint(draft)})

    assert "Facilitas el programa y además coordinas Red de la Costa" in page
    assert "Confirmo este padrón" not in page
    assert any(OWN in str(message) for message in get_messages(refused.wsgi_request))
    assert Survey.objects.get(pk=draft.pk).roster_confirmed_by is None


def test_a_session_that_she_leads_is_evaluated_by_another_facilitator(inside: Program) -> None:
    session = make_workshop(inside, kind="network_session", networks=1)
    workshop = make_workshop(inside)
    for network in (*session.networks, *workshop.networks):
        CoordinationFactory.create(network=network, user=session.facilitator)
    workshop.facilitator = session.facilitator

    with pytest.raises(NotAllowedNow, match=OWN):
        make_evaluation(session)
    assert make_evaluation(workshop).roster_n == 20
